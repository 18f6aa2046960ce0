import { formatDuration } from '../base/duration.ts';
import type { ColumnRule, Pipeline } from '../pipeline/pipeline.ts';
import { redactUrl } from '../source/shown-url.ts';
import { formatColumnType } from '../table/type.ts';

/** Something that two versions of a pipeline file say differently; one side is absent where only one says anything. */
export interface Change {
  /** `columns.note`, `source.url` … as in the file. */
  what: string;
  before?: string;
  after?: string;
}

/** What of a pipeline changed, settings first, then columns in the order of the new file and those that are gone. No secret is in it. */
export function changesOf(before: Pipeline, after: Pipeline): Change[] {
  const [old, now] = [settingsOf(before), settingsOf(after)];
  const names = new Set([...Object.keys(now), ...Object.keys(old)]);
  return [...names].flatMap((what) => {
    if (old[what] === now[what]) return [];
    return [
      {
        what,
        ...(old[what] === undefined ? {} : { before: old[what] }),
        ...(now[what] === undefined ? {} : { after: now[what] }),
      },
    ];
  });
}

function settingsOf(pipeline: Pipeline): Record<string, string | undefined> {
  const { source, partitions, contract, afterLoad } = pipeline;
  const settings: Record<string, string | undefined> = {
    name: pipeline.name,
    'source.url': redactUrl(source.shownUrl),
    // Their values may let somebody in.
    'source.headers': Object.keys(source.headers).join(', ') || undefined,
    'source.not_ready': source.notReady.join(', ') || undefined,
    contract: `new_columns ${contract.newColumns}, types ${contract.types}, max_rejected ${100 * contract.maxRejected}%`,
    write: pipeline.write,
    'parquet.codec': pipeline.codec,
    history: String(pipeline.history),
    expect: pipeline.expect && `rows within ${100 * pipeline.expect.rowsWithin}%`,
    lake: placeOf(pipeline, pipeline.lake),
    warehouse: placeOf(pipeline, pipeline.warehouse),
    after_load: afterLoad && `${afterLoad.path}: ${afterLoad.sql.trim()}`,
    schedule: pipeline.schedule && JSON.stringify(pipeline.schedule),
    // Addresses let somebody in.
    notify: pipeline.notify?.map(({ name, to, on }) => `${name} (${to}): ${on.join(' ')}`).join(', '),
  };
  const groups = { csv: pipeline.csv, partitions };
  for (const [group, members] of Object.entries(groups)) {
    for (const [key, value] of Object.entries(members)) {
      const isTime = key.endsWith('Ms');
      settings[`${group}.${isTime ? key.slice(0, -2) : key}`] = isTime ? formatDuration(value) : JSON.stringify(value);
    }
  }
  for (const rule of pipeline.columns) settings[`columns.${rule.name}`] = ruleText(rule);
  return settings;
}

/** Relative to the file, as it was written, and without user and password. */
function placeOf({ directory }: Pipeline, place: string | undefined): string | undefined {
  return place && redactUrl(place).replace(`${directory}/`, '');
}

/** A column's rule in one line: `int64, required, from VendorID`. */
function ruleText(rule: ColumnRule): string {
  const { name, type, from, required, optional, description: _, line: __, ...rest } = rule;
  const unit = 'unit' in type && type.unit === 'us' ? ' us' : '';
  return [
    `${formatColumnType(type)}${unit}`,
    ...(required ? ['required'] : []),
    ...(optional ? ['optional'] : []),
    ...(from.length === 1 && from[0] === name ? [] : [`from ${from.join(' | ')}`]),
    ...Object.entries(rest).map(([key, value]) => `${key} ${Array.isArray(value) ? value.join(' | ') : String(value)}`),
  ].join(', ');
}
