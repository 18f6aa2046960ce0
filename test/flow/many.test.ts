import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { planFlow } from '../../src/flow/plan.ts';
import type { Head } from '../../src/ledger/entry.ts';
import { partitionsBetween } from '../../src/pipeline/partitions.ts';
import { dealLegs } from '../../src/plan/legs.ts';
import { createJob } from '../job/job.ts';
import { flow } from './bench.ts';

const DAYS = partitionsBetween('1999-06-02', '2024-05-31');

test('25 years of days are planned without opening an entry of their logs', async (context) => {
  const job = await createJob(context, []);
  await job.write(
    'partitions: { by: day, start: 1999-06-02, end: 2024-05-31 }',
    'source: { url: "{YYYY}-{MM}-{DD}.csv" }',
  );
  await writeFile(join(job.folder, '1999-06-02.csv'), 'id,note\n1,one\n');
  const first = await flow(job, { plan: { selection: { kind: 'list', partitions: ['1999-06-02'] } } });
  assert.equal(first.results.get('1999-06-02')?.outcome, 'done');
  const head = first.context.heads.get('1999-06-02') as Head;

  // What a run of each day would leave; the entries themselves are empty, so that nobody can read one unnoticed.
  const heads = new Map<string, Head>();
  for (const day of DAYS) {
    heads.set(day, { ...head, partition: day });
    const log = join(job.folder, 'lake/_lakeferry/trips/log', day);
    await mkdir(log, { recursive: true });
    for (let number = 1; number <= head.number; number++) {
      await writeFile(join(log, `${String(number).padStart(6, '0')}.json`), '');
    }
  }
  await first.context.ledger.keepHeads(heads);

  const { context: again } = await flow(job, { plan: { selection: { kind: 'list', partitions: [] } } });
  const { decisions, work } = await planFlow(again, {
    selection: { kind: 'word', word: 'all' },
    checkSource: 'none',
    force: true,
    limit: Number.POSITIVE_INFINITY,
  });
  assert.equal(again.ledger.opened, 0);
  assert.equal(decisions.length, 9131);
  const legs = dealLegs(
    work.map(({ partition }) => partition),
    20,
  );
  assert.equal(legs.length, 20);
});
