import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { siteAssets } from '../../scripts/site-assets.ts';
import { STATUSES, type Status } from '../../src/plan/decide.ts';
import { datasetModel } from '../../src/site/dataset.ts';
import { statusAt } from '../../src/site/lateness.ts';
import type { SiteModel } from '../../src/site/model.ts';
import { calendarPlace } from '../../src/site/period.ts';
import { siteFiles } from '../../src/site/site.ts';
import { headline } from '../../src/site/status-text.ts';
import { recount } from './recount.ts';
import { NOW, writeSampleLake } from './sample-lake.ts';
import { modelOf } from './sample-site.ts';

let lake: string;
let model: SiteModel;
before(async () => {
  lake = await mkdtemp(join(tmpdir(), 'lakeferry-model-'));
  await writeSampleLake(lake);
  model = await modelOf(lake, NOW);
});
after(() => rm(lake, { recursive: true, force: true }));

/** Every fact of a page's text, by key. */
function factsOf(text: string): Record<string, string> {
  const facts: Record<string, string> = {};
  for (const [, key = '', said = ''] of text.matchAll(/<data data-fact="([^"]*)"[^>]*>([^<]*)</g)) facts[key] = said;
  return facts;
}

test('every number of every page is what other code counts from the raw entries', async () => {
  const files = new Map(siteFiles(model));
  const { pages } = await recount(lake, NOW);
  for (const [path, expected] of pages) {
    const escaped = [...expected].map(([key, text]) => [
      key.replace(
        /[&<>"']/g,
        (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[character] ?? '',
      ),
      text,
    ]);
    assert.deepEqual(factsOf(files.get(path) ?? ''), Object.fromEntries(escaped), path);
  }
});

test('status.json and the badges say what other code counts', async () => {
  const files = new Map(siteFiles(model));
  const { pages, states } = await recount(lake, NOW);
  const status = JSON.parse(files.get('status.json') ?? '') as {
    state: string;
    datasets: {
      name: string;
      counts: Record<string, number>;
      rows: number;
      open: { partition: string; status: string }[];
    }[];
  };
  assert.equal(status.state, 'failed');
  const count = (name: string, word?: string) =>
    [...states].filter(([key, state]) => key.startsWith(`${name} `) && (word === undefined || state === word)).length;
  for (const { name, counts, rows, open } of status.datasets) {
    for (const word of STATUSES) assert.equal(counts[word], count(name, word), `${name} ${word}`);
    assert.equal(rows.toLocaleString('en-US'), pages.get(`${name}/index.html`)?.get(`${name}/rows`), name);
    assert.deepEqual(
      open.map(({ partition, status: word }) => [`${name} ${partition}`, word]),
      [...states].filter(([key, state]) => key.startsWith(`${name} `) && state !== 'done'),
    );
    const badge = files.get(`${name}/badge.svg`) ?? '';
    assert.ok(badge.includes(`<title>${name}: ${count(name, 'done')} of ${count(name)} done`), badge);
  }
  const done = [...states.values()].filter((state) => state === 'done').length;
  assert.match(
    files.get('badge.svg') ?? '',
    new RegExp(`<title>lakeferry: ${done} of ${states.size} done, 2 failed</title>`),
  );
});

test('the same ledger and time make the same site, and nothing of the machine is in it', async () => {
  const again = new Map(siteFiles(await modelOf(lake, NOW)));
  for (const [path, text] of siteFiles(model)) {
    assert.equal(again.get(path), text, path);
    assert.ok(!text.includes(lake) && !text.includes(process.cwd()), path);
  }
});

test('a site of every status has each of them where it belongs', () => {
  const status = (name: string, partition: string) =>
    model.datasets.find((each) => each.name === name)?.partitions.find((each) => each.partition === partition)?.status;
  assert.deepEqual(
    [
      ['yellow_taxi', '2024-04'],
      ['yellow_taxi', '2024-02'],
      ['yellow_taxi', '2022-05'],
      ['yellow_taxi', '2024-05'],
      ['weather', '2024-07-06'],
      ['weather', '2024-07-07'],
      ['zones', 'none'],
    ].map(([name = '', partition = '']) => status(name, partition)),
    ['failed', 'due', 'held', 'not_ready', 'running', 'missing', 'done'],
  );
});

test('what waits falls due and becomes late by the schedule alone, and nothing else does', () => {
  const schedule = {
    by: 'month',
    start: '2024-01',
    lagMs: 0,
    graceMs: 86_400_000,
    recheck: 3,
    timezone: 'UTC',
  } as const;
  const [due, late] = [Date.parse('2024-02-01'), Date.parse('2024-02-02')];
  const at = (known: Status, now: number, isUntried = false) =>
    statusAt(known, schedule, '2024-01', { now, isUntried });
  assert.equal(at('missing', late - 1), 'missing');
  assert.equal(at('missing', late), 'late');
  assert.equal(at('not_ready', late), 'late');
  assert.equal(at('not_ready', due - 1, true), 'not_ready');
  assert.equal(at('not_ready', due, true), 'missing');
  assert.equal(at('not_ready', due, false), 'not_ready', 'its source was asked');
  for (const status of ['failed', 'running', 'due', 'stale', 'held', 'done'] as const) {
    assert.equal(at(status, late, true), status);
  }
  const seen = { now: late, isUntried: true };
  assert.equal(statusAt('missing', undefined, '2024-01', seen), 'missing');
  assert.equal(statusAt('missing', { ...schedule, by: 'none' }, 'none', seen), 'missing');
});

test('a dataset of which the lake keeps no description is told of as far as its ledger goes', () => {
  const zones = model.datasets.find(({ name }) => name === 'zones');
  const entries = zones?.partitions[0]?.entries ?? [];
  const logs = new Map([
    ['2021-01', entries],
    ['2021-02', entries.slice(0, 1)],
  ]);
  const old = datasetModel({ name: 'old', columns: [], evolved: [], logs }, NOW);
  assert.deepEqual(
    old.partitions.map(({ partition, status, expected }) => [partition, status, expected]),
    [
      ['2021-01', 'done', undefined],
      ['2021-02', 'running', undefined],
    ],
  );
  const page = new Map(siteFiles({ ...model, datasets: [old] })).get('index.html') ?? '';
  assert.match(page, /No description is kept in this lake yet/);
});

test('the headline tells the worst first', () => {
  const none = { failed: 0, late: 0, running: 0, missing: 0, due: 0, stale: 0, not_ready: 0, held: 0, done: 1 };
  assert.deepEqual(headline(none), { tone: 'good', text: 'Everything that is due is there' });
  assert.deepEqual(headline({ ...none, due: 2, missing: 1 }), { tone: 'open', text: 'Left to do: 1 missing, 2 due' });
  assert.deepEqual(headline({ ...none, late: 2, failed: 1, due: 3 }), {
    tone: 'bad',
    text: 'Needs attention: 1 failed, 2 late',
  });
});

test('partitions stand in rows and columns of a calendar', () => {
  assert.deepEqual(calendarPlace('2021-03'), { row: '2021', at: 2 });
  assert.deepEqual(calendarPlace('2021-03-05'), { row: '2021-03', at: 4 });
  assert.deepEqual(calendarPlace('2024'), { row: '2020s', at: 4 });
  assert.deepEqual(calendarPlace('none'), { row: '', at: 0 });
});

test('the assets are in step with their sources, and carry the licence of what they hold', async () => {
  const { text, inputs } = await siteAssets();
  const { readFile } = await import('node:fs/promises');
  assert.equal(await readFile(new URL('../../src/site/made-assets.ts', import.meta.url), 'utf8'), text);
  assert.ok(inputs.some((input) => input.includes('uplot')));
  assert.match(text, /uplot@1\.6\.32 \(MIT\)/);
  assert.doesNotMatch(text, /https?:\/\/(?!github\.com|www\.w3\.org|spdx)/);
});
