import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { answerOf, runMain } from '../cli/in-process.ts';
import { createJob, monthText } from '../job/job.ts';

/**
 * The shortest walk through everything that a project has to allow: two months into lake and table, a run that has nothing to
 * do, a month that is replaced, one that is restored, both dropped. `say` tells each step, for a transcript.
 */
export async function smoke(
  context: TestContext,
  place: { lake: string; warehouse: string; env: Readonly<Record<string, string>>; lines?: readonly string[] },
  say: (line: string) => void,
): Promise<void> {
  const months = ['2021-01', '2021-02'];
  const job = await createJob(context, months);
  await job.write(
    `lake: ${place.lake}`,
    `warehouse: "${place.warehouse}"`,
    'partitions: { by: month, start: 2021-01, end: 2021-02 }',
    ...(place.lines ?? []),
  );
  const lakeferry = async (...words: string[]) => {
    const finished = await runMain([...words, '--json', '--yes'], job, place.env);
    say(`lakeferry ${words.join(' ')}: exit code ${finished.code}`);
    assert.equal(finished.code, 0, finished.stderr);
    return finished;
  };
  const outcomes = async (...words: string[]) =>
    answerOf(await lakeferry('run', ...words)).results.map(({ partition, outcome }) => `${partition} ${outcome}`);
  assert.deepEqual(
    await outcomes(),
    months.map((month) => `${month} done`),
  );
  assert.deepEqual(await outcomes(), []);
  job.publisher.files.set('/2021-02.csv', `${monthText('2021-02')}4,more\n`);
  assert.deepEqual(await outcomes(), ['2021-02 done']);
  await lakeferry('restore', '2021-02', '--why', 'smoke test');
  assert.deepEqual(await outcomes(), []);
  for (const month of months) await lakeferry('drop', month, '--why', 'smoke test');
  assert.deepEqual(await outcomes(), []);
}
