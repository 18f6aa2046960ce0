import { readCsv } from '../csv/read.ts';
import { wasmKernel } from '../kernel/wasm-kernel.ts';
import { readNdjson } from '../ndjson/read.ts';
import type { CsvSettings, Limits } from '../pipeline/pipeline.ts';
import { MISSING } from '../table/cells.ts';
import type { Spans } from '../table/column.ts';
import { createTypeGuess, type TypeGuess } from './guess.ts';
import { isNdjson } from './text-kind.ts';

export interface PreviewColumn {
  name: string;
  /** Of a CSV or JSON Lines a guess; absent there where no row has a value. */
  type?: string;
  nulls?: number;
  /** What the guess would be if these words stood for null. */
  withoutNulls?: { type: string; words: readonly string[] };
}

export interface Preview {
  columns: PreviewColumn[];
  /** The first two rows, as text; null where the field is empty. */
  head: (string | null)[][];
  rows: number;
  /** Records that could not be split into the header's columns. */
  malformed: number;
}

/**
 * Reads a whole CSV or file of JSON Lines without a pipeline file: guesses types from the distinct values, counts rows and
 * empty fields (of JSON: missing ones). `open` gives the text anew each time.
 */
export async function previewText(options: {
  open: () => AsyncIterable<Uint8Array>;
  name: string;
  csv: CsvSettings;
  limits: Limits;
}): Promise<Preview> {
  const { open, limits, name: file } = options;
  const none = (header: readonly string[]) => header.map(() => false);
  const reader = (await isNdjson(open()))
    ? readNdjson({ open, file, limits, bind: (header) => ({ direct: none(header), nested: header.map(() => true) }) })
    : readCsv(open(), { csv: options.csv, limits, file, kernel: wasmKernel, direct: none });
  const header = await reader.header();
  const guesses: TypeGuess[] = header.map(() => createTypeGuess());
  const nulls: number[] = header.map(() => 0);
  const head: (string | null)[][] = [];
  let rows = 0;
  let malformed = 0;
  for await (const batch of reader.batches()) {
    batch.columns.forEach((column, at) => {
      const counted = count(column.values, guesses[at] as TypeGuess);
      if (column.kind === 'direct') {
        nulls[at] = (nulls[at] ?? 0) + counted.size;
        return;
      }
      let empty = 0;
      for (let row = 0; row < batch.rows; row++) if (counted.has(column.indices[row] as number)) empty++;
      nulls[at] = (nulls[at] ?? 0) + empty;
    });
    for (let row = 0; head.length < 2 && row < batch.rows; row++) {
      head.push(
        batch.columns.map((column) => {
          const at = column.kind === 'dictionary' ? (column.indices[row] as number) : row;
          return isNothing(column.values, at) ? null : textAt(column.values, at);
        }),
      );
    }
    rows += batch.rows;
    malformed += batch.malformed.length;
  }
  return {
    columns: header.map((name, at) => {
      const [type, withoutNulls] = [guesses[at]?.type(), guesses[at]?.withoutNulls()];
      return {
        name,
        ...(type === undefined ? {} : { type }),
        nulls: nulls[at] ?? 0,
        ...(withoutNulls === undefined ? {} : { withoutNulls }),
      };
    }),
    head,
    rows,
    malformed,
  };
}

/** Shows every value to the guess; returns the positions of empty ones. */
function count(values: Spans, guess: TypeGuess): Set<number> {
  const empty = new Set<number>();
  for (let at = 0; at < values.starts.length; at++) {
    if (isNothing(values, at)) empty.add(at);
    else guess.see(textAt(values, at));
  }
  return empty;
}

/** An empty field of a CSV, or what a line of JSON lacks. */
function isNothing({ bytes, starts, ends }: Spans, at: number): boolean {
  const start = starts[at] as number;
  const length = (ends[at] as number) - start;
  return length === 0 || (length === 1 && bytes[start] === MISSING);
}

function textAt(values: Spans, at: number): string {
  return new TextDecoder().decode(values.bytes.subarray(values.starts[at], values.ends[at]));
}
