import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { blocksOf } from './blocks.ts';
import { startMachine } from './machine.ts';

/** What a newcomer sees where a page says so. */
type Shows = readonly [line: RegExp, shows: RegExp];

const PAGES: Readonly<Record<string, { before: readonly string[]; shows: readonly Shows[] }>> = {
  'tutorial.md': {
    before: [],
    shows: [
      [/preview/, /tpep_pickup_datetime +datetime [\s\S]* 2,000 rows/],
      [/init http/, /wrote pipeline\.yml and \.github\/workflows\/lakeferry\.yml/],
      [/validate$/, /pipeline\.yml: valid: yellow_taxi/],
      [/run --partitions 2021-01$/, /1 done/],
      [/2021-01\.\.2021-03/, /yellow_taxi: 2 to do[\s\S]*2 done/],
      [/ask\.mjs/, /2021-01-01[\s\S]*2000[\s\S]*2021-03-01/],
      [/run --partitions stale/, /cache hit[\s\S]*3 done/],
      [/bucket\.yml/, /bucket\.yml: valid: yellow_taxi/],
    ],
  },
  'from-prefect.md': {
    before: ['npm install'],
    shows: [
      [/validate/, /pipeline\.yml: valid: yellow_taxi/],
      [/2021-01,2021-02/, /2 done|nothing to do/],
    ],
  },
};

for (const [name, { before, shows }] of Object.entries(PAGES)) {
  test(`docs/${name}: each line is typed and each file saved, in order, on an empty machine with the packed package`, async (context) => {
    const machine = await startMachine(context);
    const page = await readFile(new URL(`../../docs/${name}`, import.meta.url), 'utf8');
    const shown = new Set<RegExp>();
    for (const block of [...before.map((line) => ({ kind: 'type' as const, line })), ...blocksOf(page)]) {
      if (block.kind === 'save') await machine.save(block.path, block.text);
      else if (block.line.startsWith('npm install')) await machine.install();
      else {
        const { code, output } = await machine.type(block.line);
        assert.equal(code, 0, `${block.line}\n${output}`);
        for (const [line, expected] of shows) {
          if (!line.test(block.line)) continue;
          assert.match(output, expected, block.line);
          shown.add(expected);
        }
      }
    }
    assert.equal(shown.size, shows.length, 'a line that shows something is not on the page');
  });
}
