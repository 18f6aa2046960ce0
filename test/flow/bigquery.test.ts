import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { PassThroughClient } from 'google-auth-library';
import type { FlowContext } from '../../src/flow/context.ts';
import { loadsInto } from '../../src/flow/loads.ts';
import { resolveTarget } from '../../src/warehouse/bigquery/target.ts';
import { createBigqueryWarehouse } from '../../src/warehouse/bigquery/warehouse.ts';
import { createJob, MONTHS } from '../job/job.ts';
import { PROJECT, startBigquery } from '../servers/bigquery/server.ts';
import { flow, outcomesOf } from './bench.ts';

/** A job whose lake is a folder that BigQuery takes for a bucket. */
async function setUp(context: TestContext) {
  const job = await createJob(context);
  const server = await startBigquery({
    objects: async (uri) => join(job.folder, 'lake', uri.slice('gs://lake/'.length)),
  });
  context.after(() => server.close());
  const target = resolveTarget({ url: `bigquery://${PROJECT}/taxi`, dataset: 'trips' });
  const change = (opened: FlowContext): FlowContext => ({
    ...opened,
    store: { ...opened.store, url: 'gs://lake' },
    warehouse: createBigqueryWarehouse({
      target,
      settings: { location: 'EU', description: opened.pipeline.description },
      connection: async () => ({ apiEndpoint: server.origin, authClient: new PassThroughClient() }),
      loads: () => loadsInto(opened.heads, target.id),
      clock: opened.clock,
      log: opened.log,
    }),
  });
  const rows = () =>
    server.sql("SELECT strftime(partition_date, '%Y-%m'), count(*) FROM taxi.trips GROUP BY ALL ORDER BY ALL");
  return { job, server, change, rows };
}

const all = MONTHS.map((month) => [month, '3']);

test('months go from the source through the lake into BigQuery, and a second run finds them done with one call', async (context) => {
  const { job, server, change, rows } = await setUp(context);
  assert.deepEqual(
    outcomesOf(await flow(job, { change })),
    MONTHS.map((month) => `${month} done`),
  );
  assert.deepEqual(await rows(), all);
  server.calls.length = 0;
  assert.equal((await flow(job, { change })).results.size, 0);
  assert.deepEqual(server.calls, ['queries.insert']);
  const kinds = (await job.log('2021-01')).map(({ kind }) => kind);
  assert.deepEqual(kinds, ['publishing', 'published', 'loaded']);
});

test('rows that were deleted by hand, and a table that was dropped, are loaded again from the lake', async (context) => {
  const { job, server, change, rows } = await setUp(context);
  await flow(job, { change });
  await server.sql("DELETE FROM taxi.trips WHERE partition_date = DATE '2021-02-01' AND id = 1");
  const again = await flow(job, { change });
  assert.deepEqual(outcomesOf(again), ['2021-02 done']);
  assert.match(again.results.get('2021-02')?.because ?? '', /the table differs: 2 rows instead of 3/);
  assert.deepEqual(await rows(), all);
  await fetch(`${server.origin}/bigquery/v2/projects/${PROJECT}/datasets/taxi/tables/trips`, { method: 'DELETE' });
  const whole = await flow(job, { change });
  assert.equal(whole.results.size, 3);
  assert.match(whole.results.get('2021-01')?.because ?? '', /not loaded in this warehouse/);
  assert.deepEqual(await rows(), all);
});

test('G9: a run that dies before its loaded entry is healed: one job for the month, the entry is there', async (context) => {
  const { job, server, change, rows } = await setUp(context);
  const dying = (opened: FlowContext): FlowContext => {
    const changed = change(opened);
    return {
      ...changed,
      ledger: {
        ...opened.ledger,
        append: (partition, head, entry) =>
          entry.kind === 'loaded' || entry.kind === 'failed'
            ? Promise.reject(new Error('killed'))
            : opened.ledger.append(partition, head, entry),
      },
    };
  };
  const only = { selection: { kind: 'list' as const, partitions: ['2021-01'] } };
  await flow(job, { change: dying, plan: only }).catch(() => {});
  assert.deepEqual(await rows(), [['2021-01', '3']]);
  assert.equal((await job.log('2021-01')).at(-1)?.kind, 'published');
  const healed = await flow(job, { change, plan: only });
  assert.deepEqual(outcomesOf(healed), ['2021-01 done']);
  assert.equal((await job.log('2021-01')).at(-1)?.kind, 'loaded');
  const loads = server.jobs().filter((each) => 'load' in (each['configuration'] as object));
  assert.equal(loads.length, 1);
  assert.deepEqual(await rows(), [['2021-01', '3']]);
});

test('a corrected month replaces its own rows, and no others', async (context) => {
  const { job, change, rows } = await setUp(context);
  await flow(job, { change });
  job.publisher.files.set('/2021-03.csv', 'id,note\n7,corrected\n');
  assert.deepEqual(outcomesOf(await flow(job, { change })), ['2021-03 done']);
  assert.deepEqual(await rows(), [...all.slice(0, 2), ['2021-03', '1']]);
});
