// One conversion with DuckDB: `node duckdb.mjs job.json [type of times]`.
import { readFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';

const [job, datetime = 'TIMESTAMP'] = process.argv.slice(2);
const TYPES = { int64: 'BIGINT', float64: 'DOUBLE', string: 'VARCHAR', datetime };

const { input, output, codec, columns } = JSON.parse(readFileSync(job, 'utf8'));
const typed = columns.map(({ name, type }) => `'${name}': '${TYPES[type]}'`).join(', ');
const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
const connection = await instance.connect();
await connection.run(
  `COPY (FROM read_csv('${input}', header = true, delim = ',', quote = '"', nullstr = '', auto_detect = false,
     columns = {${typed}})) TO '${output}' (FORMAT parquet, COMPRESSION ${codec})`,
);
connection.closeSync();
instance.closeSync();
