import { formatCount } from '../base/byte-size.ts';
import { ContractError } from '../base/errors.ts';
import { releaseBuffers } from '../base/memory.ts';
import type { Files } from '../base/ports/files.ts';
import type { Log } from '../base/ports/log.ts';
import type { Workers } from '../base/ports/workers.ts';
import { type Binding, bindColumns } from '../clean/binding.ts';
import { createCleaner } from '../clean/clean.ts';
import { createProfile, type ProfileResult } from '../clean/profile.ts';
import { QUARANTINE_SCHEMA, quarantineBatch } from '../clean/quarantine.ts';
import { createParquetFile, type ParquetFile } from '../parquet/file.ts';
import type { EncodedRowGroup } from '../parquet/format.ts';
import { encodeRowGroup } from '../parquet/row-group.ts';
import { partitionDate } from '../pipeline/partitions.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import type { Batch } from '../table/batch.ts';
import { type Schema, toColumnSpec } from '../table/schema.ts';
import { cleanGroups } from './cleaned-groups.ts';
import type { Cleaning, EvolvedColumn } from './conversion.ts';
import { checkMemory } from './memory-limit.ts';
import { openRows } from './open-rows.ts';
import type { RowSource, RowSourceOptions } from './row-source.ts';
import { wantedColumns, withoutSpelling } from './wanted.ts';

/** Where the row groups go that were kept: a Parquet file, or an Arrow stream. */
export interface BatchSink<Written extends { rows: number }> {
  append(batch: Batch): Promise<void>;
  /** Present where bytes of Parquet are taken too. */
  appendEncoded?(group: EncodedRowGroup): Promise<void>;
  close(): Promise<Written>;
  /** Removes what was written. */
  abandon(): Promise<void>;
}

/** Bytes of a raw file, packed or not, that are more than one row group as a rule. */
const WORTH_THREADS = 2 << 20;

export interface CleanFileOptions<Written extends { rows: number }> {
  /** The raw file, in any format that `openRows` takes. */
  raw: string;
  /** Its text, where that is known to be a CSV and comes from somewhere else; `raw` is not read then. */
  text?: AsyncIterable<Uint8Array>;
  /** What the user knows it by, for messages. */
  shownName: string;
  pipeline: Pipeline;
  partition: string;
  /** Columns that earlier months added to the dataset. */
  evolved: readonly EvolvedColumn[];
  /** Opens the sink, once the header has told the columns. */
  open: (schema: Schema) => Promise<BatchSink<Written>>;
  /** Path of the Parquet file of rejected rows; written only when there are any. */
  quarantine: string;
  files: Files;
  log: Log;
  signal: AbortSignal;
  /** Threads for what can be done in parts. */
  workers?: Workers;
}

/**
 * Raw file → cleaned row groups → a sink and, where rows broke a rule, a quarantine file. Streams: memory is bounded by
 * one row group. Throws ContractError TOO_MANY_REJECTED with the finished quarantine file's path in its data when more
 * rows than `contract.max_rejected` were rejected.
 */
export async function cleanFile<Written extends { rows: number }>(
  options: CleanFileOptions<Written>,
): Promise<{ schema: Schema; written: Written; cleaning: Cleaning }> {
  const { pipeline, files, log, signal, partition } = options;
  const date = partitionDate(partition);
  let binding: Binding | undefined;
  const bind: RowSourceOptions['bind'] = (header, typed) => {
    const found = bindColumns({
      header,
      pipeline,
      evolved: options.evolved,
      partition,
      file: options.shownName,
      ...(date === undefined ? {} : { partitionDate: date }),
    });
    binding = { ...found, sources: found.sources.map((source) => withoutSpelling(source, typed)) };
    return { direct: binding.direct, wanted: wantedColumns(binding, header.length) };
  };

  const size = (await files.stat(options.raw))?.size;
  const progress = { subject: partition, phase: 'clean' } as const;
  const reader = await openRows({
    raw: options.raw,
    ...(options.text === undefined ? {} : { text: options.text }),
    shownName: options.shownName,
    pipeline,
    files,
    bind,
    onBytes(done) {
      signal.throwIfAborted();
      log.progress({ ...progress, done, unit: 'bytes', ...(size === undefined ? {} : { total: size }) });
    },
    onRows(done, total) {
      signal.throwIfAborted();
      log.progress({ ...progress, done, total, unit: 'rows' });
    },
  });
  try {
    const isLarge = options.text !== undefined || (size !== undefined && size >= WORTH_THREADS);
    if (isLarge && reader.cut !== undefined) options.workers?.warm();
    return await cleanRows(options, reader, () => binding);
  } finally {
    await reader.close();
  }
}

