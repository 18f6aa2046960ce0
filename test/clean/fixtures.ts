import { bindColumns } from '../../src/clean/binding.ts';
import { createCleaner } from '../../src/clean/clean.ts';
import type { Cleaned } from '../../src/clean/cleaned.ts';
import type { ColumnRule, Pipeline } from '../../src/pipeline/pipeline.ts';
import type { MalformedRecord, TextBatch, TextColumn } from '../../src/table/batch.ts';
import { cellText } from '../../src/table/cell-text.ts';
import type { Column, Spans } from '../../src/table/column.ts';
import type { Field } from '../../src/table/schema.ts';
import { parseColumnType } from '../../src/table/type.ts';

/** A column as the pipeline file would give it: `type` as text, the rest as its defaults. */
export function column(
  name: string,
  type: string,
  more: Partial<Omit<ColumnRule, 'name' | 'type'>> & { unit?: 'ms' | 'us' } = {},
): ColumnRule {
  const { unit, ...rest } = more;
  return { name, type: parseColumnType(type, unit), from: [name], required: false, optional: false, line: 7, ...rest };
}

export function pipelineOf(
  columns: readonly ColumnRule[],
  more: { nulls?: readonly string[]; delimiter?: string; contract?: Partial<Pipeline['contract']> } = {},
): Pipeline {
  const policy = { retries: 0, retryDelay: { kind: 'list', delays: [0] }, timeoutMs: 1000 } as const;
  return {
    file: 'pipeline.yml',
    directory: '/',
    name: 'trips',
    description: 'd',
    owner: 'o',
    parameters: {},
    source: {
      url: 'https://example.org/a.csv',
      shownUrl: 'https://example.org/a.csv',
      headers: {},
      notReady: [404],
      allowPrivate: false,
      allowUnverifiedLength: false,
      allowEmpty: false,
    },
    csv: {
      delimiter: more.delimiter ?? ',',
      quote: '"',
      nulls: more.nulls ?? [''],
      encoding: 'utf-8',
      extraEmptyColumns: 'error',
    },
    partitions: { by: 'month', start: '2021-01', lagMs: 0, graceMs: 0, recheck: 0, timezone: 'UTC' },
    columns,
    contract: { newColumns: 'evolve', types: 'freeze', maxRejected: 1, ...more.contract },
    relative: [],
    lines: { source: 1 },
    write: 'replace-partition',
    codec: 'none',
    history: 0,
    tasks: { fetch: policy, clean: policy, 'write-parquet': policy, upload: policy, load: policy },
    limits: {
      field: 1e6,
      record: 1e7,
      columns: 1000,
      header: 1e5,
      download: 1e9,
      text: 1e9,
      ratio: 1000,
      memory: 2 ** 40,
    },
    cacheMaxBytes: 0,
  };
}

export function spansOf(texts: readonly string[]): Spans {
  const pieces = texts.map((text) => Buffer.from(text));
  const ends = new Uint32Array(texts.length);
  let length = 0;
  pieces.forEach((piece, at) => {
    length += piece.length;
    ends[at] = length;
  });
  const starts = ends.map((end, at) => end - (pieces[at] as Buffer).length);
  return { bytes: new Uint8Array(Buffer.concat(pieces)), starts, ends };
}

export function dictionaryOf(texts: readonly string[]): TextColumn {
  const distinct = [...new Set(texts)];
  return {
    kind: 'dictionary',
    indices: Uint16Array.from(texts, (text) => distinct.indexOf(text)),
    values: spansOf(distinct),
  };
}

/** A row group as the CSV reader would hand it over; row r stands on line r + 2. */
export function batchOf(
  rows: readonly (readonly string[])[],
  direct: readonly boolean[],
  malformed: readonly MalformedRecord[] = [],
): TextBatch {
  const columns = direct.map((isDirect, at): TextColumn => {
    const texts = rows.map((row) => row[at] ?? '');
    return isDirect ? { kind: 'direct', values: spansOf(texts) } : dictionaryOf(texts);
  });
  return {
    group: 0,
    rows: rows.length,
    columns,
    lines: Uint32Array.from(rows, (_, at) => at + 2),
    records: spansOf(rows.map((row) => row.join(','))),
    malformed,
  };
}

export interface CleanOptions {
  header: readonly string[];
  rows: readonly (readonly string[])[];
  pipeline: Pipeline;
  direct?: boolean;
  malformed?: readonly MalformedRecord[];
}

export function clean(options: CleanOptions): Cleaned {
  const { header, rows, pipeline } = options;
  const binding = bindColumns({ header, pipeline, evolved: [], partition: '2021-01', file: 'a.csv' });
  const direct = header.map((_, at) => options.direct ?? (binding.direct[at] as boolean));
  return createCleaner({ binding, pipeline }).clean(batchOf(rows, direct, options.malformed));
}

export function cells({ batch }: Cleaned): (string | null)[][] {
  return Array.from({ length: batch.rows }, (_, row) =>
    batch.schema.map((field, at) => cellText(field, batch.columns[at] as Column, row)),
  );
}

/** The values of one column's dictionary, as texts. */
export function dictionaryTexts(field: Field, column: Column): string[] {
  if (column.kind !== 'dictionary') throw new Error('not a dictionary column');
  const count = column.indices.reduce((most, index) => Math.max(most, index), 0);
  const indices = Uint16Array.from({ length: count }, (_, at) => at + 1);
  return Array.from(indices, (_, at) => cellText(field, { ...column, indices }, at) as string);
}

/** What each text becomes as the only column: its cell, or `!rule` where the row is rejected. Both ways must agree. */
export function outcomes(
  rule: ColumnRule,
  texts: readonly string[],
  more: Parameters<typeof pipelineOf>[1] = {},
): string[] {
  const pipeline = pipelineOf([rule], more);
  const ways = [false, true].map((direct) =>
    texts.map((text) => {
      const cleaned = clean({ header: [rule.name], rows: [[text]], pipeline, direct });
      const broken = cleaned.rejected[0];
      return broken === undefined ? String(cells(cleaned)[0]?.[0]) : `!${broken.rule}`;
    }),
  );
  const [dictionary, direct] = ways as [string[], string[]];
  if (dictionary.join('\n') !== direct.join('\n')) {
    throw new Error(`dictionary: ${dictionary.join(' | ')}\ndirect: ${direct.join(' | ')}`);
  }
  return dictionary;
}

/** Cleans one ready-made column; the pipeline's only column is its header. */
export function cleanColumn(pipeline: Pipeline, text: TextColumn): Cleaned {
  const header = pipeline.columns.map((rule) => rule.name);
  const binding = bindColumns({ header, pipeline, evolved: [], partition: '2021-01', file: 'a.csv' });
  const rows = text.kind === 'dictionary' ? text.indices.length : text.values.starts.length;
  const records = { bytes: new Uint8Array(0), starts: new Uint32Array(rows), ends: new Uint32Array(rows) };
  return createCleaner({ binding, pipeline }).clean({
    group: 0,
    rows,
    columns: [text],
    lines: new Uint32Array(rows),
    records,
    malformed: [],
  });
}
