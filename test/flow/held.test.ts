import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { OutageError } from '../../src/base/errors.ts';
import type { FlowContext } from '../../src/flow/context.ts';
import { dropPartition } from '../../src/flow/drop.ts';
import { restorePartition } from '../../src/flow/restore.ts';
import { openLedger } from '../../src/ledger/ledger.ts';
import { createJob, type Job, monthText, WAREHOUSE } from '../job/job.ts';
import { flow } from './bench.ts';

const MONTH = '2021-01';

/** Fails before, or after, the n-th call that changes the lake or the table, as a process that is killed there would. */
function failing(context: FlowContext, fault: { at: number; when: 'before' | 'after' } | undefined) {
  let calls = 0;
  const wrap = <A extends unknown[], T>(call: (...words: A) => Promise<T>) => {
    return async (...words: A): Promise<T> => {
      calls++;
      const isIt = calls === fault?.at;
      const error = new OutageError('HALT', `halted ${fault?.when} call ${calls}`, { retryable: false });
      if (isIt && fault.when === 'before') throw error;
      const made = await call(...words);
      if (isIt) throw error;
      return made;
    };
  };
  const { store, warehouse, clock, log, run, pipeline } = context;
  const failingStore = {
    ...store,
    create: wrap(store.create.bind(store)),
    replace: wrap(store.replace.bind(store)),
    delete: wrap(store.delete.bind(store)),
  };
  return {
    count: () => calls,
    halted: () => calls >= (fault?.at ?? Number.POSITIVE_INFINITY),
    context: {
      ...context,
      store: failingStore,
      ledger: openLedger({ store: failingStore, dataset: pipeline.name, clock, run, log }),
      ...(warehouse === undefined
        ? {}
        : { warehouse: { ...warehouse, load: wrap(warehouse.load), drop: wrap(warehouse.drop) } }),
    },
  };
}

async function setUp(context: TestContext): Promise<Job> {
  const job = await createJob(context, [MONTH]);
  await job.write(
    WAREHOUSE,
    'partitions: { by: month, start: 2021-01, end: 2021-01 }',
    'tasks: { load: { retries: 0 } }',
  );
  await flow(job);
  job.publisher.files.set(`/${MONTH}.csv`, `${monthText(MONTH)}4,more\n`);
  await flow(job);
  return job;
}

const rows = (job: Job) => job.ask('SELECT count(*) FROM trips').then(([row]) => Number(row?.[0]));
const said = { who: 'ada', why: 'a trial' };
const VERBS = {
  restore: { act: (context: FlowContext) => restorePartition(context, MONTH, said), before: 4, after: 3 },
  drop: { act: (context: FlowContext) => dropPartition(context, MONTH, said), before: 4, after: 0 },
};

for (const [verb, { act, before, after }] of Object.entries(VERBS)) {
  test(`${verb}: stopped before and after each call that changes something, and said again, it ends the same way`, async (context) => {
    let stopped = 0;
    for (let at = 1, most = 1; at <= most; at++) {
      for (const when of ['before', 'after'] as const) {
        const job = await setUp(context);
        const first = failing((await flow(job)).context, { at, when });
        // A superseded version that could not be removed is no failure: that call's error is heard by nobody.
        await act(first.context).catch((error: Error) => assert.match(error.message, /halted/));
        stopped += first.halted() ? 1 : 0;
        assert.ok([before, after].includes(await rows(job)), `${when} ${at}: a mixture`);
        // Another process: whatever the first one knew is gone, and a run in between undoes nothing.
        await flow(job);
        const second = failing((await flow(job)).context, undefined);
        await act(second.context);
        most = Math.max(most, first.count(), second.count());
        const where = `${verb} halted ${when} call ${at}`;
        assert.equal(await rows(job), after, where);
        const log = await job.log(MONTH);
        assert.equal(log.filter(({ kind }) => kind === 'held').length, 1, where);
        const third = failing((await flow(job)).context, undefined);
        await act(third.context);
        assert.equal((await job.log(MONTH)).length, log.length, `${where}: a third time nothing is written`);
      }
    }
    assert.ok(stopped >= 6, `${stopped} stops`);
  });
}
