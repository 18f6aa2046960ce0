/** A program of its own that holds a database file open until its standard input ends: `node hold-file.ts <file>`. */
import { once } from 'node:events';
import { DuckDBInstance } from '@duckdb/node-api';

const instance = await DuckDBInstance.create(process.argv[2] ?? '');
process.stdout.write('held\n');
process.stdin.resume();
await once(process.stdin, 'end');
instance.closeSync();
