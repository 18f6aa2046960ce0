import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '../../src/base/hash.ts';
import type { FlowPlan } from '../../src/flow/plan.ts';
import { createLocalCache } from '../../src/runtime/local-cache.ts';
import { nodeClock } from '../../src/runtime/node-clock.ts';
import { createSilentLog } from '../ledger/records.ts';
import { filesOf } from '../publish/bench.ts';
import { runJob } from './job.ts';
import { type JobState, type LogState, MONTHS, type Month, objectOf, readState } from './job-state.ts';
import { quickFiles } from './quick-files.ts';

/** The state before the run that is disturbed, and the one after it when nothing disturbs it. */
export interface Reference {
  before: JobState;
  after: JobState;
}

/** How far a month has come, told by the lake's object, the log and the table. */
export interface Progress {
  object: 'absent' | 'old' | 'new';
  open: boolean;
  published: 'absent' | 'old' | 'new';
  table: 'absent' | 'old' | 'new';
  /** The table is new, and the log does not say so. */
  loadedWithoutEntry: boolean;
}

/**
 * After a kill or a failure: each month is old, new or `running`, and never mixed. Answers with how far each one has come.
 * A month that no change was meant for is as it was.
 */
export function checkNotMixed(state: JobState, { before, after }: Reference): Map<Month, Progress> {
  const seen = new Map<Month, Progress>();
  for (const month of MONTHS) {
    const which = (now: string | undefined, old: string | undefined, made: string | undefined, what: string) => {
      // A month without a change is new from the beginning.
      if (now !== undefined && now === made) return 'new';
      assert.equal(now, old, `${month}: ${what} is neither the old nor the new version`);
      return now === undefined ? 'absent' : 'old';
    };
    const name = objectOf(month);
    const log = state.logs.get(month);
    const progress: Progress = {
      object: which(state.objects.get(name), before.objects.get(name), after.objects.get(name), 'the object'),
      open: log?.open ?? false,
      published: which(shaOf(state, month), shaOf(before, month), shaOf(after, month), 'the published entry'),
      table: which(state.table.get(month), before.table.get(month), after.table.get(month), 'the table'),
      loadedWithoutEntry: false,
    };
    progress.loadedWithoutEntry = progress.table === 'new' && log?.kinds.at(-1) === 'published';
    if (!progress.open) assert.equal(progress.published, progress.object, `${month}: the log and the object disagree`);
    if (progress.table === 'new') assert.equal(progress.published, 'new', `${month}: loaded before it was published`);
    seen.set(month, progress);
  }
  // What is named by its content has it, and nothing is there that no run of these would write.
  for (const [name, sha256] of state.objects) {
    const named = /([0-9a-f]{64})\.parquet$/.exec(name)?.[1];
    if (named !== undefined) assert.equal(sha256, named, name);
    assert.ok(before.objects.has(name) || after.objects.has(name), `${name} belongs to neither version`);
  }
  for (const { published } of state.logs.values()) {
    const quarantine = published?.quarantine;
    if (quarantine !== undefined) assert.ok(state.objects.has(quarantine), `${quarantine} is named and not there`);
  }
  return seen;
}

/** The months for which `loadsWithoutEntry` holds. */
export function withoutEntry(progress: ReadonlyMap<Month, Progress>): Month[] {
  return MONTHS.filter((month) => progress.get(month)?.loadedWithoutEntry);
}

function shaOf(state: JobState, month: Month): string | undefined {
  return state.logs.get(month)?.published?.sha256;
}

/** What the rerun sees at first must be what the lake and the table show. */
export function checkPlan(plan: FlowPlan, progress: ReadonlyMap<Month, Progress>): void {
  for (const { partition, status } of plan.decisions) {
    const { open, object, table } = progress.get(partition as Month) as Progress;
    assert.equal(status === 'running', open, `${partition} is ${status}`);
    assert.equal(status === 'done', !open && object === 'new' && table === 'new', `${partition} is ${status}`);
  }
}

/**
 * Runs again, and checks that everything is as if nothing had happened: each month exactly once in lake and table, the
 * same bytes, rows and rejects; nothing unfinished; and a further run has nothing to do and changes nothing.
 */
export async function checkHealing(
  folder: string,
  reference: Reference,
  options: Leniency & { progress?: ReadonlyMap<Month, Progress> } = {},
): Promise<void> {
  const log = createSilentLog();
  const { plan, results } = await runJob({ folder, log });
  if (options.progress !== undefined) checkPlan(plan, options.progress);
  for (const { partition, outcome, failure } of results) {
    assert.ok(outcome === 'done' || outcome === 'cached', `${partition}: ${outcome}, ${failure?.message}`);
  }
  // A lock of a dead process goes with the next writer, and a run with nothing to do writes nothing.
  const idle: Leniency = plan.work.length === 0 ? { leftovers: 'allowed' } : {};
  checkComplete(await readState(folder), reference, { ...options, ...idle });
  const files = await hashFiles(folder);
  const again = await runJob({ folder, log });
  assert.deepEqual(again.plan.work, [], 'the second run found something to do');
  assert.deepEqual(await hashFiles(folder), files, 'the second run changed something');
  await checkCacheSwept(folder);
}

