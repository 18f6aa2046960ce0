import { DictionaryBatch } from 'apache-arrow/fb/dictionary-batch';
import { RecordBatch } from 'apache-arrow/fb/record-batch';
import type { Batch } from '../table/batch.ts';
import type { Column } from '../table/column.ts';
import type { Field } from '../table/schema.ts';
import type { ArrowColumn } from './arrow-type.ts';
import { readColumn } from './column.ts';
import { createDictionary, type Dictionary } from './dictionary.ts';
import { ValueProblem, wrongValue } from './failure.ts';
import { checkFit } from './fit.ts';
import { isOwnType } from './layout.ts';
import type { Match } from './match.ts';
import { count, readMetadata, type StreamMessage } from './message.ts';
import { readArrays } from './record-batch.ts';
import { checksumOf, parseSeal, SEAL_KEY, type Seal } from './seal.ts';
import { emptyArray, type StoredArray } from './stored-column.ts';

/** The messages of one stream after its schema, in their order. Impossible bytes are RangeError. */
export interface BatchReader {
  addDictionary(message: StreamMessage): void;
  /** Throws ContractError ARROW_VALUE for what a column cannot keep. */
  readBatch(message: StreamMessage): Batch;
}

export function createBatchReader(options: {
  path: string;
  /** In the stream's order. */
  columns: readonly ArrowColumn[];
  /** In the schema's order. */
  matches: readonly Match[];
}): BatchReader {
  const { path, columns, matches } = options;
  const schema = matches.map(({ field }) => field);
  const dictionaries = new Map<number, Dictionary>();
  let rowsBefore = 0;

  return {
    addDictionary({ message, body }) {
      const batch = message.header(new DictionaryBatch()) as DictionaryBatch | null;
      const data = batch?.data() ?? null;
      if (batch === null || data === null) throw new RangeError('a dictionary without values');
      const id = count(batch.id(), 'a dictionary number');
      const shape = columns.find(({ dictionary }) => dictionary?.id === id);
      if (shape === undefined) throw new RangeError(`a dictionary ${id} that no column has`);
      const values = readArrays(data, [{ type: shape.type }], body).arrays as [StoredArray];
      const before = batch.isDelta() ? dictionaries.get(id)?.parts : undefined;
      dictionaries.set(id, createDictionary([...(before ?? []), ...values]));
    },

    readBatch(message) {
      const header = message.message.header(new RecordBatch()) as RecordBatch | null;
      if (header === null) throw new RangeError('a record batch without a header');
      const { rows, arrays } = readArrays(header, columns, message.body);
      const dictionaryOf = ({ dictionary }: ArrowColumn) =>
        dictionary === undefined ? undefined : dictionaries.get(dictionary.id);
      const seal = readSeal(message, columns, arrays, dictionaryOf);
      const read = matches.map(({ field, source, at }) => {
        const array = arrays[at] as StoredArray;
        try {
          const column = readColumn({ field, source, array, dictionary: dictionaryOf(source), kind: seal?.kinds[at] });
          if (field.required && column.nulls > 0) throw new ValueProblem(firstNull(column), nullProblem(field));
          if (seal === undefined || !isOwnType(source.type, field.type)) checkFit(field, column);
          return column;
        } catch (error) {
          if (!(error instanceof ValueProblem)) throw error;
          const place = error.inDictionary
            ? `value ${error.at + 1} of its dictionary`
            : `row ${rowsBefore + error.at + 1}`;
          throw wrongValue(path, field.name, place, error.message);
        }
      });
      rowsBefore += rows;
      return { schema, rows, columns: read };
    },
  };
}

/** The batch's seal, where it has one and it agrees. */
function readSeal(
  { message, budget }: StreamMessage,
  columns: readonly ArrowColumn[],
  arrays: readonly StoredArray[],
  dictionaryOf: (column: ArrowColumn) => Dictionary | undefined,
): Seal | undefined {
  const text = readMetadata(message, budget).get(SEAL_KEY);
  if (text === undefined) return undefined;
  const seal = parseSeal(text);
  if (seal === undefined) throw new RangeError(`the metadata ${SEAL_KEY} cannot be read`);
  const stored = arrays.map((array, at) => {
    const column = columns[at] as ArrowColumn;
    if (column.dictionary === undefined) return { array };
    const parts = dictionaryOf(column)?.parts ?? [];
    return { array, dictionary: (parts.length === 1 ? parts[0] : undefined) ?? emptyArray() };
  });
  if (seal.kinds.length !== columns.length || checksumOf(columns, seal.kinds, stored) !== seal.checksum) {
    throw new RangeError(
      `its values do not have the checksum that lakeferry gave them; a tool that changes them must leave out the metadata ${SEAL_KEY}`,
    );
  }
  return seal;
}

function firstNull(column: Column): number {
  return column.kind === 'dictionary' ? column.indices.indexOf(0) : (column.validity ?? new Uint8Array(0)).indexOf(0);
}

function nullProblem({ name }: Field): string {
  return `null, expected a value: ${name} is required`;
}
