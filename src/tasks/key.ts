import type { Json } from '../base/canonical-json.ts';
import { sha256OfJson } from '../base/hash.ts';
import type { EvolvedColumn } from '../convert/conversion.ts';
import type { TaskKey } from '../ledger/entry.ts';
import { fillUrl } from '../pipeline/partitions.ts';
import type { ColumnRule, Pipeline } from '../pipeline/pipeline.ts';
import { redactUrl } from '../source/shown-url.ts';
import { formatColumnType } from '../table/type.ts';

/**
 * Raised by hand whenever a task's output changes for the same input; `test/tasks/golden.test.ts` fails when one
 * changes without the other.
 */
export const TASK_VERSIONS = { fetch: 1, clean: 1, 'write-parquet': 1 } as const;

/**
 * The parts of the key of everything up to the Parquet bytes, but the source's revision: normalised, so that a
 * comment, a description or the order of keys in the file changes nothing.
 */
export function settingParts(pipeline: Pipeline, partition: string): Record<string, string> {
  return {
    versions: sha256OfJson(TASK_VERSIONS).slice(0, 12),
    // A secret that was typed into the file has no place in a record either.
    url: redactUrl(fillUrl(pipeline.source.shownUrl, partition)),
    csv: digest({ ...pipeline.csv } as Json),
    columns: digest(pipeline.columns.map(columnPart)),
    contract: `new_columns ${pipeline.contract.newColumns}, types ${pipeline.contract.types}`,
    parquet: pipeline.codec,
  };
}

/** The whole key: settings, the columns that earlier months added, and the exact bytes of the source. */
export function conversionKey(
  pipeline: Pipeline,
  partition: string,
  evolved: readonly EvolvedColumn[],
  sourceSha256: string,
): TaskKey {
  const parts = {
    ...settingParts(pipeline, partition),
    evolved: digest(evolved.map(({ name, from }) => [name, from])),
    source: sourceSha256,
  };
  return { key: sha256OfJson({ task: 'convert', partition, parts }), parts };
}

/** Which settings a publication was made with that are different now. The source and later-added columns do not count. */
export function staleParts(
  pipeline: Pipeline,
  partition: string,
  made: TaskKey,
): { part: string; old?: string; new?: string }[] {
  return Object.entries(settingParts(pipeline, partition)).flatMap(([part, now]) => {
    const old = made.parts[part];
    return old === now ? [] : [{ part, new: now, ...(old === undefined ? {} : { old }) }];
  });
}

function columnPart(rule: ColumnRule): Json {
  const { description: _, line: __, type, ...rest } = rule;
  const unit = 'unit' in type ? { unit: type.unit } : {};
  return { ...(rest as unknown as Record<string, Json>), type: formatColumnType(type), ...unit };
}

function digest(value: Json): string {
  return sha256OfJson(value).slice(0, 12);
}
