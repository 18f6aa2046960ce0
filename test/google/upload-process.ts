/**
 * A process that puts one file into a bucket as a job on GitHub would: keyless, under Google's own names. Where it hears
 * `later`, its clock jumps two hours ahead.
 */
import { mock } from 'node:test';
import { createLogin } from '../../src/google/login.ts';
import { createHttp } from '../../src/http/client.ts';
import { locationOf } from '../../src/lake/gcs/location.ts';
import { createGcsStore } from '../../src/lake/gcs/store.ts';
import { nodeFiles } from '../../src/runtime/node-files.ts';
import { hastyClock } from '../lake/gcs-fixture.ts';
import { ACCOUNT, PROVIDER } from '../servers/tokens.ts';
import { listLog } from '../warehouse/fixture.ts';

const [url = '', file = '', sha256 = '', bytes = ''] = process.argv.slice(2);
const log = listLog();
const login = createLogin({
  env: process.env,
  federation: { workloadIdentityProvider: PROVIDER, serviceAccount: ACCOUNT },
  http: createHttp(),
  log,
});
const store = createGcsStore({
  location: locationOf(url),
  connect: () => login.connect('storage'),
  files: nodeFiles,
  clock: hastyClock(),
  log,
});
process.on('message', () => {
  mock.timers.enable({ apis: ['Date'], now: Date.now() + 2 * 3_600_000 });
  process.send?.('it is later');
});
await store.create('month.parquet', { file, sha256, bytes: Number(bytes) });
process.exit();
