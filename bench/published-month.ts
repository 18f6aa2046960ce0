import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { writeMonth } from '../demo/months.ts';
import { openParquet } from '../src/parquet/read.ts';
import { nodeFiles } from '../src/runtime/node-files.ts';
import { ROOT } from './root.ts';

const execute = promisify(execFile);

export interface PublishedMonth {
  /** The object in the lake. */
  path: string;
  schema: Awaited<ReturnType<typeof openParquet>>['schema'];
  rows: number;
}

/** An invented month of `rows` rows in a lake below `folder`, as `lakeferry run` with the demo's pipeline leaves it. */
export async function publishMonth(folder: string, rows: number): Promise<PublishedMonth> {
  await writeMonth(join(folder, 'yellow_tripdata_2021-01.csv.gz'), { month: '2021-01', rows, seed: 2021 });
  const demo = await readFile(join(ROOT, 'demo', 'pipeline.yml'), 'utf8');
  // Beside the files: their folder needs no name.
  const text = demo
    .replace(/\$\{LAKEFERRY_DEMO_SOURCE\}\//, '')
    .replace(/^lake: .*$/m, 'lake: ./lake')
    .replace(/^warehouse: .*$/m, '');
  await writeFile(join(folder, 'pipeline.yml'), text);
  const words = ['run', '--partitions', '2021-01', '--cache', 'false'];
  await execute(process.execPath, [join(ROOT, 'dist', 'cli.mjs'), ...words], { cwd: folder });
  const path = join(folder, 'lake', 'yellow_taxi', 'year=2021', 'month=01', 'part-0.parquet');
  const opened = await openParquet({ files: nodeFiles, path });
  return { path, schema: opened.schema, rows: opened.rows };
}
