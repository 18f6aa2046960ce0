import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { pageText } from '../../bench/page.ts';
import { pictureText } from '../../bench/picture.ts';
import { ROOT } from '../../bench/root.ts';
import { SECTIONS } from '../../bench/sections.ts';
import { readEnds, readResults } from '../../bench/store.ts';
import { result, row } from './row.ts';

const docs = (name: string) => readFile(join(ROOT, 'docs', name), 'utf8');

test('docs/benchmarks.md and its picture are what the kept results say', async () => {
  const results = await readResults(SECTIONS.map(({ name }) => name));
  const hint = 'run `npm run bench -- --page`';
  assert.equal(await docs('benchmarks.md'), pageText(SECTIONS, results, await readEnds()), hint);
  const main = results.get('main');
  assert.ok(main, 'the main table is there');
  assert.equal(await docs('benchmarks.svg'), pictureText(main), hint);
});

test('the page says of each section what was measured, where and with what', () => {
  const parts = [
    { name: 'main', title: 'Main', text: 'About it.' },
    { name: 'more', title: 'More', text: 'About more.' },
  ];
  const main = result('main', [{ key: 'zstd', title: 'zstd', rows: [row('convert', [1, 3])] }]);
  const page = pageText(parts, new Map([['main', main]]), ['3 runs: median 0.5 s, slowest 0.6 s, 0 problems']);
  assert.match(page, /## Main\n\nAbout it\.\n\n### zstd\n\n\|/);
  assert.match(
    page,
    /Measured on 2026-01-31, 2 rounds\. 2 cores \(A CPU\), 8 GiB, Linux 6\.1, Node\.js 24\.0\.0, files on disk, load 0\.3 before it began\. DuckDB v1\./,
  );
  assert.match(page, /## Threads that end\n\n[\s\S]*:\n\n- 3 runs: median 0\.5 s, slowest 0\.6 s, 0 problems\n/);
  assert.match(page, /## More\n\nAbout more\.\n\nNot measured yet\./);
  assert.match(page, /\| conversion against polars, zstd: wall \| at most 0\.6 × \| {2}\| not measured \|/);
});

test('the picture has a bar for each row, escapes names, and cuts a bar that would hide the others', () => {
  const rows = [
    row('convert', [1]),
    row('a<b', [2]),
    row('slow', [80]),
    row('none', [], { refused: 'it is "not" here' }),
  ];
  const picture = pictureText(result('main', [{ key: 'zstd', title: 'zstd', rows }]));
  const widths = [...picture.matchAll(/<rect class="(?:ours|bar)" [^>]* width="(\d+)"/g)].map(([, width]) =>
    Number(width),
  );
  assert.deepEqual(widths, [200, 400, 440]);
  assert.equal(picture.match(/<path class="cut"/g)?.length, 1);
  assert.ok(picture.includes('>a&#60;b<'));
  assert.ok(picture.includes('no figure: it is "not" here'));
});
