import { createRequire } from 'node:module';
import { join } from 'node:path';
import { version as duckdbVersion } from '@duckdb/node-api';
import type { Codec } from './job.ts';
import type { Program } from './measured-process.ts';
import type { PythonPeers } from './python.ts';
import { ROOT } from './root.ts';

/** Somebody else who makes a Parquet file of a CSV file. */
export interface Peer {
  key: string;
  name: string;
  versions: Readonly<Record<string, string>>;
  /** The program for the job in a file; a text where there is none, and why. */
  program(job: string, codec: Codec): Program | string;
}

const FOLDER = join(ROOT, 'bench', 'peers');

const versionOf = (name: string): string =>
  (createRequire(import.meta.url)(`../node_modules/${name}/package.json`) as { version: string }).version;

const inNode =
  (script: string, ...words: string[]) =>
  (job: string) => ({ script: join(FOLDER, script), arguments: [job, ...words] });

const DUCKDB: Peer = {
  key: 'duckdb',
  name: 'DuckDB',
  versions: { DuckDB: duckdbVersion() },
  program: inNode('duckdb.mjs'),
};

/** Much of what is written is times, and milliseconds take less room: sizes are compared with both. */
const DUCKDB_MS: Peer = {
  ...DUCKDB,
  key: 'duckdb-ms',
  name: 'DuckDB, times in ms',
  program: inNode('duckdb.mjs', 'TIMESTAMP_MS'),
};

const JAVASCRIPT: readonly Peer[] = [
  {
    key: 'hyparquet-writer',
    name: 'csv-parse + hyparquet-writer',
    versions: { 'csv-parse': versionOf('csv-parse'), 'hyparquet-writer': versionOf('hyparquet-writer') },
    program: inNode('hyparquet-writer.mjs'),
  },
  {
    key: 'parquetjs',
    name: 'csv-parse + parquetjs-lite',
    versions: { 'csv-parse': versionOf('csv-parse'), 'parquetjs-lite': versionOf('parquetjs-lite') },
    program: (job, codec) => (codec === 'zstd' ? 'it does not write zstd' : inNode('parquetjs.mjs')(job)),
  },
];

const PYTHON = { polars: 'polars', datafusion: 'DataFusion', pyarrow: 'pyarrow', pandas: 'pandas' };

function pythonPeer(key: string, name: string, python: PythonPeers): Peer {
  if ('absent' in python) return { key, name, versions: {}, program: () => python.absent };
  const version = python.versions[key];
  return {
    key,
    name,
    versions: version === undefined ? {} : { [name]: version },
    program: (job) =>
      version === undefined
        ? `${python.program} has no ${key}`
        : {
            script: join(FOLDER, `${key}_peer.py`),
            python: python.program,
            arguments: [job],
            env: { POLARS_MAX_THREADS: '2' },
          },
  };
}

/** In the order of the tables; `fast` leaves out those that take many times as long. */
export function peersOf(python: PythonPeers, which: 'all' | 'fast'): Peer[] {
  const others = Object.entries(PYTHON).map(([key, name]) => pythonPeer(key, name, python));
  return which === 'fast' ? [DUCKDB, ...others.slice(0, 1)] : [DUCKDB, DUCKDB_MS, ...others, ...JAVASCRIPT];
}
