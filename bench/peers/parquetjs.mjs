// One conversion with csv-parse and parquetjs-lite: `node parquetjs.mjs job.json`.
import { readFileSync } from 'node:fs';
import parquet from 'parquetjs-lite';
import { readRows, toInstant } from './csv-rows.mjs';

const TYPES = { int64: 'INT64', float64: 'DOUBLE', string: 'UTF8', datetime: 'TIMESTAMP_MILLIS' };
const READ = { int64: Number, float64: Number, string: (text) => text, datetime: toInstant };

const { input, output, codec, columns } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const fields = columns.map(({ name, type }) => [
  name,
  { type: TYPES[type], optional: true, compression: codec.toUpperCase() },
]);
const readers = columns.map(({ name, type }) => [name, READ[type]]);
const writer = await parquet.ParquetWriter.openFile(new parquet.ParquetSchema(Object.fromEntries(fields)), output);
for await (const cells of readRows(input)) {
  const row = {};
  for (let at = 0; at < cells.length; at++) {
    const [name, read] = readers[at];
    if (cells[at] !== '') row[name] = read(cells[at]);
  }
  await writer.appendRow(row);
}
await writer.close();
