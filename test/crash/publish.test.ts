import assert from 'node:assert/strict';
import { cp, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { before, test } from 'node:test';
import { LakeferryError } from '../../src/base/errors.ts';
import { MUTATING_FILE_CALLS } from '../../src/base/ports/files.ts';
import { nodeFiles } from '../../src/runtime/node-files.ts';
import { createWorkspace } from '../lake/workspace.ts';
import { filesOf, openWriter } from '../publish/bench.ts';
import { contentOf } from '../suites/store.ts';
import { createFailingFiles } from './failing-files.ts';
import { createPortCalls, ERRNOS } from './port-calls.ts';
import { runProcess } from './processes.ts';
import { quickFiles } from './quick-files.ts';
import { checkHealed, checkNotMixed, objectPath, prepareLake, publishBoth, type Scenario } from './scenario.ts';

const workspace = createWorkspace();
const template = workspace.folder();
// January is longer than one write.
const texts = { older: 'a', old: 'b', january: 'c'.repeat(1_500_000), february: 'd', rejects: 'e' };
const files = Object.fromEntries(
  await Promise.all(Object.entries(texts).map(async ([name, text]) => [name, await workspace.file(text)] as const)),
) as Record<keyof typeof texts, Awaited<ReturnType<typeof workspace.file>>>;

/** The calls of a run in which nothing goes wrong: the moments at which the others go wrong. */
let calls: { call: string; path: string }[] = [];

async function freshScenario(): Promise<Scenario> {
  const lake = workspace.folder();
  await cp(template, lake, { recursive: true, preserveTimestamps: true });
  return { lake, old: files.old, january: files.january, rejects: files.rejects, february: files.february };
}

before(async () => {
  await prepareLake({ ...files, lake: template }, files.older);
  const scenario = await freshScenario();
  const ports = createPortCalls();
  await publishBoth(scenario, createFailingFiles(quickFiles, ports));
  await checkHealed(scenario);
  calls = ports.calls.map(({ call, subject }) => ({ call, path: relative(scenario.lake, subject) }));
});

test('a dry run meets every kind of mutating call', (t) => {
  assert.deepEqual([...new Set(calls.map(({ call }) => call))].sort(), [...MUTATING_FILE_CALLS].sort());
  for (const [k, { call, path }] of calls.entries()) {
    t.diagnostic(`${k + 1} ${call} ${path.replace(/\.lakeferry-\S+\.(tmp|lock)$/, '….$1')}`);
  }
});

test('F1: kill -9 at each call: old, new or running, never mixed; running again heals', {
  timeout: 120_000,
}, async (t) => {
  const seen = new Map<string, number>();
  let next = 1;
  const lane = async (): Promise<void> => {
    while (next <= calls.length) {
      const at = next++;
      const scenario = await freshScenario();
      const died = await runProcess('publishing-process.ts', { kind: 'die', scenario, at });
      const where = `call ${at}: ${calls[at - 1]?.call} ${calls[at - 1]?.path}`;
      assert.equal(died.signal, 'SIGKILL', `${where}: ${died.err}`);
      try {
        const state = await checkNotMixed(scenario);
        seen.set(state, (seen.get(state) ?? 0) + 1);
        await publishBoth(scenario);
        await checkHealed(scenario);
      } catch (error) {
        throw new Error(`after a kill at ${where}`, { cause: error });
      }
      await rm(scenario.lake, { recursive: true });
    }
  };
  await Promise.all([lane(), lane(), lane()]);
  for (const [state, times] of seen) t.diagnostic(`${times} × ${state}`);
  for (const state of ['old, absent', 'old (running), absent', 'new (running), absent', 'new, absent', 'new, new']) {
    assert.ok(seen.has(state), `no kill left "${state}"`);
  }
});

for (const code of ERRNOS) {
  test(`F2: ${code} at each call: an error with its cause or a publication; no unfinished file; running again heals`, async () => {
    for (let at = 1; at <= calls.length; at++) {
      const scenario = await freshScenario();
      const where = `call ${at}: ${calls[at - 1]?.call} ${calls[at - 1]?.path}`;
      try {
        const failing = createFailingFiles(quickFiles, createPortCalls({ at, code }));
        const error: unknown = await publishBoth(scenario, failing).then(
          () => undefined,
          (reason: unknown) => reason,
        );
        if (error !== undefined) {
          assert.ok(error instanceof LakeferryError, String((error as Error).stack));
          assert.equal(error.code, `LAKE_${code}`);
          assert.equal((error.cause as NodeJS.ErrnoException).code, code);
        }
        if (calls[at - 1]?.call !== 'remove') {
          assert.deepEqual(
            (await filesOf(scenario.lake)).filter((name) => name.includes('.lakeferry-')),
            [],
          );
        }
        await checkNotMixed(scenario);
        await publishBoth(scenario);
        // What this process could not remove stays while it lives: the next process sweeps it, as the kills show.
        if (calls[at - 1]?.call !== 'remove') await checkHealed(scenario);
      } catch (error) {
        throw new Error(`after ${code} at ${where}`, { cause: error });
      }
      await rm(scenario.lake, { recursive: true });
    }
  });
}

test('two processes at one month at once: one publishes, the other says that it lost', {
  timeout: 60_000,
}, async () => {
  for (let round = 1; round <= 3; round++) {
    const { lake } = await freshScenario();
    const go = join(lake, 'go');
    const contenders = [files.january, files.february];
    const running = contenders.map((file, k) => {
      const ready = join(lake, `ready-${k}`);
      return { ready, outcome: runProcess('publishing-process.ts', { kind: 'race', lake, file, ready, go }) };
    });
    for (const { ready } of running) while (!(await nodeFiles.stat(ready))) await new Promise((r) => setTimeout(r, 2));
    await writeFile(go, '');
    const outcomes = await Promise.all(running.map(async ({ outcome }) => (await outcome).out));
    assert.deepEqual([...outcomes].sort(), ['LEDGER_CONFLICT', 'published']);
    const winner = contenders[outcomes.indexOf('published')];
    const after = await openWriter(lake);
    const head = after.heads.get('2021-01');
    assert.equal(head?.open, undefined);
    assert.equal(head?.published?.publication.object.sha256, winner?.sha256);
    const content = await nodeFiles.read(objectPath(lake, '2021-01'));
    assert.ok(Buffer.from(content).equals(Buffer.from(await nodeFiles.read(winner?.path ?? ''))));
  }
});

test('many processes count one object up by replacing it: no count is lost', { timeout: 60_000 }, async () => {
  const lake = workspace.folder();
  const [processes, steps] = [3, 15];
  const orders = Array.from({ length: processes }, () => runProcess('counting-process.ts', { lake, steps }));
  for (const { code, err } of await Promise.all(orders)) assert.equal(code, 0, err);
  const { store } = await openWriter(lake);
  assert.equal(await contentOf(store, 'count'), String(processes * steps));
  assert.deepEqual(await filesOf(lake), ['count']);
});
