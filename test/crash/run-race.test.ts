import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, test } from 'node:test';
import type { Clock } from '../../src/base/ports/clock.ts';
import { nodeClock } from '../../src/runtime/node-clock.ts';
import { createWorkspace } from '../lake/workspace.ts';
import { createSilentLog } from '../ledger/records.ts';
import { bundleJob, type JobProgram, waitForFile } from './bundled-process.ts';
import { inPairs } from './chance.ts';
import { monthText, runJob, writeSource } from './job.ts';
import type { JobAnswer } from './job-process.ts';
import { objectOf, readState } from './job-state.ts';
import { placeJob, prepareTemplate } from './job-template.ts';
import { createPortCalls, labelOf, type PortCall } from './port-calls.ts';

const MONTH = '2021-01';
const workspace = createWorkspace();
const template = workspace.folder();
/** Of as many rows as the one that the template has: a mixture of the two would not be found by counting. */
const newerSource = monthText(MONTH, 311, 17, true);

let program: JobProgram;
/** The calls of a run, and what it makes of January, with the template's source and with the newer one. */
let calls: readonly PortCall[] = [];
let labels: readonly string[] = [];
let made: { sha256: string; rows: string }[] = [];

/** A job with one month to bring: what two runs do to one month shows better without a second one. */
async function placeRace(): Promise<string> {
  const folder = await placeJob(template, workspace.folder());
  await rm(join(folder, 'source/2021-02'));
  return folder;
}

before(async () => {
  await prepareTemplate(template);
  program = await bundleJob(workspace.folder());
  for (const source of [undefined, newerSource]) {
    const folder = await placeRace();
    if (source !== undefined) await writeSource(folder, MONTH, source);
    const ports = createPortCalls();
    await runJob({ folder, log: createSilentLog(), ports });
    calls = ports.calls;
    labels = calls.map((call) => labelOf(call, folder));
    const { objects, table } = await readState(folder);
    made = [...made, { sha256: String(objects.get(objectOf(MONTH))), rows: String(table.get(MONTH)) }];
  }
  assert.notEqual(made[0]?.sha256, made[1]?.sha256);
  assert.notEqual(made[0]?.rows, made[1]?.rows);
});

/** `won`, `lost` with what was said about it, or `idle`: there was nothing to do any more. */
function outcomeOf(results: JobAnswer['results']): { kind: 'won' | 'lost' | 'idle'; said: string } {
  const result = results.find(({ partition }) => partition === MONTH);
  if (result === undefined) return { kind: 'idle', said: '' };
  if (result.outcome === 'done') return { kind: 'won', said: '' };
  return { kind: 'lost', said: `${result.code}: ${result.message}` };
}

/** Both are at an end: lake, log, table and receipt speak of one version, that of the winner, and nothing is left. */
async function checkSettled(folder: string, winner: { sha256: string; rows: string } | undefined): Promise<void> {
  const state = await readState(folder);
  const published = state.logs.get(MONTH)?.published;
  assert.equal(state.objects.get(objectOf(MONTH)), winner?.sha256);
  assert.equal(published?.sha256, winner?.sha256);
  assert.equal(state.logs.get(MONTH)?.open, false);
  assert.equal(state.table.get(MONTH), winner?.rows);
  assert.deepEqual(
    state.receipts.filter((receipt) => receipt.startsWith(MONTH)),
    [`${MONTH} ${published?.number} ${winner?.sha256} 311`],
  );
  assert.deepEqual(state.unfinished, []);
}

test('one process halts in the middle, another goes all the way: one wins, the other says so, the table is right', async (t) => {
  // It halts before each call of lake and warehouse, and when one of the lake's is done.
  const all = calls.flatMap(({ port }, at) =>
    port === 'files'
      ? []
      : [{ at: at + 1, when: 'before' as const }, ...(port === 'lake' ? [{ at: at + 1, when: 'after' as const }] : [])],
  );
  const lastEntry = 1 + calls.findLastIndex(({ port, subject }) => port === 'lake' && subject.includes('/log/'));
  const seen: string[] = [];
  await inPairs(all, async ({ at, when }) => {
    const where = `${when} call ${at}: ${labels[at - 1]}`;
    const folder = await placeRace();
    const [ready, go] = [join(folder, 'ready'), join(folder, 'go')];
    const halted = program.start({ folder, wait: { at, when, ready, go } });
    await waitForFile(ready, halted);
    await writeSource(folder, MONTH, newerSource);
    // Where it stands in the other's way, it waits: for a lock of the lake, or for the database file.
    const obliging: Clock = {
      ...nodeClock,
      async sleep(ms, signal) {
        await writeFile(go, '');
        await nodeClock.sleep(ms, signal);
      },
    };
    const second = await runJob({ folder, log: createSilentLog(), clock: obliging });
    await writeFile(go, '');
    const first = await halted.finished;
    try {
      assert.equal(first.answer?.error, undefined);
      const outcomes = [
        outcomeOf(first.answer?.results ?? []),
        outcomeOf(second.results.map((result) => ({ ...result, ...result.failure }))),
      ];
      const kinds = outcomes.map(({ kind }) => kind);
      for (const { kind, said } of outcomes) {
        if (kind === 'lost')
          assert.match(said, /^(LEDGER_CONFLICT|PUBLISH_CONFLICT|LAKE_OBJECT_CHANGED): .*somebody else/);
      }
      // Behind the load's entry comes only what is derived: halted there, the first is through, and the second comes later.
      const isLast = at > lastEntry || (at === lastEntry && when === 'after');
      assert.deepEqual([...kinds].sort(), isLast ? ['won', 'won'] : ['lost', 'won'], JSON.stringify(outcomes));
      await checkSettled(folder, made[kinds.lastIndexOf('won')]);
      seen.push(`the ${isLast ? 'second' : kinds[0] === 'won' ? 'first' : 'second'} won ${where}`);
      // Whoever won: the source is the newer one now.
      await runJob({ folder, log: createSilentLog() });
      await checkSettled(folder, made[1]);
      assert.deepEqual(
        (await runJob({ folder, log: createSilentLog() })).results.map(({ outcome }) => outcome),
        ['not_ready'],
      );
    } catch (error) {
      throw new Error(`halted ${where}`, { cause: error });
    }
    await rm(folder, { recursive: true });
  });
  for (const line of seen) t.diagnostic(line);
  assert.equal(seen.length, all.length);
  for (const winner of ['first', 'second'])
    assert.ok(
      seen.some((line) => line.includes(`the ${winner} won`)),
      winner,
    );
});

test('two processes that begin at the same moment: one wins, the other says so, the table is right', async () => {
  // Both have read the log by then.
  const at = labels.findIndex((label) => label.startsWith('files makeFolder cache/work/')) + 1;
  for (let round = 1; round <= 3; round++) {
    const folder = await placeRace();
    const go = join(folder, 'go');
    const racers = [1, 2].map((racer) => {
      const ready = join(folder, `ready-${racer}`);
      return { ready, running: program.start({ folder, wait: { at, when: 'before', ready, go } }) };
    });
    for (const { ready, running } of racers) await waitForFile(ready, running);
    await writeFile(go, '');
    const outcomes = await Promise.all(
      racers.map(async ({ running }) => outcomeOf((await running.finished).answer?.results ?? [])),
    );
    assert.deepEqual(outcomes.map(({ kind }) => kind).sort(), ['lost', 'won'], JSON.stringify(outcomes));
    assert.match(outcomes.map(({ said }) => said).join(''), /^LEDGER_CONFLICT: .*somebody else/);
    await checkSettled(folder, made[0]);
    await rm(folder, { recursive: true });
  }
});
