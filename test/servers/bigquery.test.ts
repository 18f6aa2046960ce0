import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { testFolder, writeParquet } from '../warehouse/fixture.ts';
import { PROJECT, startBigquery } from './bigquery/server.ts';

type Json = Record<string, unknown>;

const DAY = { name: 'partition_date', type: 'DATE', mode: 'REQUIRED' };
const ID = { name: 'id', type: 'INTEGER', mode: 'NULLABLE' };
const NOTE = { name: 'note', type: 'STRING', mode: 'NULLABLE' };

/** A server with a table by months, two months of files, and a client that is as lax as a test wants it. */
async function setUp(context: TestContext) {
  const folder = await testFolder(context);
  const server = await startBigquery({
    objects: async (uri) => (uri.endsWith('gone.parquet') ? undefined : join(folder, uri.slice('gs://lake/'.length))),
  });
  context.after(() => server.close());
  const columns = [
    { name: 'id', type: 'int64', required: false },
    { name: 'partition_date', type: 'date', required: false },
  ];
  await writeParquet(join(folder, 'jan.parquet'), columns, ["1, '2021-01-01'", "2, '2021-01-31'"]);
  await writeParquet(join(folder, 'feb.parquet'), columns, ["3, '2021-02-01'"]);
  await writeParquet(join(folder, 'null.parquet'), columns, ['4, NULL']);
  await writeParquet(
    join(folder, 'note.parquet'),
    [{ name: 'note', type: 'string', required: false }, ...columns],
    ["'x', 5, '2021-02-01'"],
  );
  const send = async (method: string, path: string, body?: Json, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${server.origin}/bigquery/v2/projects/${PROJECT}${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: (text === '' ? {} : JSON.parse(text)) as Json };
  };
  await send('POST', '/datasets', { datasetReference: { datasetId: 'taxi' }, location: 'EU' });
  const made = await send('POST', '/datasets/taxi/tables', {
    tableReference: { tableId: 'trips' },
    schema: { fields: [ID, DAY] },
    timePartitioning: { type: 'MONTH', field: 'partition_date' },
  });
  assert.equal(made.status, 200);
  let ids = 0;
  const insert = (load: Json, reference: Json = {}) =>
    send('POST', '/jobs', {
      jobReference: { projectId: PROJECT, jobId: `job-${++ids}`, location: 'EU', ...reference },
      configuration: {
        load: {
          sourceUris: ['gs://lake/jan.parquet'],
          sourceFormat: 'PARQUET',
          schema: { fields: [ID, DAY] },
          destinationTable: { projectId: PROJECT, datasetId: 'taxi', tableId: 'trips' },
          createDisposition: 'CREATE_NEVER',
          writeDisposition: 'WRITE_APPEND',
          ...load,
        },
      },
    });
  const into = (tableId: string) => ({
    destinationTable: { projectId: PROJECT, datasetId: 'taxi', tableId },
    writeDisposition: 'WRITE_TRUNCATE',
  });
  /** Inserts a job, waits for its end, and gives its errorResult's reason and text, or `ok`. */
  const run = async (load: Json, reference: Json = {}): Promise<string> => {
    const begun = await insert(load, reference);
    assert.equal(begun.status, 200, JSON.stringify(begun.body));
    const { jobId, location } = begun.body['jobReference'] as { jobId: string; location: string };
    for (;;) {
      const { status } = (await send('GET', `/jobs/${jobId}?location=${location}`)).body as {
        status: { state: string; errorResult?: { reason: string; message: string } };
      };
      if (status.state !== 'DONE') continue;
      return status.errorResult === undefined ? 'ok' : `${status.errorResult.reason}: ${status.errorResult.message}`;
    }
  };
  const rows = async () => (await server.sql('SELECT id FROM taxi.trips ORDER BY ALL')).flat().join(' ');
  return { server, send, insert, into, run, rows };
}

/** `400 invalid: text` */
const told = ({ status, body }: { status: number; body: Json }) => {
  const { errors = [] } = (body['error'] ?? {}) as { errors?: { reason: string; message: string }[] };
  return `${status} ${errors[0]?.reason}: ${errors[0]?.message}`;
};

