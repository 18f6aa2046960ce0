import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { sha256 } from '../../src/base/hash.ts';
import { lakeferry } from '../job/cli-process.ts';
import { createJob } from '../job/job.ts';
import { PROJECT } from '../servers/bigquery/server.ts';
import { startCloud } from '../servers/cloud.ts';
import { startNamedHosts } from '../servers/named-hosts.ts';
import { ACCOUNT, PROVIDER, startTokens } from '../servers/tokens.ts';
import { testFolder } from '../warehouse/fixture.ts';

const UPLOAD = fileURLToPath(new URL('upload-process.ts', import.meta.url));
const ROUND = ['github', 'sts', 'iam'];

/** Google as a job on GitHub meets it: no variable says where it is, and each call has to bring a token that is valid. */
async function setUp(context: TestContext) {
  const tokens = await startTokens();
  const cloud = await startCloud(['my-lake']);
  cloud.storage.tokens = tokens.valid;
  cloud.bigquery.controls.tokens = tokens.valid;
  cloud.bigquery.controls.polls = 0;
  const names = await startNamedHosts({
    'storage.googleapis.com': cloud.storage.origin,
    'bigquery.googleapis.com': cloud.bigquery.origin,
    'sts.googleapis.com': tokens.origin,
    'iamcredentials.googleapis.com': tokens.origin,
  });
  context.after(async () => {
    await names.close();
    await cloud.close();
    await tokens.close();
  });
  const folder = await testFolder(context);
  const cert = join(folder, 'cert.pem');
  await writeFile(cert, names.cert);
  return { tokens, cloud, names, folder, env: { ...tokens.env, ...names.env, NODE_EXTRA_CA_CERTS: cert } };
}

test('a keyless run under Google’s own names: one login, bucket and table hold the month, no token is kept or shown', async (context) => {
  const { tokens, cloud, names, env } = await setUp(context);
  const job = await createJob(context, ['2021-01']);
  await job.write(
    'lake: gs://my-lake/data',
    `warehouse: "bigquery://${PROJECT}/taxi"`,
    'bigquery: { location: EU }',
    `google: { workload_identity_provider: ${PROVIDER}, service_account: ${ACCOUNT} }`,
    'partitions: { by: month, start: 2021-01, end: 2021-01 }',
  );
  const { code, stdout, stderr } = await lakeferry(['run', '--json', '--yes'], job.folder, env);
  assert.equal(code, 0, stderr);
  assert.deepEqual(await cloud.bigquery.sql('SELECT count(*) FROM taxi.trips'), [['3']]);
  assert.deepEqual(tokens.calls, ROUND);
  assert.deepEqual(names.asked().sort(), [
    'bigquery.googleapis.com',
    'iamcredentials.googleapis.com',
    'storage.googleapis.com',
    'sts.googleapis.com',
  ]);
  const kept = cloud.storage.names('my-lake').map((name) => String(cloud.storage.content('my-lake', name)));
  for (const text of [stdout, stderr, ...kept]) assert.doesNotMatch(text, /canary/);
});

test('G6: a token that runs out between two chunks of one upload is exchanged for one new one', async (context) => {
  const { tokens, cloud, folder, env } = await setUp(context);
  // Three chunks.
  const content = randomBytes(20 * 2 ** 20);
  const path = join(folder, 'month.parquet');
  await writeFile(path, content);
  let child: ChildProcess | undefined;
  const brought: string[] = [];
  cloud.storage.onCall = async (route, request) => {
    if (route !== 'sessions.put') return;
    const [first] = brought;
    if (first !== undefined) tokens.valid.delete(first.replace('Bearer ', ''));
    brought.push(request.headers.authorization ?? '');
    if (first !== undefined) return;
    // While the first chunk waits for its answer, the clock of the process jumps. The next token outlives that.
    tokens.lifetime = 4 * 3600;
    const isLater = new Promise((resolve) => child?.once('message', resolve));
    child?.send('later');
    await isLater;
  };
  const words = ['gs://my-lake/data', path, sha256(content), String(content.length)];
  const code = await new Promise((resolve) => {
    child = fork(UPLOAD, words, { env: { ...process.env, ...env } });
    child.on('exit', resolve);
  });
  assert.equal(code, 0);
  assert.ok(cloud.storage.content('my-lake', 'data/month.parquet')?.equals(content));
  assert.deepEqual(
    cloud.storage.calls.filter((call) => call.startsWith('sessions')),
    ['sessions.begin', 'sessions.put', 'sessions.put', 'sessions.put'],
  );
  assert.deepEqual(tokens.calls, [...ROUND, ...ROUND]);
  const [first, ...others] = brought;
  assert.equal(new Set(others).size, 1);
  assert.notEqual(others[0], first);
});
