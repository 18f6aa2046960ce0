import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfigurationError } from '../../src/base/errors.ts';
import { problemOf } from '../../src/google/problem.ts';
import { callFailure, isPassing } from '../../src/warehouse/bigquery/failure.ts';
import { resolveTarget } from '../../src/warehouse/bigquery/target.ts';
import { createBigqueryWarehouse } from '../../src/warehouse/bigquery/warehouse.ts';
import { testClock } from './bigquery-fixture.ts';
import { listLog } from './fixture.ts';

const target = resolveTarget({ url: 'bigquery://acme-data/taxi/yellow', dataset: 'yellow' });

test('status, reason and text are found wherever the client puts them', () => {
  const errors = [{ reason: 'rateLimitExceeded', message: 'too\n many' }];
  assert.deepEqual(problemOf({ code: 403, errors, message: 'other' }), {
    status: 403,
    reason: 'rateLimitExceeded',
    message: 'too many',
  });
  assert.deepEqual(problemOf({ code: 'ECONNRESET', message: 'reset' }), { message: 'reset' });
  assert.deepEqual(problemOf({ response: { status: 502 }, message: 'bad' }), { status: 502, message: 'bad' });
  assert.deepEqual(problemOf({ code: 'x', response: { statusCode: 500 }, message: 'y' }), {
    status: 500,
    message: 'y',
  });
  assert.deepEqual(problemOf('text'), { message: 'text' });
  assert.deepEqual(problemOf(undefined), { message: 'undefined' });
});

test('what passes by itself is told from what does not', () => {
  const passing = (status?: number, reason?: string) =>
    isPassing({
      message: '',
      ...(status === undefined ? {} : { status }),
      ...(reason === undefined ? {} : { reason }),
    });
  for (const status of [408, 429, 500, 502, 503, 504, undefined]) assert.equal(passing(status), true, String(status));
  for (const status of [400, 401, 403, 404, 409, 412, 501]) assert.equal(passing(status), false, String(status));
  for (const reason of ['rateLimitExceeded', 'backendError', 'internalError', 'jobRateLimitExceeded']) {
    assert.equal(passing(403, reason), true, reason);
  }
  assert.equal(passing(403, 'quotaExceeded'), false);
  assert.equal(passing(undefined, 'quotaExceeded'), false);
});

test('an account that is missing, and one that may not, are two mistakes with two ways out', () => {
  const none = callFailure(target, 'x', new Error('Could not load the default credentials. Browse to …'));
  assert.deepEqual([none.code, none.exitCode], ['WAREHOUSE_LOGIN', 2]);
  assert.match(none.message, /gcloud auth application-default login/);
  const denied = callFailure(target, 'x', { code: 403, errors: [{ reason: 'accessDenied', message: 'no' }] });
  assert.deepEqual([denied.code, denied.exitCode], ['WAREHOUSE_DENIED', 2]);
  const own = new ConfigurationError('GOOGLE_LOGIN', 'said already');
  assert.equal(callFailure(target, 'x', own), own);
});

test('what the login throws, and a bug, come out as they are and are not tried again', async () => {
  for (const thrown of [new ConfigurationError('GOOGLE_LOGIN', 'no login'), new TypeError('a bug')]) {
    let asked = 0;
    const warehouse = createBigqueryWarehouse({
      target,
      settings: {},
      connection: async () => {
        asked += 1;
        throw thrown;
      },
      loads: () => new Map(),
      clock: testClock(),
      log: listLog(),
    });
    await assert.rejects(warehouse.rows(new AbortController().signal), (error) => error === thrown);
    assert.equal(asked, 1);
  }
});

test('BIGQUERY_EMULATOR_HOST bends no path: the endpoint that was given is asked, below /bigquery/v2', async (context) => {
  const before = process.env['BIGQUERY_EMULATOR_HOST'];
  context.after(() => {
    if (before === undefined) delete process.env['BIGQUERY_EMULATOR_HOST'];
    else process.env['BIGQUERY_EMULATOR_HOST'] = before;
  });
  process.env['BIGQUERY_EMULATOR_HOST'] = 'http://127.0.0.1:1';
  const { connect } = await import('../../src/warehouse/bigquery/library.ts');
  assert.equal((await connect({}, 'acme-data')).baseUrl, 'http://127.0.0.1:1/bigquery/v2');
  const given = await connect({ apiEndpoint: 'http://127.0.0.1:2' }, 'acme-data');
  assert.equal(given.baseUrl, 'http://127.0.0.1:2/bigquery/v2');
});
