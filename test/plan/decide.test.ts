import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Head, Publication } from '../../src/ledger/entry.ts';
import type { PartitionSettings } from '../../src/pipeline/pipeline.ts';
import { decide, type Observation, worst } from '../../src/plan/decide.ts';
import { selectWork } from '../../src/plan/select.ts';

const DAY = 86_400_000;
const settings: PartitionSettings = {
  by: 'month',
  start: '2021-01',
  lagMs: 10 * DAY,
  graceMs: 5 * DAY,
  recheck: 3,
  timezone: 'UTC',
};
const FEB = Date.UTC(2021, 1, 1);
const later = FEB + 40 * DAY;

const publication = {
  source: { url: 'u', bytes: 1, sha256: 's' },
  object: { name: 'o', generation: 'g', bytes: 1, sha256: 'abcdefabcdefabcdef' },
  rowsRead: 10,
  rows: 9,
  rejected: 1,
  rejectedBy: {},
  columns: [],
  report: [],
  taskKey: { key: 'k', parts: {} },
} satisfies Publication;

function head(more: Partial<Head> = {}): Head {
  return {
    partition: '2021-01',
    number: 2,
    kind: 'published',
    at: '2021-02-20T00:00:00Z',
    loaded: {},
    published: { number: 2, at: '2021-02-20T00:00:00Z', publication },
    ...more,
  };
}

function unpublished(more: Partial<Head>): Head {
  const { published: _, ...rest } = head(more);
  return rest;
}

const receipt = {
  partition: '2021-01',
  publication: 2,
  sha256: publication.object.sha256,
  rows: 9,
  rowsNow: 9,
  loadedAt: '',
};
const good: Observation = { partition: '2021-01', head: head(), object: { kind: 'same' }, receipt, stale: [] };

const failure = { number: 3, reason: 'error', task: 'load', code: 'C', message: 'm', at: '' };
const failedLoad: Observation = { ...good, head: head({ failed: failure }), receipt: 'none' };
const withoutReceipt = ({ receipt: _, ...seen }: Observation): Observation => seen;

const CASES: [name: string, seen: Observation, now: number, status: string, action: string, reason: RegExp][] = [
  ['not due yet', { partition: '2021-01' }, FEB + 9 * DAY, 'not_ready', 'none', /due from 2021-02-11/],
  ['due, never seen', { partition: '2021-01' }, FEB + 11 * DAY, 'missing', 'run', /never published/],
  [
    'source not ready',
    { partition: '2021-01', head: unpublished({ notReady: { number: 1, status: 404, at: '2021-02-12' } }) },
    FEB + 12 * DAY,
    'not_ready',
    'run',
    /404/,
  ],
  [
    'source late',
    { partition: '2021-01', head: unpublished({ notReady: { number: 1, status: 404, at: '2021-02-12' } }) },
    FEB + 15 * DAY,
    'late',
    'run',
    /expected by 2021-02-16/,
  ],
  [
    'failed',
    {
      partition: '2021-01',
      head: unpublished({ failed: { number: 1, reason: 'error', task: 'clean', code: 'C', message: 'm', at: '' } }),
    },
    later,
    'failed',
    'run',
    /clean.*m/,
  ],
  ['load failed', failedLoad, later, 'failed', 'load', /load.*m/],
  ['load failed, with a receipt of it', { ...failedLoad, receipt }, later, 'failed', 'load', /load.*m/],
  ['load failed, and no warehouse any more', withoutReceipt(failedLoad), later, 'failed', 'run', /load.*m/],
  [
    'load failed, then the settings changed',
    { ...failedLoad, stale: [{ part: 'columns', old: 'a', new: 'b' }] },
    later,
    'failed',
    'run',
    /load.*m/,
  ],
  [
    'load failed, then the source changed',
    { ...failedLoad, source: { kind: 'changed', part: 'etag', old: '"1"', new: '"2"' } },
    later,
    'failed',
    'run',
    /load.*m/,
  ],
  ['load failed, then the object vanished', { ...failedLoad, object: { kind: 'absent' } }, later, 'failed', 'run', /m/],
  [
    'a publication failed that was to replace a loaded one',
    { ...failedLoad, head: head({ failed: { ...failure, task: 'upload' } }), receipt },
    later,
    'failed',
    'run',
    /upload.*m/,
  ],
  [
    'open publication',
    { partition: '2021-01', head: head({ open: { number: 3, sha256: 'x', base: 'g' } }) },
    later,
    'running',
    'run',
    /begun/,
  ],
  [
    'a publication that failed after it was begun',
    {
      partition: '2021-01',
      head: head({
        open: { number: 3, sha256: 'x', base: 'g' },
        failed: { number: 4, reason: 'error', task: 'upload', code: 'LAKE_ENOSPC', message: 'no space', at: '' },
      }),
    },
    later,
    'failed',
    'run',
    /upload.*no space/,
  ],
  [
    'a publication that was begun after a failure',
    {
      partition: '2021-01',
      head: head({
        open: { number: 4, sha256: 'x', base: 'g' },
        failed: { number: 3, reason: 'error', task: 'upload', code: 'LAKE_ENOSPC', message: 'no space', at: '' },
      }),
    },
    later,
    'running',
    'run',
    /begun/,
  ],
  [
    'held',
    { partition: '2021-01', head: head({ held: { number: 3, who: 'data@example.org', why: 'restored', at: '' } }) },
    later,
    'held',
    'none',
    /restored/,
  ],
  ['object missing', { ...good, object: { kind: 'absent' } }, later, 'due', 'run', /missing from the lake/],
  [
    'object altered',
    { ...good, object: { kind: 'altered', sha256: '123456789012345' } },
    later,
    'due',
    'run',
    /abcdefabcdef → 123456789012/,
  ],
  [
    'source changed',
    { ...good, source: { kind: 'changed', part: 'etag', old: '"1"', new: '"2"' } },
    later,
    'due',
    'run',
    /etag "1" → "2"/,
  ],
  ['other warehouse', { ...good, receipt: 'none' }, later, 'due', 'load', /not loaded/],
  [
    'older publication',
    { ...good, receipt: { ...receipt, publication: 1 } },
    later,
    'due',
    'load',
    /publication 1, the lake 2/,
  ],
  ['table emptied', { ...good, receipt: { ...receipt, rowsNow: 0 } }, later, 'due', 'load', /0 rows instead of 9/],
  ['stale', { ...good, stale: [{ part: 'columns', old: 'a', new: 'b' }] }, later, 'stale', 'none', /columns a → b/],
  ['done', good, later, 'done', 'none', /published 2021-02-20/],
];

