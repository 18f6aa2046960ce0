import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Head, Publication } from '../../src/ledger/entry.ts';
import type { NoticeEntry } from '../../src/ledger/notices.ts';
import { noticeFor } from '../../src/notify/notice.ts';
import { stateOf, type Watch } from '../../src/notify/state.ts';
import { NOTICE_STATES, type NoticeState } from '../../src/pipeline/notify.ts';
import type { Decision, Status } from '../../src/plan/decide.ts';

const NOW = Date.parse('2026-11-28T12:00Z');
const AT = '2026-11-28T11:00:00.000Z';
const ALL = { on: NOTICE_STATES, rejectsAbove: 0 };

const DAY = 86_400_000;
const MONTHLY = {
  by: 'month',
  start: '2021-01',
  lagMs: 45 * DAY,
  graceMs: 30 * DAY,
  recheck: 3,
  timezone: 'UTC',
} as const;
const WATCH: Watch = { lakeIsEnd: true, partitions: MONTHLY, now: NOW, began: NOW };

const decision = (status: Status): Decision => ({
  partition: '2021-02',
  status,
  action: 'none',
  reason: 'why',
  reusable: false,
});
const published = (number: number, rejected = 0) => ({
  number,
  at: AT,
  publication: {
    rows: 100 - rejected,
    rowsRead: 100,
    rejected,
    rejectedBy: { 'id: type': rejected },
  } as unknown as Publication,
});
const failed = (number: number, code = 'FETCH_STATUS', contract = false) => ({
  number,
  reason: 'error',
  task: 'fetch',
  code,
  message: 'no',
  at: AT,
  ...(contract ? { contract } : {}),
});
const head = (more: Partial<Head>): Head => ({
  partition: '2021-02',
  number: 9,
  kind: 'failed',
  at: AT,
  loaded: {},
  ...more,
});

/** What is told, in a word, of a partition in this status after `told`. */
function word(
  status: Status,
  more: Partial<Head>,
  before?: Partial<NoticeEntry>,
  channel: Parameters<typeof noticeFor>[0] = ALL,
) {
  const state = stateOf(decision(status), head(more), WATCH);
  const entry =
    before && ({ number: 1, kind: 'sent', at: AT, about: { state: 'x', cause: 0 }, ...before } as NoticeEntry);
  const notice = noticeFor(channel, state, entry, NOW);
  return typeof notice === 'object' ? notice.state : notice;
}
const told = (state: NoticeState, cause: number, detail?: string) => ({
  told: { state, cause, ...(detail === undefined ? {} : { detail }) },
});

test('what there is to tell of each status', () => {
  assert.equal(word('failed', { failed: failed(9) }), 'failed');
  assert.equal(word('failed', { failed: failed(9, 'TOO_MANY_REJECTED', true) }), 'contract');
  assert.equal(word('late', { notReady: { number: 3, status: 404, at: AT } }), 'late');
  for (const status of ['running', 'missing', 'due', 'not_ready', 'held', 'done', 'stale'] as const) {
    assert.equal(word(status, { published: published(5) }), undefined, status);
  }
});

test('what nobody ever tried is late by its date, unless it was due before anybody kept a ledger', () => {
  // February's 45 days end with 14 April, its 30 of grace with 14 May.
  const [due, late] = [Date.parse('2021-04-15'), Date.parse('2021-05-15')];
  const told = (now: number, began: number, seen?: Head) =>
    stateOf(decision('missing'), seen, { ...WATCH, now, began })?.reason;
  assert.equal(told(late, due), 'why, and it was expected by 2021-05-15');
  assert.equal(told(late - 1, due), undefined);
  assert.equal(told(late, due + 1), undefined, 'a backfill');
  assert.equal(told(late, Number.POSITIVE_INFINITY), undefined, 'nothing was ever tried');
  assert.equal(told(late, due, head({ kind: 'released' })), 'why, and it was expected by 2021-05-15');
  const state = stateOf(decision('missing'), undefined, { ...WATCH, now: late, began: due });
  const seen = (before?: NoticeEntry) => noticeFor(ALL, state, before, NOW);
  const notice = seen();
  assert.deepEqual(typeof notice === 'object' && notice.about, { state: 'late', cause: 0 });
  const before = { number: 2, kind: 'sent', at: AT, about: { state: 'late', cause: 0 } } as NoticeEntry;
  assert.equal(seen({ ...before, told: { state: 'late', cause: 0 } }), undefined, 'once');
  const asked = { notReady: { number: 1, status: 404, at: AT } };
  assert.equal(word('late', asked, { told: { state: 'late', cause: 0 } }), undefined, 'then tried, and not there');
});

