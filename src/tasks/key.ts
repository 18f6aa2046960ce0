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
export const TASK_VERSIONS = { fetch: 1, clean: 4, 'write-parquet': 1 } as const;

type Parts = Readonly<Record<string, string>>;

/** A part of a key that is not what it was; one side is absent where the part is new, or gone. */
export interface ChangedPart {
  part: string;
  old?: string;
  new?: string;
}

/** The key of a raw file: where it comes from. Which revision of it, only the source can tell. */
export function fetchKey(pipeline: Pipeline, partition: string): TaskKey {
  const { fetch, url } = settingParts(pipeline, partition);
  const parts = { fetch, url };
  return { key: sha256OfJson({ task: 'fetch', version: TASK_VERSIONS.fetch, url, partition }), parts };
}

/**
 * The parts of the key of everything up to the Parquet bytes, but the source's revision: normalised, so that a
 * comment, a description or the order of keys in the file changes nothing.
 */
export function settingParts(pipeline: Pipeline, partition: string) {
  return {
    fetch: `version ${TASK_VERSIONS.fetch}`,
    versions: `clean ${TASK_VERSIONS.clean}, write-parquet ${TASK_VERSIONS['write-parquet']}`,
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

/** The key of what another tool made of a cleaned file: no setting says what it did, so its bytes are a part. */
export function editedKey({ parts }: TaskKey, arrowSha256: string): TaskKey {
  const all = { ...parts, edited: arrowSha256 };
  return { key: sha256OfJson({ task: 'convert', parts: all }), parts: all };
}

/** The key of a publication some of whose rejected rows were taken in later, by rules that the rest was not read with. */
export function replayedKey({ parts }: TaskKey, pipeline: Pipeline, partition: string): TaskKey {
  const all = { ...parts, replayed: settingParts(pipeline, partition).columns };
  return { key: sha256OfJson({ task: 'convert', parts: all }), parts: all };
}

/** Which settings a publication was made with that are different now. The source and later-added columns do not count. */
export function staleParts(pipeline: Pipeline, partition: string, made: TaskKey): ChangedPart[] {
  return Object.entries(settingParts(pipeline, partition)).flatMap(([part, now]) =>
    changed(part, made.parts[part], now),
  );
}

/** Parts of a conversion's key that are fetch's business: where one of them changed, its own miss has named it. */
const UPSTREAM: readonly string[] = ['fetch', 'url', 'source'];

/**
 * Why a key is not in the cache, as far as the last publication can tell: the parts that differ from its own, old → new;
 * `upstream` for those that an earlier task has named. Empty
 * where nothing was published, or nothing differs.
 */
export function explainMiss(made: TaskKey | undefined, now: Parts, of: 'fetch' | 'convert'): string {
  if (made === undefined) return '';
  const parts = Object.entries(now).flatMap(([part, value]) => changed(part, made.parts[part], value));
  const own = of === 'fetch' ? parts : parts.filter(({ part }) => !UPSTREAM.includes(part));
  const told = own.map((each) => `${each.part} ${short(each.old)} → ${short(each.new)}`);
  if (own.length < parts.length) told.push('upstream');
  if (told.length === 0) return '';
  return `changed since it was published: ${told.join(', ')}`;
}

function changed(part: string, old: string | undefined, now: string): ChangedPart[] {
  return old === now ? [] : [{ part, new: now, ...(old === undefined ? {} : { old }) }];
}

/** A checksum is told apart by its first characters; a URL or a setting is shown as it is. */
function short(value: string | undefined): string {
  if (value === undefined) return 'none';
  return /^[0-9a-f]{64}$/.test(value) ? value.slice(0, 12) : value;
}

function columnPart(rule: ColumnRule): Json {
  const { description: _, line: __, type, ...rest } = rule;
  const unit = 'unit' in type ? { unit: type.unit } : {};
  return { ...(rest as unknown as Record<string, Json>), type: formatColumnType(type), ...unit };
}

function digest(value: Json): string {
  return sha256OfJson(value).slice(0, 12);
}
