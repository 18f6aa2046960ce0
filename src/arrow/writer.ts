import { AsyncByteQueue, RecordBatch, RecordBatchStreamWriter } from 'apache-arrow';
import { createOutputFile } from '../base/output-file.ts';
import type { Files } from '../base/ports/files.ts';
import type { Column } from '../table/column.ts';
import type { Schema } from '../table/schema.ts';
import type { ArrowFile } from './arrow-file.ts';
import { layoutOf } from './layout.ts';
import { libraryData, librarySchema } from './library-data.ts';
import { checksumOf, formatSeal, SEAL_KEY } from './seal.ts';
import { storeColumn } from './store.ts';

/** See `createArrowFile`. */
export async function createWriter(options: { files: Files; path: string; schema: Schema }): Promise<ArrowFile> {
  const { path, schema } = options;
  const layout = layoutOf(schema);
  const declared = librarySchema(layout);
  const file = await createOutputFile({ ...options, code: 'ARROW_WRITE' });
  let pieces: Uint8Array[] = [];
  let rows = 0;
  let batches = 0;

  // The library writes at once and keeps what it wrote until somebody reads it: here it is taken from it piece by piece.
  class Pieces extends AsyncByteQueue {
    override write(piece: Uint8Array): void {
      pieces.push(piece);
    }
  }
  const writer = new RecordBatchStreamWriter({ autoDestroy: false });

  /** One call to the disk a message: most pieces are a few bytes long. */
  async function flush(): Promise<void> {
    const bytes = Buffer.concat(pieces);
    pieces = [];
    await file.write(bytes);
  }

  try {
    writer.reset(new Pieces(), declared);
    await flush();
  } catch (error) {
    await file.abandon();
    throw error;
  }

  return {
    abandon: file.abandon,
    async append(batch) {
      const names = batch.schema.map((field) => field.name).join('\n');
      if (names !== schema.map((field) => field.name).join('\n'))
        throw new TypeError(`${path}: a batch with other columns than the file`);
      const kinds: Column['kind'][] = [];
      const columns = schema.map((field, at) => {
        const column = batch.columns[at];
        if (column === undefined) throw new TypeError(`the batch has no column ${field.name}`);
        kinds.push(column.kind);
        return storeColumn({
          field,
          column,
          rows: batch.rows,
          asDictionary: layout[at]?.dictionary !== undefined,
        });
      });
      const seal = formatSeal({ kinds, checksum: checksumOf(layout, kinds, columns) });
      const data = libraryData(declared, batch.rows, columns);
      writer.write(new RecordBatch(declared, data, new Map([[SEAL_KEY, seal]])));
      await flush();
      rows += batch.rows;
      batches++;
    },
    async close() {
      writer.finish();
      await flush();
      return { path, ...(await file.close()), rows, batches };
    },
  };
}
