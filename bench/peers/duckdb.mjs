// One conversion with DuckDB: `node duckdb.mjs job.json`.
import { readFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';

const TYPES = { int64: 'BIGINT', float64: 'DOUBLE', string: 'VARCHAR', datetime: 'TIMESTAMP' };

const { input, output, codec, columns } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const typed = columns.map(({ name, type }) => `'${name}': '${TYPES[type]}'`).join(', ');
const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
const connection = await instance.connect();
await connection.run(
  `COPY (FROM read_csv('${input}', header = true, delim = ',', quote = '"', nullstr = '', auto_detect = false,
     columns = {${typed}})) TO '${output}' (FORMAT parquet, COMPRESSION ${codec})`,
);
connection.closeSync();
instance.closeSync();