test('a job goes from PENDING over RUNNING to DONE, a look at a time, and writes at its end', async (context) => {
  const { server, send, insert, rows } = await setUp(context);
  server.controls.polls = 3;
  const states: string[] = [];
  const look = (body: Json) => states.push((body['status'] as { state: string }).state);
  look((await insert({}, { jobId: 'mine' })).body);
  for (let at = 0; at < 3; at++) {
    assert.equal(await rows(), '');
    look((await send('GET', '/jobs/mine?location=EU')).body);
  }
  assert.deepEqual(states, ['PENDING', 'RUNNING', 'RUNNING', 'DONE']);
  assert.equal(await rows(), '1 2');
  const { body } = await send('GET', '/jobs/mine?location=EU');
  const { load, creationTime, endTime } = body['statistics'] as { load: Json; creationTime: unknown; endTime: unknown };
  assert.equal(load['outputRows'], '2');
  for (const time of [creationTime, endTime]) {
    assert.equal(typeof time, 'string');
    assert.ok(Math.abs(Number(time) - Date.now()) < 600_000, 'milliseconds');
  }
});

test('a second job of one id is a 409 before anything is written', async (context) => {
  const { server, insert, run, rows } = await setUp(context);
  assert.equal(await run({}, { jobId: 'mine' }), 'ok');
  assert.match(told(await insert({}, { jobId: 'mine' })), /^409 duplicate: Already Exists: Job acme-data:EU\.mine$/);
  await server.settle();
  assert.equal(await rows(), '1 2');
});

test('a job needs its location, to be made and to be found', async (context) => {
  const { send, insert, run } = await setUp(context);
  assert.match(told(await insert({}, { location: undefined })), /^400 invalid: .*location/);
  assert.match(
    await run({}, { location: 'US' }),
    /^notFound: Not found: Dataset acme-data:taxi was not found in location US$/,
  );
  assert.match(
    await run({}, { jobId: 'far', location: 'europe-west3' }),
    /^notFound: .*not found in location europe-west3$/,
  );
  assert.equal((await send('GET', '/jobs/far')).status, 404);
  assert.equal((await send('GET', '/jobs/far?location=EU')).status, 404);
  assert.equal((await send('GET', '/jobs/far?location=europe-west3')).status, 200);
});

test('rows and decorator must agree: else the job fails, in its errorResult, and nothing is written', async (context) => {
  const { run, into, rows } = await setUp(context);
  assert.equal(await run(into('trips$202101')), 'ok');
  assert.match(
    await run({ ...into('trips$202101'), sourceUris: ['gs://lake/feb.parquet'] }),
    /^invalid: Some rows belong to different partitions rather than destination partition acme-data:taxi\.trips\$202101$/,
  );
  for (const decorator of ['2021', '20210101', '2021-01', 'x']) {
    assert.match(await run(into(`trips$${decorator}`)), /^invalid: Invalid partition ID/);
  }
  assert.equal(await rows(), '1 2');
});

test('truncating a partition leaves the others; without a decorator everything goes', async (context) => {
  const { run, into, rows } = await setUp(context);
  await run(into('trips$202101'));
  await run({ ...into('trips$202102'), sourceUris: ['gs://lake/feb.parquet'] });
  assert.equal(await rows(), '1 2 3');
  await run(into('trips$202101'));
  assert.equal(await rows(), '1 2 3');
  await run({ ...into('trips'), sourceUris: ['gs://lake/feb.parquet'] });
  assert.equal(await rows(), '3');
});

test('appending adds, and WRITE_EMPTY refuses what is not empty', async (context) => {
  const { run, rows } = await setUp(context);
  assert.equal(await run({ writeDisposition: 'WRITE_EMPTY' }), 'ok');
  assert.match(
    await run({ writeDisposition: 'WRITE_EMPTY' }),
    /^duplicate: Already Exists: Table acme-data:taxi\.trips$/,
  );
  await run({});
  assert.equal(await rows(), '1 1 2 2');
});

