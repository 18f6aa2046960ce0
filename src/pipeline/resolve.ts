import { dirname, isAbsolute, resolve } from 'node:path';
import { parseByteSize } from '../base/byte-size.ts';
import { parseDuration } from '../base/duration.ts';
import { parseRetryDelay } from '../base/retry.ts';
import type { Schedule } from '../schedule/schedule.ts';
import { parseColumnType } from '../table/type.ts';
import { textsAt } from './column-check.ts';
import { headersOf } from './column-names.ts';
import {
  DEFAULT_ANCHOR,
  DEFAULT_CACHE_MAX,
  DEFAULT_CSV,
  DEFAULT_GRACE,
  DEFAULT_HISTORY,
  DEFAULT_LAG,
  DEFAULT_LIMITS,
  DEFAULT_RECHECK,
  DEFAULT_TASKS,
  DEFAULT_TIMEZONE,
} from './defaults.ts';
import type { PipelineDocument } from './document.ts';
import type { Channel } from './notify.ts';
import { NO_PARTITION } from './partitions.ts';
import {
  type BigquerySection,
  type ColumnRule,
  type CsvSettings,
  type GoogleSection,
  type Limits,
  type PartitionSettings,
  PIPELINE_PARTS,
  type Pipeline,
  type TaskName,
  type TaskPolicy,
} from './pipeline.ts';
import type { ColumnFile, PipelineFile } from './schema.ts';
import type { FilledTexts } from './texts.ts';

interface ResolveOptions {
  path: string;
  document: PipelineDocument;
  file: PipelineFile;
  texts: FilledTexts;
  channels: readonly Channel[];
  afterLoad?: { path: string; sql: string };
}

/** A checked file → what its words mean, defaults in place. Nothing can be wrong any more. */
export function resolvePipeline({ path, document, file, texts, channels, afterLoad }: ResolveOptions): Pipeline {
  const directory = dirname(resolve(path));
  const { source, contract } = file;
  return {
    file: path,
    directory,
    name: texts.name,
    description: file.description,
    owner: file.owner,
    parameters: texts.parameters,
    source: {
      url: absoluteUrl(directory, texts.url),
      shownUrl: texts.shownUrl,
      headers: texts.headers,
      notReady: source.not_ready ?? [],
      allowPrivate: source.allow_private ?? false,
      allowUnverifiedLength: source.allow_unverified_length ?? false,
      allowEmpty: source.allow_empty ?? false,
    },
    csv: csvSettings(document, file),
    partitions: partitionSettings(document, file),
    columns: Object.entries(file.columns).map(([name, column]) => columnRule(document, name, column)),
    contract: {
      newColumns: contract?.new_columns ?? 'freeze',
      types: contract?.types ?? 'freeze',
      maxRejected: share(contract?.max_rejected ?? 0),
    },
    ...(file.expect?.rows === undefined
      ? {}
      : { expect: { rowsWithin: share(file.expect.rows.slice('within '.length)) } }),
    ...(texts.lake === undefined ? {} : { lake: hasScheme(texts.lake) ? texts.lake : resolve(directory, texts.lake) }),
    ...(texts.warehouse === undefined ? {} : { warehouse: absoluteWarehouse(directory, texts.warehouse) }),
    relative: relativePlaces(texts),
    write: file.write ?? 'replace-partition',
    ...(file.bigquery === undefined ? {} : { bigquery: bigquerySection(document, file.bigquery) }),
    ...(file.google === undefined ? {} : { google: googleSection(file.google) }),
    ...(file.schedule === undefined ? {} : { schedule: scheduleOf(file.schedule, file.partitions.timezone) }),
    ...(file.notify === undefined ? {} : { notify: channels }),
    ...(afterLoad === undefined ? {} : { afterLoad }),
    codec: file.parquet?.codec ?? 'zstd',
    history: file.history ?? DEFAULT_HISTORY,
    tasks: taskPolicies(file),
    limits: limits(file),
    cacheMaxBytes: file.cache_max === undefined ? DEFAULT_CACHE_MAX : parseByteSize(file.cache_max),
    lines: linesOf(document, file),
    secrets: texts.secrets,
  };
}

