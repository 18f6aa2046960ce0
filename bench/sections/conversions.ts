import { join } from 'node:path';
import { raceConversions } from '../conversions.ts';
import { bundleConvert } from '../lakeferry.ts';
import { monthDataset } from '../month.ts';
import { peersOf } from '../peers.ts';
import { findPython } from '../python.ts';
import type { Section } from '../section.ts';

export const CONVERSIONS: Section = {
  name: 'main',
  title: 'A month of CSV to Parquet',
  text: `The demo's invented month (\`demo/months.ts\`, a seed makes it the same everywhere), 1,369,765 rows of 18 columns as one gzip file, becomes
one Parquet file. It is without the demo's quirks (a blank line, a row that is cut short, two kinds of line ends), which Lakeferry takes and
several contestants do not. Each contestant is a program of its own in \`bench/peers\`, about as its documentation would have it, with two
threads, default levels of compression and its usual unit of time, which is the millisecond for Lakeferry and the microsecond for most others;
for sizes DuckDB stands there with both. Lakeferry's conversion reads its file back and verifies it, and writes a
column more, \`partition_date\`. The whole run brings the file from its source, hashes it, converts, verifies and publishes, with
ledger entries before and after.

A row is a figure only if its file says what DuckDB reads from the CSV: every cell in its row, nulls included, and types and codec as they
should be. That is seen at a first run, which is no figure; whoever takes more than 12 s of CPU for it is not run again, and that run
counts.`,
  rounds: 5,
  async measure({ folder, rows, rounds, python, say }) {
    const peers = peersOf(await findPython({ make: python }), 'all');
    const tables = await raceConversions({
      folder: join(folder, 'month'),
      dataset: monthDataset(rows),
      codecs: ['zstd', 'gzip'],
      peers,
      convert: await bundleConvert(join(folder, 'ours')),
      withRun: true,
      rounds,
      say,
    });
    return {
      versions: Object.assign({}, ...peers.map(({ versions }) => versions)),
      tables: [...tables].map(([codec, found]) => ({ key: codec, title: codec, rows: found })),
    };
  },
};
