import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { Files } from '../../src/base/ports/files.ts';
import type { Conversion } from '../../src/convert/conversion.ts';
import { convert } from '../../src/convert/convert.ts';
import { openParquet } from '../../src/parquet/read.ts';
import type { Pipeline } from '../../src/pipeline/pipeline.ts';
import { nodeFiles } from '../../src/runtime/node-files.ts';
import { cellText } from '../../src/table/cell-text.ts';
import type { Column } from '../../src/table/column.ts';
import { job, read } from '../pipeline/text-files.ts';
import { keepingLog } from '../source/bench.ts';

export interface Order {
  /** Lines that are added to a small pipeline file, or take the place of its own; see `job`. */
  lines?: readonly string[];
  /** The raw file. */
  raw: string | Uint8Array;
  /** What messages call it. */
  name?: string;
  files?: Files;
  signal?: AbortSignal;
}

/** A table as texts, null for null. */
export interface Table {
  names: string[];
  rows: (string | null)[][];
}

export interface Converted {
  conversion: Conversion;
  table: Table;
  /** The rejected rows. */
  quarantine?: Table;
  /** What was said, one line each. */
  log: string[];
}

/** Converts raw files in a folder of the test's own, by pipeline files as a user writes them. */
export interface Bench {
  folder: string;
  pipeline(lines?: readonly string[]): Promise<Pipeline>;
  convert(order: Order): Promise<Converted>;
  /** Names of the files that are there. */
  left(): Promise<string[]>;
}

export const OUTPUT = '2021-01.parquet';
export const QUARANTINE = '2021-01.quarantine.parquet';

export async function openBench(context: TestContext): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), 'lakeferry-convert-'));
  context.after(() => rm(folder, { recursive: true, force: true }));
  const pipeline = (lines: readonly string[] = []) => read(job(...lines));
  return {
    folder,
    pipeline,
    async convert({ lines, raw, name = 'trips.csv', files = nodeFiles, signal }) {
      const { log, lines: said } = keepingLog();
      const path = join(folder, 'raw');
      await writeFile(path, raw);
      const conversion = await convert({
        raw: path,
        shownName: name,
        pipeline: await pipeline(lines),
        partition: '2021-01',
        evolved: [],
        output: join(folder, OUTPUT),
        quarantine: join(folder, QUARANTINE),
        files,
        log,
        signal: signal ?? new AbortController().signal,
      });
      const table = await readTable(conversion.parquet.path);
      const quarantine = conversion.quarantine && (await readTable(conversion.quarantine.path));
      return { conversion, table, log: said, ...(quarantine === undefined ? {} : { quarantine }) };
    },
    left: () => readdir(folder),
  };
}

/** What our own reader finds in a file of ours. */
export async function readTable(path: string): Promise<Table> {
  const opened = await openParquet({ files: nodeFiles, path });
  const rows: (string | null)[][] = [];
  for await (const batch of opened.rowGroups()) {
    for (let row = 0; row < batch.rows; row++) {
      rows.push(opened.schema.map((field, at) => cellText(field, batch.columns[at] as Column, row)));
    }
  }
  return { names: opened.schema.map(({ name }) => name), rows };
}