test('the end of what was told, and only of that', () => {
  for (const status of ['done', 'stale'] as const) {
    assert.equal(word(status, { published: published(8) }, told('failed', 7, 'fetch FETCH_STATUS')), 'recovered');
  }
  for (const status of ['due', 'held', 'running', 'not_ready', 'missing'] as const) {
    assert.equal(word(status, { published: published(8) }, told('failed', 7)), undefined, status);
  }
  assert.equal(word('done', { published: published(8) }, told('recovered', 8)), undefined);
  assert.equal(word('done', { published: published(8) }), undefined, 'what was never told is not taken back');
});

test('the same failure is told once, another one is told', () => {
  const same = told('failed', 7, 'fetch FETCH_STATUS');
  assert.equal(word('failed', { failed: failed(7) }, same), undefined);
  assert.equal(word('failed', { failed: failed(8) }, same), undefined, 'in other words');
  assert.equal(word('failed', { failed: failed(8, 'HTTP_CUT') }, same), 'failed');
  assert.equal(word('failed', { failed: failed(9), published: published(8) }, same), 'failed', 'it was well between');
  assert.equal(word('late', { notReady: { number: 3, status: 404, at: AT } }, told('late', 2)), undefined);
});

test('before a warehouse it was not well between, unless it was loaded', () => {
  const before = {
    number: 1,
    kind: 'sent',
    at: AT,
    about: { state: 'failed', cause: 7 },
    ...told('failed', 7, 'fetch FETCH_STATUS'),
  } as NoticeEntry;
  const load = { number: 9, publication: 8, sha256: '', rows: 1, at: AT };
  const state = (loaded: Head['loaded']) =>
    stateOf(decision('failed'), head({ failed: failed(10), published: published(8), loaded }), {
      ...WATCH,
      lakeIsEnd: false,
    });
  assert.equal(noticeFor(ALL, state({}), before, NOW), undefined);
  assert.notEqual(noticeFor(ALL, state({ table: load }), before, NOW), undefined);
});

test('rejected rows are told once a publication, above the limit alone', () => {
  const channel = { on: NOTICE_STATES, rejectsAbove: 0.05 };
  assert.equal(word('done', { published: published(5, 5) }, undefined, channel), undefined);
  assert.equal(word('done', { published: published(5, 6) }, undefined, channel), 'rejects');
  assert.equal(
    word('done', { published: published(5, 6), number: 9 }, told('rejects', 5), channel),
    undefined,
    'loaded again',
  );
  assert.equal(word('done', { published: published(8, 6), number: 12 }, told('rejects', 5), channel), 'rejects');
  assert.equal(word('done', { published: published(8, 1) }, told('rejects', 5), channel), 'recovered');
  const deaf = { on: ['failed', 'recovered'] as const, rejectsAbove: 0 };
  assert.equal(word('done', { published: published(8, 50) }, told('failed', 7), deaf), 'recovered');
});

test('while another run sends nobody else does; when its time is over somebody does', () => {
  const sending = (until: string) => ({ kind: 'sending', until }) as const;
  assert.equal(word('failed', { failed: failed(7) }, sending('2026-11-28T12:01:00Z')), 'busy');
  assert.equal(word('failed', { failed: failed(7) }, sending('2026-11-28T11:59:00Z')), 'failed');
  assert.equal(word('failed', { failed: failed(7) }, { kind: 'failed' }), 'failed');
});
