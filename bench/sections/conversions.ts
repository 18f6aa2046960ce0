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
  text: `TEXT`,
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