test('what a lax load leaves out or open is a 400 at once', async (context) => {
  const { insert, rows, server } = await setUp(context);
  const refused: [Json, RegExp][] = [
    [{ schema: undefined }, /Schema has no fields/],
    [{ autodetect: true }, /explicit schema/],
    [{ createDisposition: 'CREATE_IF_NEEDED' }, /CREATE_NEVER/],
    [{ createDisposition: undefined }, /CREATE_NEVER/],
    [{ sourceUris: [] }, /at least one source URI/],
    [{ sourceUris: ['gs://lake/*.parquet'] }, /Source URI/],
    [{ sourceUris: ['/tmp/file.parquet'] }, /Source URI/],
    [{ sourceFormat: 'CSV' }, /PARQUET/],
    [{ writeDisposition: 'WRITE_SOMEHOW' }, /writeDisposition/],
    [{ schema: { fields: [{ name: 'a b', type: 'STRING' }] } }, /Invalid field name/],
    [{ schema: { fields: [{ name: 'a', type: 'VARCHAR' }] } }, /VARCHAR/],
    [{ schema: { fields: [ID, { ...ID, name: 'ID' }] } }, /Duplicate field names/],
    [{ schema: { fields: [{ ...ID, type: 'NUMERIC', precision: 10 }] } }, /written as strings/],
    [{ writeDisposition: 'WRITE_TRUNCATE', schemaUpdateOptions: ['ALLOW_FIELD_ADDITION'] }, /Schema update options/],
    [{ writeDisposition: 'WRITE_EMPTY', schemaUpdateOptions: ['ALLOW_FIELD_ADDITION'] }, /Schema update options/],
  ];
  for (const [load, message] of refused) {
    const answer = told(await insert(load));
    assert.match(answer, /^400 invalid: /, JSON.stringify(load));
    assert.match(answer, message);
  }
  assert.match(told(await insert({}, { jobId: 'a.b' })), /^400 invalid: Invalid job ID "a\.b"/);
  assert.equal(server.jobs().length, 0);
  assert.equal(await rows(), '');
});

test("the load's schema must name every column of the table; more need the option, and must be nullable", async (context) => {
  const { server, run, into, rows } = await setUp(context);
  const feb = { ...into('trips$202102'), sourceUris: ['gs://lake/note.parquet'] };
  const fields = (...each: Json[]) => ({ schema: { fields: each } });
  const mismatch = /^invalid: Provided Schema does not match Table acme-data:taxi\.trips\. /;
  for (const [load, why] of [
    [fields(DAY), /Field id is missing in new schema$/],
    [fields({ ...ID, type: 'STRING' }, DAY), /Field id has changed type from INTEGER to STRING$/],
    [fields({ ...ID, mode: 'REQUIRED' }, DAY), /Field id has changed mode from NULLABLE to REQUIRED$/],
    [fields(ID, NOTE, DAY), /Cannot add fields \(field: note\)$/],
    [
      { ...fields(ID, { ...NOTE, mode: 'REQUIRED' }, DAY), schemaUpdateOptions: ['ALLOW_FIELD_ADDITION'] },
      /Cannot add required fields to an existing schema\. Field: note$/,
    ],
  ] as const) {
    const answer = await run({ ...feb, ...load });
    assert.match(answer, mismatch);
    assert.match(answer, why);
  }
  assert.equal(await rows(), '');
  const added = { ...feb, ...fields(ID, NOTE, DAY), schemaUpdateOptions: ['ALLOW_FIELD_ADDITION'] };
  assert.equal(await run(added), 'ok');
  const { fields: now } = (await server.table('taxi', 'trips'))['schema'] as { fields: { name: string }[] };
  assert.deepEqual(
    now.map(({ name }) => name),
    ['id', 'partition_date', 'note'],
  );
});

test('a file must fit its schema: no column beside it, no other type, no null where none may be', async (context) => {
  const { run, rows } = await setUp(context);
  assert.match(
    await run({ sourceUris: ['gs://lake/note.parquet'] }),
    /^invalid: .*column note of gs:\S+ is not in the schema$/,
  );
  assert.match(
    await run({ sourceUris: ['gs://lake/null.parquet'] }),
    /^invalid: .*Required field partition_date cannot be null$/,
  );
  assert.equal(await rows(), '');
});

