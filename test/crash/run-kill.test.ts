import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { before, type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { MUTATING_FILE_CALLS } from '../../src/base/ports/files.ts';
import { createWorkspace } from '../lake/workspace.ts';
import { bundleJob, type JobProgram } from './bundled-process.ts';
import { createChance, IS_FULL, inPairs, SEED, takeShare } from './chance.ts';
import {
  checkComplete,
  checkHealing,
  checkNotMixed,
  type Progress,
  type Reference,
  withoutEntry,
} from './job-checks.ts';
import { readState } from './job-state.ts';
import { placeJob, prepareTemplate, readReference } from './job-template.ts';
import { labelOf } from './port-calls.ts';

const workspace = createWorkspace();
const template = workspace.folder();
const chance = createChance(SEED);

let program: JobProgram;
let reference: Reference;
/** The calls of a run in which nothing goes wrong: the moments at which the others are killed. */
let labels: string[] = [];
/** Of such a run, from its first call to its end. */
let milliseconds = 0;

before(async () => {
  await prepareTemplate(template);
  reference = await readReference(template, workspace.folder());
  program = await bundleJob(workspace.folder());
  // The second run starts as all the later ones do: with what V8 compiled in the first one.
  for (const _ of ['first', 'second']) {
    const folder = await placeJob(template, workspace.folder());
    const dry = await program.start({ folder }).finished;
    assert.deepEqual(dry.answer?.error, undefined);
    checkComplete(await readState(folder), reference);
    const found = dry.answer?.calls.map((call) => labelOf(call, folder)) ?? [];
    if (labels.length > 0) assert.deepEqual(found, labels, 'a run is not like the one before it');
    labels = found;
    milliseconds = dry.milliseconds;
  }
});

test('a dry run meets every kind of mutating call', (t) => {
  for (const [at, label] of labels.entries()) t.diagnostic(`${at + 1} ${label}`);
  const kinds = new Set(labels.map((label) => label.split(' ').slice(0, 2).join(' ')));
  for (const call of MUTATING_FILE_CALLS) assert.ok(kinds.has(`files ${call}`), call);
  for (const call of ['create', 'replace', 'delete']) assert.ok(kinds.has(`lake ${call}`), call);
  for (const call of ['BEGIN', 'ALTER', 'DELETE', 'INSERT', 'CREATE', 'after_load', 'COMMIT']) {
    assert.ok(kinds.has(`warehouse ${call}`), call);
  }
});

/** After a kill: looks, runs again, looks again. `where` stands in the message of what is wrong. */
async function judge(folder: string, where: string): Promise<string> {
  try {
    const progress = checkNotMixed(await readState(folder), reference);
    await checkHealing(folder, reference, { progress, loadsWithoutEntry: withoutEntry(progress) });
    const [january, february] = [progress.get('2021-01'), progress.get('2021-02')];
    return `January ${nameOf(january)}; February ${nameOf(february)}`;
  } catch (error) {
    throw new Error(`after a kill ${where}`, { cause: error });
  } finally {
    await rm(folder, { recursive: true });
  }
}

function nameOf(progress: Progress | undefined): string {
  if (progress === undefined) return 'unknown';
  const { object, open, table } = progress;
  return `${object}${open ? ' (running)' : ''}${table === object ? '' : `, table ${table}`}`;
}

function tell(t: TestContext, seen: ReadonlyMap<string, number>): void {
  for (const [state, times] of [...seen].sort()) t.diagnostic(`${times} × ${state}`);
}

/** Every step of the way; a kill at each call leaves each of them. */
const STATES = [
  'January new (running), table old; February absent',
  'January new, table old; February absent',
  'January new; February absent',
  'January new; February absent (running)',
  'January new; February new',
  'January new; February new (running), table absent',
  'January new; February new, table absent',
  'January old (running); February absent',
  'January old; February absent',
];

test('kill -9 before and after each call of a whole run: old, new or running, and the rerun heals', async (t) => {
  const all = labels.flatMap((_, at) => [
    { at: at + 1, when: 'before' as const },
    { at: at + 1, when: 'after' as const },
  ]);
  const kills = takeShare(all, chance);
  const hit = new Set<string>();
  const seen = new Map<string, number>();
  await inPairs(kills, async (kill) => {
    const where = `${kill.when} call ${kill.at}: ${labels[kill.at - 1]}`;
    const folder = await placeJob(template, workspace.folder());
    const died = await program.start({ folder, kill }).finished;
    assert.equal(died.signal, 'SIGKILL', where);
    assert.ok(kill.when === 'before' ? died.begun === kill.at : died.begun >= kill.at, where);
    hit.add(`${kill.when} ${kill.at}`);
    const state = await judge(folder, where);
    seen.set(state, (seen.get(state) ?? 0) + 1);
  });
  t.diagnostic(`seed ${SEED}: ${hit.size} of ${all.length} kills before or after one of ${labels.length} calls`);
  t.diagnostic(`hit: ${[...hit].join(', ')}`);
  tell(t, seen);
  assert.equal(hit.size, kills.length);
  if (!IS_FULL) return;
  for (const { at, when } of all) assert.ok(hit.has(`${when} ${at}`), `${when} ${labels[at - 1]}`);
  assert.deepEqual([...seen.keys()].sort(), STATES);
});

test('kill -9 at moments in time: the same', async (t) => {
  const moments = Array.from({ length: 20 }, () => chance());
  t.diagnostic(`seed ${SEED}, a run takes ${Math.round(milliseconds)} ms`);
  await inPairs(moments, async (moment, at) => {
    const folder = await placeJob(template, workspace.folder());
    const { child, begun: started, finished } = program.start({ folder });
    await started;
    await sleep(moment * milliseconds);
    child.kill('SIGKILL');
    const { signal, begun } = await finished;
    const where = `${Math.round(moment * 100)} % of the time, ${signal === undefined ? 'too late' : `call ${begun}`}`;
    const state = await judge(folder, `at ${where}`);
    t.diagnostic(`${at + 1}: at ${where}: ${state}`);
  });
});