/** Of a source the line of its URL. */
function linesOf(document: PipelineDocument, file: PipelineFile): Pipeline['lines'] {
  const there = PIPELINE_PARTS.filter((part) => file[part] !== undefined);
  return {
    ...Object.fromEntries(there.map((part) => [part, document.line([part])])),
    source: document.line(['source', 'url']),
  };
}

function csvSettings(document: PipelineDocument, { csv = {} }: PipelineFile): CsvSettings {
  return {
    delimiter: csv.delimiter ?? DEFAULT_CSV.delimiter,
    quote: csv.quote ?? DEFAULT_CSV.quote,
    nulls: csv.nulls === undefined ? DEFAULT_CSV.nulls : [...new Set(textsAt(document, ['csv', 'nulls'], csv.nulls))],
    // One spelling for each encoding, so that `utf8` and `UTF-8` make no month stale.
    encoding: csv.encoding === undefined ? DEFAULT_CSV.encoding : new TextDecoder(csv.encoding).encoding,
    ...(csv.comment === undefined ? {} : { comment: csv.comment }),
    extraEmptyColumns: csv.extra_empty_columns ?? DEFAULT_CSV.extraEmptyColumns,
  };
}

function partitionSettings(document: PipelineDocument, { partitions }: PipelineFile): PartitionSettings {
  const end = document.text(['partitions', 'end']);
  return {
    by: partitions.by,
    start: document.text(['partitions', 'start']) ?? NO_PARTITION,
    ...(end === undefined ? {} : { end }),
    lagMs: partitions.lag === undefined ? DEFAULT_LAG : parseDuration(partitions.lag),
    graceMs: partitions.grace === undefined ? DEFAULT_GRACE : parseDuration(partitions.grace),
    recheck: partitions.recheck === undefined ? DEFAULT_RECHECK : Number(partitions.recheck.slice('last:'.length)),
    timezone: partitions.timezone ?? DEFAULT_TIMEZONE,
  };
}

function columnRule(document: PipelineDocument, name: string, column: ColumnFile): ColumnRule {
  const path = ['columns', name];
  const text = (key: string) => document.text([...path, key]);
  const given = <K extends string, V>(key: K, value: V | undefined) =>
    (value === undefined ? {} : { [key]: value }) as { [key in K]?: V };
  const texts = (key: 'enum' | 'true' | 'false') =>
    column[key] === undefined ? undefined : textsAt(document, [...path, key], column[key]);
  return {
    name,
    type: parseColumnType(column.type, column.unit),
    from: headersOf(name, column),
    required: column.required ?? false,
    optional: column.optional ?? false,
    ...given('fill', text('fill')),
    ...given('enum', texts('enum')),
    ...given('minimum', text('minimum')),
    ...given('maximum', text('maximum')),
    ...given('pattern', column.pattern),
    ...given('format', column.format),
    ...given('zone', column.zone),
    ...given('trueTexts', texts('true')),
    ...given('falseTexts', texts('false')),
    ...given('description', column.description),
    line: document.line(path),
  };
}

function googleSection({
  workload_identity_provider,
  service_account,
}: NonNullable<PipelineFile['google']>): GoogleSection {
  return {
    workloadIdentityProvider: workload_identity_provider,
    ...(service_account === undefined ? {} : { serviceAccount: service_account }),
  };
}

/** Also for its check: whatever is wrong with it by then is told by who reads it. */
export function scheduleOf(
  { cron, every, rrule, anchor = DEFAULT_ANCHOR, timezone }: NonNullable<PipelineFile['schedule']>,
  zone: string = DEFAULT_TIMEZONE,
): Schedule {
  const counted = { anchor: anchor.includes('T') ? anchor : `${anchor}T00:00`, timezone: timezone ?? zone };
  if (every !== undefined) return { kind: 'every', everyMs: parseDuration(every), ...counted };
  if (rrule !== undefined) return { kind: 'rrule', rrule, ...counted };
  return { kind: 'cron', cron: cron ?? '', timezone: counted.timezone };
}

