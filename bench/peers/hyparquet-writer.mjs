// One conversion with csv-parse and hyparquet-writer: `node hyparquet-writer.mjs job.json`.
import { readFileSync } from 'node:fs';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { fileWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer';
import { readRows, toInstant } from './csv-rows.mjs';

const TYPES = { int64: 'INT64', float64: 'DOUBLE', string: 'STRING', datetime: 'TIMESTAMP' };
const READ = { int64: BigInt, float64: Number, string: (text) => text, datetime: toInstant };
const GROUP = 100_000;

const { input, output, codec, columns } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const readers = columns.map(({ type }) => READ[type]);
const empty = () => columns.map(({ name, type }) => ({ name, type: TYPES[type], data: [] }));
const writer = new ParquetWriter({
  writer: fileWriter(output),
  schema: schemaFromColumnData({ columnData: empty() }),
  codec: codec.toUpperCase(),
  compressors: { GZIP: gzipSync, ZSTD: zstdCompressSync },
});
let columnData = empty();
const flush = () => {
  writer.write({ columnData, rowGroupSize: GROUP });
  columnData = empty();
};
for await (const cells of readRows(input)) {
  for (let at = 0; at < cells.length; at++) columnData[at].data.push(cells[at] === '' ? null : readers[at](cells[at]));
  if (columnData[0].data.length === GROUP) flush();
}
if (columnData[0].data.length > 0) flush();
writer.finish();
