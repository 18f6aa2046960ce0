import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { inspect } from 'node:util';
import { LakeferryError } from '../../src/base/errors.ts';
import type { GoogleLogin, LoginOptions } from '../../src/google/login.ts';
import { createLogin } from '../../src/google/login.ts';
import { createHttp } from '../../src/http/client.ts';
import { locationOf } from '../../src/lake/gcs/location.ts';
import { createGcsStore } from '../../src/lake/gcs/store.ts';
import { nodeFiles } from '../../src/runtime/node-files.ts';
import { resolveTarget } from '../../src/warehouse/bigquery/target.ts';
import { createBigqueryWarehouse } from '../../src/warehouse/bigquery/warehouse.ts';
import { runMain } from '../cli/in-process.ts';
import { createJob } from '../job/job.ts';
import { hastyClock } from '../lake/gcs-fixture.ts';
import { PROJECT } from '../servers/bigquery/server.ts';
import { type Cloud, startCloud } from '../servers/cloud.ts';
import { ACCOUNT, PROVIDER, startTokens, type TokenServer } from '../servers/tokens.ts';
import { contentOf } from '../suites/store.ts';
import { listLog, testFolder } from '../warehouse/fixture.ts';

interface Place {
  tokens: TokenServer;
  cloud: Cloud;
  log: ReturnType<typeof listLog>;
  login(options?: Partial<LoginOptions>): GoogleLogin;
  /** A lake and a warehouse that one login opens. */
  open(login: GoogleLogin): {
    store: ReturnType<typeof createGcsStore>;
    warehouse: ReturnType<typeof createBigqueryWarehouse>;
  };
}

async function setUp(context: TestContext): Promise<Place> {
  const tokens = await startTokens();
  const cloud = await startCloud(['my-lake']);
  context.after(async () => {
    await tokens.close();
    await cloud.close();
  });
  cloud.storage.tokens = tokens.valid;
  cloud.bigquery.controls.tokens = tokens.valid;
  const log = listLog();
  return {
    tokens,
    cloud,
    log,
    login: (options = {}) =>
      createLogin({
        env: tokens.env,
        federation: { workloadIdentityProvider: PROVIDER, serviceAccount: ACCOUNT },
        http: createHttp(),
        log,
        endpoints: { sts: tokens.origin, iam: tokens.origin },
        ...options,
      }),
    open: (login) => ({
      store: createGcsStore({
        location: locationOf('gs://my-lake/data'),
        connect: async () => ({ ...(await login.connect('storage')), apiEndpoint: cloud.storage.origin }),
        files: nodeFiles,
        clock: hastyClock(),
        log,
      }),
      warehouse: createBigqueryWarehouse({
        target: resolveTarget({ url: `bigquery://${PROJECT}/taxi`, dataset: 'yellow' }),
        settings: { location: 'EU' },
        connection: async () => ({ ...(await login.connect('bigquery')), apiEndpoint: cloud.bigquery.origin }),
        loads: () => new Map(),
        clock: hastyClock(),
        log,
      }),
    }),
  };
}

const ROUND = ['github', 'sts', 'iam'];
const idle = () => new AbortController().signal;

test('without a key: GitHub’s token becomes Google’s, once for a lake and a warehouse and many calls at once', async (context) => {
  const { tokens, login, open, cloud, log } = await setUp(context);
  const { store, warehouse } = open(login());
  await Promise.all(Array.from({ length: 8 }, (_, at) => store.create(`a${at}`, Buffer.from('x'))));
  assert.equal(await contentOf(store, 'a3'), 'x');
  assert.equal(await warehouse.rows(idle()), undefined);
  assert.deepEqual(tokens.calls, ROUND);
  // Nothing that opens a door is kept anywhere but in memory.
  const kept = cloud.storage
    .names('my-lake')
    .map((name) => JSON.stringify(cloud.storage.state.buckets.get('my-lake')?.get(name)));
  for (const text of [...kept, JSON.stringify(cloud.bigquery.jobs()), ...log.lines])
    assert.doesNotMatch(text, /canary/);
});

test('G6: a token that runs out between two calls is exchanged for a new one, once', async (context) => {
  const { tokens, login, open } = await setUp(context);
  const { store, warehouse } = open(login());
  await store.create('a', Buffer.from('x'));
  context.mock.timers.enable({ apis: ['Date'], now: Date.now() + 2 * 3_600_000 });
  tokens.valid.clear();
  await Promise.all([store.get('a'), store.get('a'), store.create('b', Buffer.from('y'))]);
  assert.equal(await warehouse.rows(idle()), undefined);
  assert.deepEqual(tokens.calls, [...ROUND, ...ROUND]);
});

test('without a service account the pool itself has the roles: one exchange less', async (context) => {
  const { tokens, login, open } = await setUp(context);
  tokens.federatedIsEnough = true;
  const { store } = open(login({ federation: { workloadIdentityProvider: PROVIDER } }));
  await store.create('a', Buffer.from('x'));
  assert.deepEqual(tokens.calls, ['github', 'sts']);
});

test('the "google:" block of a pipeline file decides how a run logs in', async (context) => {
  const job = await createJob(context);
  const block = `google: { workload_identity_provider: ${PROVIDER}, service_account: ${ACCOUNT} }`;
  await job.write('lake: gs://my-lake', block);
  const refused = await runMain(['plan'], job, { GITHUB_ACTIONS: 'true' });
  assert.equal(refused.code, 2);
  assert.match(refused.stdout + refused.stderr, /permissions: \{ contents: read, id-token: write \}/);
});