/** What may differ from the undisturbed run, where that is how it is meant. */
export interface Leniency {
  /** A process sweeps what dead ones left, not what it could not remove itself. */
  leftovers?: 'allowed';
  /** A superseded version that could not be removed goes with the month's next publication. */
  history?: 'longer';
  /** With the receipt in the warehouse a load is done; a process that died then had no time for its entry. */
  loadsWithoutEntry?: readonly Month[];
}

/** Everything is as the undisturbed run left it, but for the numbers of the log. */
export function checkComplete(state: JobState, { after }: Reference, leniency: Leniency = {}): void {
  if (leniency.leftovers === undefined) assert.deepEqual(state.unfinished, []);
  const objects = new Map(state.objects);
  for (const name of objects.keys()) {
    if (leniency.history === 'longer' && name.includes('/history/') && !after.objects.has(name)) objects.delete(name);
  }
  assert.deepEqual(objects, after.objects);
  assert.deepEqual(state.table, after.table);
  assert.deepEqual(state.totals, after.totals);
  for (const [at, month] of MONTHS.entries()) {
    const log = state.logs.get(month);
    const made = after.logs.get(month);
    assert.ok(log?.published !== undefined && made?.published !== undefined, month);
    assert.equal(log.open, false, month);
    assert.equal(log.published.sha256, made.published.sha256, month);
    assert.equal(log.published.quarantine, made.published.quarantine, month);
    // Exactly once: as many publications and loads as the undisturbed log has, and the last word is the load's.
    const times = ({ kinds }: LogState, kind: string) => withoutClosures(kinds).filter((each) => each === kind).length;
    const said = `${month}: ${log.kinds.join(', ')}`;
    const isWithout = leniency.loadsWithoutEntry?.includes(month) === true;
    assert.equal(times(log, 'published'), times(made, 'published'), said);
    assert.equal(times(log, 'loaded'), times(made, 'loaded') - (isWithout ? 1 : 0), said);
    assert.equal(log.kinds.at(-1), isWithout ? 'published' : 'loaded', said);
    const [partition, publication, sha256, rows] = state.receipts[at]?.split(' ') ?? [];
    const [, , , expected] = after.receipts[at]?.split(' ') ?? [];
    assert.deepEqual(
      [partition, publication, sha256, rows],
      [month, String(log.published.number), log.published.sha256, expected],
    );
  }
  assert.equal(state.receipts.length, MONTHS.length);
}

/** An entry that was written, and whose call failed after that, is recorded as failed and closed by a second one of its kind. */
function withoutClosures(kinds: readonly string[]): string[] {
  const closing = ['published', 'loaded'];
  return kinds.filter((kind, at) => !(closing.includes(kind) && kinds[at - 1] === 'failed' && kinds[at - 2] === kind));
}

/** The lake and the database as bytes; `heads.json` follows the logs whenever somebody reads them. */
async function hashFiles(folder: string): Promise<Record<string, string>> {
  const names = (await filesOf(join(folder, 'lake'))).filter((name) => !name.endsWith('/heads.json'));
  const files = [...names.map((name) => join('lake', name)), 'trips.duckdb'];
  const hashes = files.map(async (name) => [name, sha256(await readFile(join(folder, name)))] as const);
  return Object.fromEntries(await Promise.all(hashes));
}

/** Whatever a run left unfinished in the cache goes with the first save an hour later. */
async function checkCacheSwept(folder: string): Promise<void> {
  const entries = join(folder, 'cache', 'entries');
  const later = { ...nodeClock, now: () => Date.now() + 2 * 3_600_000 };
  const cache = createLocalCache({
    folder: entries,
    maxBytes: 1e9,
    files: quickFiles,
    clock: later,
    log: createSilentLog(),
  });
  await cache.save('an hour later', [], null);
  const named = new Set<string>();
  for (const name of await readdir(join(entries, 'entries'))) {
    assert.match(name, /^[0-9a-f]{64}\.json$/);
    const entry = JSON.parse(await readFile(join(entries, 'entries', name), 'utf8')) as { files: { sha256: string }[] };
    for (const { sha256 } of entry.files) named.add(sha256);
  }
  assert.deepEqual(new Set(await readdir(join(entries, 'blobs'))), named);
}