test('several files are loaded together or not at all, and a missing one is told in the job', async (context) => {
  const { run, rows } = await setUp(context);
  const both = ['gs://lake/jan.parquet', 'gs://lake/gone.parquet'];
  assert.equal(await run({ sourceUris: both }), 'notFound: Not found: URI gs://lake/gone.parquet');
  assert.equal(await rows(), '');
  assert.equal(await run({ sourceUris: ['gs://lake/jan.parquet', 'gs://lake/feb.parquet'] }), 'ok');
  assert.equal(await rows(), '1 2 3');
});

test('no table is made by a load, and no partition of a table without', async (context) => {
  const { run, into, send } = await setUp(context);
  assert.equal(await run(into('others$202101')), 'notFound: Not found: Table acme-data:taxi.others');
  await send('POST', '/datasets/taxi/tables', { tableReference: { tableId: 'whole' }, schema: { fields: [ID, DAY] } });
  assert.match(await run(into('whole$202101')), /^invalid: Cannot load to a partition/);
});

test('a cancelled job ends as stopped and writes nothing; a finished one stays as it is', async (context) => {
  const { server, send, insert, run, rows } = await setUp(context);
  await insert({}, { jobId: 'mine' });
  assert.equal((await send('POST', '/jobs/mine/cancel?location=EU', {})).status, 200);
  await server.settle();
  assert.equal(await rows(), '');
  const { status } = (await send('GET', '/jobs/mine?location=EU')).body as {
    status: { errorResult: { reason: string } };
  };
  assert.equal(status.errorResult.reason, 'stopped');
  assert.equal(await run({}, { jobId: 'other' }), 'ok');
  await send('POST', '/jobs/other/cancel?location=EU', {});
  const other = (await send('GET', '/jobs/other?location=EU')).body;
  assert.deepEqual(other['status'], { state: 'DONE' });
  assert.equal((await send('POST', '/jobs/none/cancel?location=EU', {})).status, 404);
});

test('the quota of a day counts failed loads too', async (context) => {
  const { server, run } = await setUp(context);
  server.controls.loadsPerTable = 2;
  await run({ sourceUris: ['gs://lake/gone.parquet'] });
  assert.equal(await run({}), 'ok');
  assert.match(await run({}), /^quotaExceeded: /);
});

test('a query must say that it is no legacy SQL, a dry one runs nothing, and a cap stops a dear one', async (context) => {
  const { server, send, rows, run } = await setUp(context);
  await run({});
  assert.match(told(await send('POST', '/queries', { query: 'SELECT 1' })), /^400 invalidQuery: .*legacy/);
  const query = { query: 'DELETE FROM trips WHERE true', useLegacySql: false, defaultDataset: { datasetId: 'taxi' } };
  const job = (configuration: Json, jobId: string) =>
    send('POST', '/jobs', { jobReference: { jobId, location: 'EU' }, configuration });
  const dry = await job({ dryRun: true, query }, 'dry');
  assert.deepEqual([dry.status, (dry.body['statistics'] as Json)['totalBytesProcessed']], [200, '1000']);
  assert.match(told(await job({ dryRun: true, query: { ...query, query: 'SELEKT' } }, 'dry')), /^400 invalidQuery/);
  assert.equal((await send('GET', '/jobs/dry?location=EU')).status, 404);
  await job({ query: { ...query, maximumBytesBilled: '999' } }, 'dear');
  await server.settle();
  const { status } = (await send('GET', '/jobs/dear?location=EU')).body as {
    status: { errorResult: { reason: string } };
  };
  assert.equal(status.errorResult.reason, 'bytesBilledLimitExceeded');
  assert.equal(await rows(), '1 2');
  assert.match(told(await job({ query, labels: { Run: 'x' } }, 'labels')), /^400 invalid: Invalid label/);
});

test('a query finds only tables that are there, in the place that it names', async (context) => {
  const { send } = await setUp(context);
  const ask = (table: string, more: Json = {}) =>
    send('POST', '/queries', { query: `SELECT COUNT(*) FROM \`acme-data.${table}\``, useLegacySql: false, ...more });
  const found = await ask('taxi.trips');
  assert.deepEqual([found.status, found.body['rows']], [200, [{ f: [{ v: '0' }] }]]);
  assert.equal((found.body['jobReference'] as Json)['location'], 'EU');
  assert.match(told(await ask('taxi.others')), /^404 notFound: Not found: Table acme-data:taxi\.others/);
  assert.match(told(await ask('bus.trips')), /^404 notFound: Not found: Dataset acme-data:bus/);
  assert.match(told(await ask('taxi.trips', { location: 'US' })), /^404 notFound: .* was not found in location US/);
});

