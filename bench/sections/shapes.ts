import { join } from 'node:path';
import { raceConversions } from '../conversions.ts';
import { bundleConvert } from '../lakeferry.ts';
import { peersOf } from '../peers.ts';
import { findPython } from '../python.ts';
import type { ResultTable } from '../result.ts';
import type { Section } from '../section.ts';
import { shapesOf } from '../shapes.ts';

export const SHAPES: Section = {
  name: 'shapes',
  title: 'Other tables',
  text: `Invented tables of about as many cells as a fifth of the month, with zstd; the conversion alone, judged in the same way.
A row group ends behind 10 MiB of text, for the sake of memory: where rows are long and their texts many, as in the quoted table, each
group lists them anew, and the file is larger than elsewhere.`,
  rounds: 3,
  async measure({ folder, rows, rounds, python, say }) {
    const peers = peersOf(await findPython({ make: python }), 'fast');
    const convert = await bundleConvert(join(folder, 'ours'));
    const tables: ResultTable[] = [];
    for (const { key, title, dataset } of shapesOf(rows * 4)) {
      say(title);
      const race = { folder: join(folder, key), dataset, codecs: ['zstd'] as const, peers, convert, withRun: false };
      for (const found of (await raceConversions({ ...race, rounds, say })).values())
        tables.push({ key, title, rows: found });
    }
    return { versions: Object.assign({}, ...peers.map(({ versions }) => versions)), tables };
  },
};