async function cleanRows<Written extends { rows: number }>(
  options: CleanFileOptions<Written>,
  reader: RowSource,
  bindingOf: () => Binding | undefined,
): Promise<{ schema: Schema; written: Written; cleaning: Cleaning }> {
  const { pipeline, log, signal, partition } = options;
  const header = await reader.header();
  const bound = bindingOf() ?? failUnbound();
  for (const warning of bound.warnings) log.warn(`${partition}: ${warning}`);
  // A rule that cannot be used is told before anything is written.
  createCleaner({ binding: bound, pipeline, knowsNull: reader.knowsNull });
  const profile = createProfile(bound.schema);
  const main = await options.open(bound.schema);
  let quarantine: ParquetFile | undefined;
  try {
    const groups = cleanGroups({
      source: reader,
      header,
      binding: bound,
      pipeline,
      file: options.shownName,
      workers: main.appendEncoded === undefined ? undefined : options.workers,
      signal,
    });
    for await (const { facts, batch, encoded } of groups) {
      signal.throwIfAborted();
      profile.add(facts);
      if (batch !== undefined) await main.append(batch);
      if (encoded !== undefined) await main.appendEncoded?.(encoded);
      if (facts.rejected.length > 0) {
        quarantine ??= await openQuarantine(options);
        await quarantine.append(encodeRowGroup(quarantineBatch(facts.rejected), { codec: pipeline.codec }));
      }
      releaseBuffers();
      checkMemory(options.shownName, pipeline.limits.memory);
    }
    const written = await main.close();
    const rejects = await quarantine?.close();
    profile.assertNothingLost();
    const counted = profile.result();
    const records = reader.counts();
    if (
      records.records !== counted.rowsRead ||
      written.rows !== counted.rows ||
      (rejects?.rows ?? 0) !== counted.rejected
    ) {
      throw new Error(
        `rows were lost in ${options.shownName}: ${records.records} records read, ${counted.rowsRead} cleaned, ` +
          `${written.rows} written, ${rejects?.rows ?? 0} quarantined`,
      );
    }
    if (counted.rowsRead > 0 && counted.rejected > counted.rowsRead * pipeline.contract.maxRejected) {
      throw tooManyRejected(counted, reader.counted, pipeline.contract.maxRejected, options);
    }
    if (records.droppedExtra > 0) {
      log.warn(
        `${partition}: ${formatCount(records.droppedExtra)} rows are wider than the header by empty fields, ` +
          'which were dropped as csv.extra_empty_columns: drop asks',
      );
    }
    const cleaning: Cleaning = {
      ...(rejects === undefined
        ? {}
        : { quarantine: { path: options.quarantine, bytes: rejects.bytes, sha256: rejects.sha256 } }),
      rowsRead: counted.rowsRead,
      rows: counted.rows,
      rejected: counted.rejected,
      rejectedBy: counted.rejectedBy,
      blankLines: records.blank,
      droppedExtra: records.droppedExtra,
      columns: bound.schema.map(toColumnSpec),
      report: counted.columns.map(({ name, nulls, fills, discarded }) => ({ name, nulls, fills, discarded })),
      header: [...header],
      format: reader.format,
      evolved: bound.added.map(({ name, from }) => ({ name, from })),
      head: counted.head,
    };
    return { schema: bound.schema, written, cleaning };
  } catch (error) {
    await main.abandon();
    if (!(error instanceof ContractError && error.code === 'TOO_MANY_REJECTED')) await quarantine?.abandon();
    throw error;
  }
}

async function openQuarantine(options: { files: Files; quarantine: string; pipeline: Pipeline }): Promise<ParquetFile> {
  const { files, quarantine: path, pipeline } = options;
  await files.remove(path);
  return createParquetFile({ files, path, schema: QUARANTINE_SCHEMA, codec: pipeline.codec });
}

function failUnbound(): never {
  throw new Error('the reader gave a header without asking which columns are direct');
}

function tooManyRejected(
  counted: Pick<ProfileResult, 'rejected' | 'rowsRead' | 'rejectedBy' | 'firstRejected'>,
  counting: RowSource['counted'],
  maxRejected: number,
  options: { shownName: string; quarantine: string },
): ContractError {
  const rules = Object.entries(counted.rejectedBy)
    .sort(([, a], [, b]) => b - a)
    .slice(0, 5)
    .map(([rule, count]) => `${rule} × ${formatCount(count)}`)
    .join(', ');
  const first = counted.firstRejected;
  const place =
    first === undefined
      ? ''
      : `, the first ${counting === 'line' ? 'on line' : 'in row'} ${first.line}${first.problem === undefined ? '' : `: ${first.problem}`}`;
  const share = ((100 * counted.rejected) / counted.rowsRead).toFixed(3);
  return new ContractError(
    'TOO_MANY_REJECTED',
    `${options.shownName}: ${formatCount(counted.rejected)} of ${formatCount(counted.rowsRead)} rows were rejected (${share} %), ` +
      `more than max_rejected = ${100 * maxRejected} %: ${rules}${place}; look at the quarantine, then change the rule or the limit`,
    {
      rejected: counted.rejected,
      rowsRead: counted.rowsRead,
      rejectedBy: counted.rejectedBy,
      ...(first === undefined ? {} : { first }),
      quarantine: options.quarantine,
    },
  );
}