test('datasets and tables: no second one of a name, nothing in a place that is not there, no careless change', async (context) => {
  const { send } = await setUp(context);
  const table = (more: Json) =>
    send('POST', '/datasets/taxi/tables', {
      tableReference: { tableId: 'others' },
      schema: { fields: [ID, DAY] },
      ...more,
    });
  assert.match(told(await send('POST', '/datasets', { datasetReference: { datasetId: 'taxi' } })), /^409 duplicate/);
  assert.match(told(await send('POST', '/datasets', { datasetReference: { datasetId: 'my-taxi' } })), /^400 invalid/);
  assert.match(told(await table({ tableReference: { tableId: 'trips' } })), /^409 duplicate/);
  assert.match(told(await table({ tableReference: { tableId: 'a$1' } })), /^400 invalid/);
  assert.match(told(await table({ schema: undefined })), /^400 invalid: Schema/);
  assert.match(told(await table({ timePartitioning: { type: 'WEEK', field: 'partition_date' } })), /^400 invalid/);
  assert.match(told(await table({ timePartitioning: { type: 'MONTH', field: 'id' } })), /^400 invalid: .*not a DATE/);
  assert.match(told(await table({ clustering: { fields: ['nosuch'] } })), /^400 invalid: .*cannot be found/);
  assert.match(told(await table({ clustering: { fields: ['id', 'id', 'id', 'id', 'id'] } })), /^400 invalid: .*four/);
  assert.equal((await send('POST', '/datasets/bus/tables', { tableReference: { tableId: 't' } })).status, 404);
  const patch = (body: Json, etag?: string) =>
    send('PATCH', '/datasets/taxi/tables/trips', body, etag === undefined ? {} : { 'if-match': etag });
  const { etag } = (await send('GET', '/datasets/taxi/tables/trips')).body as { etag: string };
  assert.equal((await patch({ description: 'one' }, etag)).status, 200);
  assert.match(told(await patch({ description: 'two' }, etag)), /^412 conditionNotMet/);
  assert.match(
    told(await patch({ timePartitioning: { type: 'DAY', field: 'partition_date' } })),
    /^400 invalid: .*partitioning/,
  );
  assert.match(told(await patch({ schema: { fields: [ID] } })), /^400 invalid: .*partition_date is missing/);
  assert.match(told(await patch({ schema: { fields: [ID, DAY, { ...NOTE, mode: 'REQUIRED' }] } })), /^400 .*required/);
  assert.equal((await patch({ schema: { fields: [ID, DAY, NOTE] } })).status, 200);
  assert.match(told(await send('PATCH', '/datasets/taxi', { location: 'US' })), /^400 invalid: .*location/);
  assert.match(told(await send('DELETE', '/datasets/taxi')), /^400 resourceInUse/);
  assert.equal((await send('DELETE', '/datasets/taxi/tables/trips')).status, 204);
  assert.equal((await send('GET', '/datasets/taxi/tables/trips')).status, 404);
  assert.equal((await send('DELETE', '/datasets/taxi')).status, 204);
  assert.equal((await send('GET', '/datasets/taxi')).status, 404);
});

test('only JSON, only the project that is served, only the token that is asked for', async (context) => {
  const { server, send } = await setUp(context);
  assert.match(told(await send('POST', '/jobs', {}, { 'content-type': 'text/plain' })), /^400 invalid: .*JSON/);
  assert.equal((await fetch(`${server.origin}/bigquery/v2/projects/other/datasets/taxi`)).status, 404);
  assert.equal((await send('GET', '/models/x')).status, 404);
  server.controls.tokens = new Set(['right']);
  assert.match(told(await send('GET', '/datasets/taxi')), /^401 authError/);
  assert.equal((await send('GET', '/datasets/taxi', undefined, { authorization: 'Bearer right' })).status, 200);
});
