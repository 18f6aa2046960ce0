/** Converts a raw file with each codec and prints the sha256 of what it became. Arguments: pipeline file, raw file, folder. */
import { join } from 'node:path';
import { convert } from '../../src/convert/convert.ts';
import { loadPipeline } from '../../src/pipeline/load.ts';
import { nodeFiles } from '../../src/runtime/node-files.ts';
import { keepingLog } from '../source/bench.ts';

const [file = '', raw = '', folder = ''] = process.argv.slice(2);
const pipeline = await loadPipeline({ file, env: {}, files: nodeFiles });
for (const codec of ['none', 'gzip', 'zstd'] as const) {
  const { parquet, quarantine } = await convert({
    raw,
    shownName: 'trips.csv',
    pipeline: { ...pipeline, codec },
    partition: '2021-01',
    evolved: [],
    output: join(folder, `${codec}.parquet`),
    quarantine: join(folder, `${codec}.quarantine.parquet`),
    files: nodeFiles,
    log: keepingLog().log,
    signal: new AbortController().signal,
  });
  process.stdout.write(`${codec} ${parquet.sha256} ${quarantine?.sha256}\n`);
}