for (const [name, seen, now, status, action, reason] of CASES) {
  test(`decide: ${name}`, () => {
    const decision = decide(seen, settings, now);
    assert.deepEqual([decision.status, decision.action], [status, action]);
    assert.match(decision.reason, reason);
  });
}

test('an unchanged source is enough only for a sound object made with today’s settings', () => {
  assert.equal(decide(good, settings, later).reusable, true);
  for (const spoiled of [
    { object: { kind: 'absent' as const } },
    { stale: [{ part: 'columns', old: 'a', new: 'b' }] },
    { head: head({ open: { number: 3, sha256: 'x', base: 'g' } }) },
  ]) {
    assert.equal(decide({ ...good, ...spoiled }, settings, later).reusable, false);
  }
});

const decisions = [
  decide({ ...good, partition: '2021-01' }, settings, later),
  decide({ ...good, partition: '2021-02', stale: [{ part: 'columns', old: 'a', new: 'b' }] }, settings, later),
  { ...decide({ partition: '2021-01' }, settings, later), partition: '2021-03' },
  { ...decide({ partition: '2021-01' }, settings, later), partition: '2021-04' },
  {
    ...decide(
      { partition: '2021-01', head: head({ held: { number: 3, who: 'w', why: 'y', at: '' } }) },
      settings,
      later,
    ),
    partition: '2021-05',
  },
];
const picked = (selection: Parameters<typeof selectWork>[1], options = { force: false, limit: 50 }) =>
  selectWork(decisions, selection, options).work.map((each) => each.partition);

test('words select what they stand for', () => {
  assert.deepEqual(picked({ kind: 'word', word: 'due' }), ['2021-03', '2021-04']);
  assert.deepEqual(picked({ kind: 'word', word: 'stale' }), ['2021-02']);
  assert.deepEqual(picked({ kind: 'word', word: 'all' }), ['2021-02', '2021-03', '2021-04']);
  assert.deepEqual(picked({ kind: 'word', word: 'failed' }), []);
});

test('a word is cut at the limit and says by how much; a list never is', () => {
  const cut = selectWork(decisions, { kind: 'word', word: 'due' }, { force: false, limit: 1 });
  assert.deepEqual([cut.work.length, cut.cut], [1, 1]);
  assert.deepEqual(
    picked({ kind: 'list', partitions: ['2021-02', '2021-03', '2021-04'] }, { force: false, limit: 1 }).length,
    3,
  );
});

test('force takes what is done, and never what is held', () => {
  assert.deepEqual(picked({ kind: 'list', partitions: ['2021-01', '2021-05'] }), []);
  assert.deepEqual(picked({ kind: 'list', partitions: ['2021-01', '2021-05'] }, { force: true, limit: 50 }), [
    '2021-01',
  ]);
  const [forced] = selectWork(decisions, { kind: 'list', partitions: ['2021-01'] }, { force: true, limit: 50 }).work;
  assert.deepEqual([forced?.action, forced?.reusable], ['run', false]);
});

test('last:n takes the newest partitions, done or not', () => {
  assert.deepEqual(picked({ kind: 'last', count: 3 }), ['2021-03', '2021-04']);
});

test('the worst status leads', () => {
  assert.equal(worst(['done', 'stale', 'missing']), 'missing');
  assert.equal(worst([]), 'done');
});