function bigquerySection(document: PipelineDocument, asked: NonNullable<PipelineFile['bigquery']>): BigquerySection {
  const { location, clustering, labels, max_bytes_billed: most } = asked;
  const spelled = Object.keys(labels ?? {}).map((key) => [key, document.text(['bigquery', 'labels', key]) ?? '']);
  return {
    ...(location === undefined ? {} : { location }),
    ...(clustering === undefined ? {} : { clustering }),
    ...(labels === undefined ? {} : { labels: Object.fromEntries(spelled) }),
    ...(most === undefined ? {} : { maxBytesBilled: parseByteSize(most) }),
  };
}

function taskPolicies({ tasks }: PipelineFile): Record<TaskName, TaskPolicy> {
  const policy = (name: TaskName): TaskPolicy => {
    const asked = tasks?.[name];
    const expiration = asked !== undefined && 'cache_expiration' in asked ? asked.cache_expiration : undefined;
    const delay = asked?.retry_delay;
    return {
      retries: asked?.retries ?? DEFAULT_TASKS[name].retries,
      retryDelay:
        delay === undefined
          ? DEFAULT_TASKS[name].retryDelay
          : parseRetryDelay(Array.isArray(delay) ? delay.join(',') : delay),
      timeoutMs: asked?.timeout === undefined ? DEFAULT_TASKS[name].timeoutMs : parseDuration(asked.timeout),
      ...(expiration === undefined ? {} : { cacheExpirationMs: parseDuration(expiration) }),
    };
  };
  return {
    fetch: policy('fetch'),
    clean: policy('clean'),
    'write-parquet': policy('write-parquet'),
    upload: policy('upload'),
    load: policy('load'),
  };
}

function limits({ limits: asked = {} }: PipelineFile): Limits {
  const size = (key: 'field' | 'record' | 'header' | 'download' | 'text' | 'memory') =>
    asked[key] === undefined ? DEFAULT_LIMITS[key] : parseByteSize(asked[key]);
  return {
    field: size('field'),
    record: size('record'),
    columns: asked.columns ?? DEFAULT_LIMITS.columns,
    header: size('header'),
    download: size('download'),
    text: size('text'),
    ratio: asked.ratio ?? DEFAULT_LIMITS.ratio,
    memory: size('memory'),
  };
}

/** `0.1%` and 0.001 are the same share. */
export function share(value: string | number): number {
  // Through an exponent, because 0.1 / 100 is not the number that 0.001 is.
  return typeof value === 'number' ? value : Number(`${value.replace('%', '').trim()}e-2`);
}

/** A drive letter is no scheme. */
function hasScheme(text: string): boolean {
  return /^[a-z][a-z0-9+.-]+:/i.test(text);
}

/** A relative path is one from the pipeline file's folder, wherever the process runs; `file:` may stand before it. */
function absoluteUrl(directory: string, url: string): string {
  const path = /^file:(?!\/)/i.test(url) ? url.slice('file:'.length) : url;
  return hasScheme(path) || isAbsolute(path) ? path : resolve(directory, path);
}

export function relativePlaces({
  lake,
  warehouse,
}: {
  lake?: string | undefined;
  warehouse?: string | undefined;
}): ('lake' | 'warehouse')[] {
  const file = /^duckdb:(.*)$/is.exec(warehouse ?? '')?.[1];
  return [
    ...(lake !== undefined && !hasScheme(lake) && !isAbsolute(lake) ? (['lake'] as const) : []),
    ...(file !== undefined && !isAbsolute(file) ? (['warehouse'] as const) : []),
  ];
}

function absoluteWarehouse(directory: string, warehouse: string): string {
  const path = /^duckdb:(.*)$/is.exec(warehouse)?.[1];
  return path === undefined || isAbsolute(path) ? warehouse : `duckdb:${resolve(directory, path)}`;
}