test('a key file is taken with a warning that it can be done without one', async (context) => {
  const { login, log } = await setUp(context);
  const file = join(await testFolder(context), 'key.json');
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const private_key = privateKey.export({ type: 'pkcs8', format: 'pem' });
  await writeFile(
    file,
    JSON.stringify({ type: 'service_account', client_email: ACCOUNT, private_key, project_id: 'p' }),
  );
  // Google itself is not asked: nobody listens at this proxy.
  const before = process.env['HTTPS_PROXY'];
  process.env['HTTPS_PROXY'] = 'http://127.0.0.1:9';
  context.after(() => {
    if (before === undefined) delete process.env['HTTPS_PROXY'];
    else process.env['HTTPS_PROXY'] = before;
  });
  await assert.rejects(
    login({ federation: undefined, env: { GOOGLE_APPLICATION_CREDENTIALS: file } }).connect('storage'),
    {
      code: 'GOOGLE_LOGIN',
      exitCode: 1,
    },
  );
  assert.ok(
    log.lines.some((line) => /by the key of a service account.*docs\/google-cloud\.md/.test(line)),
    log.lines.join(),
  );
});

test('a job without the right to its identity is told what to add, where', async (context) => {
  const { login, tokens } = await setUp(context);
  await assert.rejects(login({ env: { GITHUB_ACTIONS: 'true' } }).connect('storage'), {
    code: 'GOOGLE_ID_TOKEN',
    exitCode: 2,
    message: /permissions: \{ contents: read, id-token: write \}/,
  });
  await assert.rejects(login({ env: {} }).connect('storage'), {
    code: 'GOOGLE_ID_TOKEN',
    message: /on a laptop remove it and run "gcloud auth application-default login"/,
  });
  assert.deepEqual(tokens.calls, []);
});

test('a login that is refused is the user’s, one that is not answered an outage; neither tells a token', async (context) => {
  const { login, tokens, log } = await setUp(context);
  const cases: [service: string, status: number, code: string, kind: string][] = [
    ['github', 401, 'GOOGLE_ID_TOKEN', 'OutageError'],
    ['github', 503, 'GOOGLE_ID_TOKEN', 'OutageError'],
    ['sts', 400, 'GOOGLE_LOGIN', 'ConfigurationError'],
    ['iam', 403, 'GOOGLE_LOGIN', 'ConfigurationError'],
  ];
  for (const [service, status, code, kind] of cases) {
    tokens.refuse.set(service, status);
    await assert.rejects(login().connect('storage'), (error: unknown) => {
      assert.ok(error instanceof LakeferryError, inspect(error));
      assert.deepEqual([error.code, error.name], [code, kind], error.message);
      assert.doesNotMatch(error.message, /canary/);
      assert.doesNotMatch(error.message, /\n/);
      return true;
    });
    tokens.refuse.clear();
  }
  assert.doesNotMatch(log.lines.join('\n'), /canary/);
});

test('credentials as google-github-actions/auth leaves them are taken from where the variable points', async (context) => {
  const { tokens, login, open } = await setUp(context);
  const folder = await testFolder(context);
  const file = join(folder, 'gha-creds.json');
  await writeFile(
    file,
    JSON.stringify({
      type: 'external_account',
      audience: `//iam.googleapis.com/${PROVIDER}`,
      subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
      token_url: `${tokens.origin}/v1/token`,
      service_account_impersonation_url: `${tokens.origin}/v1/projects/-/serviceAccounts/${ACCOUNT}:generateAccessToken`,
      credential_source: {
        url: `${tokens.env['ACTIONS_ID_TOKEN_REQUEST_URL']}&audience=${encodeURIComponent(`https://iam.googleapis.com/${PROVIDER}`)}`,
        headers: { Authorization: `Bearer ${tokens.env['ACTIONS_ID_TOKEN_REQUEST_TOKEN']}` },
        format: { type: 'json', subject_token_field_name: 'value' },
      },
    }),
  );
  const { store } = open(login({ federation: undefined, env: { GOOGLE_APPLICATION_CREDENTIALS: file } }));
  await store.create('a', Buffer.from('x'));
  assert.equal(await contentOf(store, 'a'), 'x');
  assert.deepEqual(tokens.calls, ROUND);
  await assert.rejects(
    login({ federation: undefined, env: { GOOGLE_APPLICATION_CREDENTIALS: `${file}.none` } }).connect('storage'),
    {
      code: 'GOOGLE_LOGIN',
      message: /check GOOGLE_APPLICATION_CREDENTIALS/,
    },
  );
});

test('an emulator is told by Google’s own variables, and asks for no login', async (context) => {
  const { tokens, login } = await setUp(context);
  const emulated = login({ env: { STORAGE_EMULATOR_HOST: 'localhost:4443', BIGQUERY_EMULATOR_HOST: 'http://b:9050' } });
  assert.equal((await emulated.connect('storage')).apiEndpoint, 'http://localhost:4443');
  assert.equal((await emulated.connect('bigquery')).apiEndpoint, 'http://b:9050');
  assert.deepEqual(tokens.calls, []);
});
