import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { before, test } from 'node:test';
import { LakeferryError } from '../../src/base/errors.ts';
import { createWorkspace } from '../lake/workspace.ts';
import { createSilentLog } from '../ledger/records.ts';
import { createChance, IS_FULL, inPairs, SEED, takeShare } from './chance.ts';
import { hastyClock, runJob } from './job.ts';
import { checkHealing, checkNotMixed, type Leniency, type Reference, withoutEntry } from './job-checks.ts';
import { readState } from './job-state.ts';
import { placeJob, prepareTemplate, readReference } from './job-template.ts';
import { createPortCalls, ERRNOS, type Errno, labelOf } from './port-calls.ts';

const workspace = createWorkspace();
const template = workspace.folder();

let reference: Reference;
/** The calls of a run in which nothing goes wrong: the moments at which the others fail. */
let labels: string[] = [];

before(async () => {
  await prepareTemplate(template);
  reference = await readReference(template, workspace.folder());
  const folder = await placeJob(template, workspace.folder());
  const ports = createPortCalls();
  await runJob({ folder, log: createSilentLog(), ports });
  labels = ports.calls.map((call) => labelOf(call, folder));
});

interface Disturbance {
  at: number;
  code: Errno;
  lasting?: boolean;
}

/** What the run says of its errors: one line for each month that failed, or for the whole run. */
async function disturb(folder: string, fault: Disturbance): Promise<string[]> {
  const ports = createPortCalls(fault);
  const outcome = await runJob({ folder, log: createSilentLog(), clock: hastyClock, ports }).catch((error) => {
    if (!(error instanceof LakeferryError)) throw new Error('a bug would be reported', { cause: error });
    return error;
  });
  const hit = ports.calls[fault.at - 1];
  assert.equal(hit && labelOf(hit, folder), labels[fault.at - 1]);
  if (outcome instanceof LakeferryError) return [outcome.message];
  const failures = outcome.results.flatMap(({ failure }) => (failure === undefined ? [] : [failure]));
  for (const { bug } of failures) if (bug !== undefined) throw new Error('a bug would be reported', { cause: bug });
  return failures.map(({ message }) => message);
}

/** Lets it happen in a copy of the template, and checks what it left and that running again heals. */
async function judge(fault: Disturbance, leniency: Leniency): Promise<string[]> {
  const folder = await placeJob(template, workspace.folder());
  try {
    const messages = await disturb(folder, fault);
    for (const message of messages) assert.match(message, new RegExp(`^[^\\n]*\\b${fault.code}\\b[^\\n]*$`));
    const state = await readState(folder);
    const progress = checkNotMixed(state, reference);
    if (leniency.leftovers === undefined) assert.deepEqual(state.unfinished, []);
    const loadsWithoutEntry = withoutEntry(progress);
    await checkHealing(folder, reference, { ...leniency, loadsWithoutEntry });
    return messages;
  } catch (error) {
    throw new Error(`after ${fault.code} at call ${fault.at}: ${labels[fault.at - 1]}`, { cause: error });
  } finally {
    await rm(folder, { recursive: true });
  }
}

function leniencyFor(label: string): Leniency {
  return {
    ...(label.startsWith('files remove ') ? { leftovers: 'allowed' } : {}),
    ...(/^(lake delete|files remove) .*\/history\//.test(label) ? { history: 'longer' } : {}),
  };
}

test('an error at each call of a whole run: one line with its cause, or none; nothing is mixed; the rerun heals', async (t) => {
  // Each call fails in one way, in turn; those of the lake and the warehouse, which are few, in every way.
  const all = labels.flatMap((label, at) =>
    (label.startsWith('files ') ? [ERRNOS[at % ERRNOS.length] as Errno] : ERRNOS).map((code) => ({ at: at + 1, code })),
  );
  const errors = takeShare(all, createChance(SEED));
  const hit = new Set<string>();
  const survived = new Set<string>();
  await inPairs(errors, async (fault) => {
    const label = labels[fault.at - 1] as string;
    const messages = await judge(fault, leniencyFor(label));
    hit.add(`${fault.code} ${fault.at}`);
    assert.ok(messages.length <= 1, `one error, and ${messages.length} months failed: ${label}`);
    if (messages.length === 0) survived.add(label);
  });
  t.diagnostic(`seed ${SEED}: ${hit.size} of ${all.length} errors at one of ${labels.length} calls`);
  t.diagnostic(`hit: ${[...hit].join(', ')}`);
  for (const label of survived) t.diagnostic(`went on all the same after an error in ${label}`);
  assert.equal(hit.size, errors.length);
  if (IS_FULL) for (const { at, code } of all) assert.ok(hit.has(`${code} ${at}`), `${code} at ${labels[at - 1]}`);
});

test('a disk that is full from a call on: one line with its cause; nothing is mixed; the rerun heals', async (t) => {
  const all = labels.flatMap((label, at) => (/^files (remove|syncFolder)/.test(label) ? [] : [at + 1]));
  // The calls before it are those of the test above: fewer moments tell as much.
  const moments = takeShare(all, createChance(SEED), IS_FULL ? 3 : 9);
  const said = new Map<string, number>();
  await inPairs(moments, async (at) => {
    const messages = await judge({ at, code: 'ENOSPC', lasting: true }, {});
    assert.ok(messages.length > 0, `nothing was said of it: ${labels[at - 1]}`);
    for (const message of messages) {
      const form = message.replace(/ENOSPC.*/, 'ENOSPC …').replace(/\/\S+|\b\S+\.(json|parquet)\b/g, '…');
      said.set(form, (said.get(form) ?? 0) + 1);
    }
  });
  t.diagnostic(`seed ${SEED}: ${moments.length} of ${all.length} calls: ${moments.join(', ')}`);
  for (const [form, times] of said) t.diagnostic(`${times} × ${form}`);
});
