import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runMain } from '../cli/in-process.ts';
import { createJob } from '../job/job.ts';
import { newPlace, withPostgres } from '../warehouse/postgres.ts';
import { doctor, findingsOf, wordsOf } from './bench.ts';

await withPostgres((server) => {
  test('PostgreSQL: a sound set-up has nothing wrong, before its first run and after it', async (context) => {
    const job = await createJob(context);
    const place = await newPlace(context, server);
    await job.write('warehouse: "$' + '{TRIPS_URL}"');
    const env = { TRIPS_URL: place.url };
    const first = await doctor(job, env);
    assert.deepEqual([first.code, findingsOf(first)], [0, []], first.stdout);
    assert.equal((await runMain(['run'], job, env)).code, 0);
    const second = await doctor(job, env);
    assert.deepEqual([second.code, findingsOf(second)], [0, []], second.stdout);
  });

  test('postgres-unreachable: a wrong password, which is shown nowhere, and a server that is not there', async (context) => {
    const job = await createJob(context);
    const place = await newPlace(context, server);
    await job.write('warehouse: "$' + '{TRIPS_URL}"');
    const wrong = await doctor(job, { TRIPS_URL: server.url(place.database, { password: 'canary-password' }) });
    assert.deepEqual([wrong.code, findingsOf(wrong)], [2, ['fail postgres-unreachable']]);
    assert.ok(!`${wrong.stdout}${wrong.stderr}`.includes('canary-password'));
    const absent = await doctor(job, { TRIPS_URL: 'postgres://user:word@127.0.0.1:9/nowhere' });
    assert.deepEqual([absent.code, findingsOf(absent)], [1, ['fail postgres-unreachable']]);
  });

  test('postgres-denied: a user without rights on schema, tables or new columns', async (context) => {
    const job = await createJob(context);
    const place = await newPlace(context, server);
    await job.write('warehouse: "$' + '{TRIPS_URL}"');
    const user = `reader_${place.database}`;
    await place.query(`CREATE ROLE ${user} LOGIN PASSWORD 'a-word-of-its-own'`);
    const env = { TRIPS_URL: server.url(place.database, { user, password: 'a-word-of-its-own' }) };
    const first = await doctor(job, env);
    assert.deepEqual([first.code, findingsOf(first)], [2, ['fail postgres-denied']]);
    assert.match(wordsOf(first, 'postgres-denied'), /GRANT CREATE ON schema public TO the user/);
    assert.equal((await runMain(['run'], job, { TRIPS_URL: place.url })).code, 0);
    await job.write(
      'warehouse: "$' + '{TRIPS_URL}"',
      'columns: { id: { type: int64, required: true }, note: { type: string }, tip: { type: string, optional: true } }',
    );
    const second = await doctor(job, env);
    assert.deepEqual(findingsOf(second), ['fail postgres-denied'], second.stdout);
    assert.match(wordsOf(second, 'postgres-denied'), /GRANT DELETE ON table "public"\."trips"/);
    assert.match(wordsOf(second, 'postgres-denied'), /ownership of table "public"\."trips"/);
  });
});
