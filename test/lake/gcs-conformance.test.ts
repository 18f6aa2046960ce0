import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Store } from '../../src/base/ports/store.ts';
import type { Fault, Route } from '../servers/gcs/server.ts';
import { contentOf, namesBelow } from '../suites/store.ts';
import { BUCKET, openBucket } from './gcs-fixture.ts';

/** Google's own scenarios for clients: https://github.com/googleapis/conformance-tests/tree/main/storage/v1 */
const FILE = fileURLToPath(
  new URL('../../../shared/corpora/gcs-retry-conformance/retryStrategyTestData.json', import.meta.url),
);

interface Scenario {
  id: number;
  cases: { instructions: string[] }[];
  methods: { name: string; group?: string }[];
  expectSuccess: boolean;
}

const LARGE = Buffer.alloc(20 * 2 ** 20, 'large object, ');

/** Calls that the lake makes, by Google's names: what brings them about, and whether they bring their condition. */
const OURS: Record<string, { routes: Route[]; conditional: boolean; act: (store: Store) => Promise<unknown> }> = {
  'storage.objects.get': {
    routes: ['objects.get', 'objects.read'],
    conditional: false,
    act: (store) => contentOf(store, 'a'),
  },
  'storage.objects.list': { routes: ['objects.list'], conditional: false, act: (store) => namesBelow(store, '') },
  'storage.objects.insert': {
    routes: ['objects.insert'],
    conditional: true,
    act: (store) => store.create('b', Buffer.from('x')),
  },
  'storage.objects.delete': { routes: ['objects.delete'], conditional: true, act: (store) => store.delete('a') },
  'storage.resumable.upload': {
    routes: ['sessions.begin', 'sessions.put'],
    conditional: true,
    act: (store) => store.create('b', LARGE),
  },
};

function faultOf(instruction: string, route: Route): (Fault | undefined)[] {
  const [, status, kibibytes] = /^return-(\d+)(?:-after-(\d+)K)?$/.exec(instruction) ?? [];
  if (instruction === 'return-reset-connection') return [{ kind: 'reset' }];
  assert.ok(status !== undefined, `unknown instruction ${instruction}`);
  if (kibibytes === undefined) return [{ kind: 'status', status: Number(status) }];
  // Bytes are counted over the whole object, and a chunk has eight MiB.
  const [chunks, rest] = [Math.floor(Number(kibibytes) / 8192), Number(kibibytes) % 8192];
  const passing = Array.from({ length: chunks }, () => undefined);
  if (route !== 'sessions.put') return [undefined];
  return [
    ...passing,
    rest === 0
      ? { kind: 'status', status: Number(status) }
      : { kind: 'late', status: Number(status), bytes: rest * 1024 },
  ];
}

const present = existsSync(FILE);
const scenarios = present ? (JSON.parse(readFileSync(FILE, 'utf8')) as { retryTests: Scenario[] }).retryTests : [];

describe('Google’s retry scenarios, for each call of a lake', {
  skip: !present && 'the corpora are not here',
}, async () => {
  const { server, open } = await openBucket();
  let lakes = 0;
  for (const { id, cases, methods, expectSuccess } of scenarios) {
    for (const { name, group } of methods) {
      const ours = OURS[group ?? name];
      // Without a condition ours are those that need none.
      if (ours === undefined || (id === 3 && ours.conditional)) continue;
      for (const { instructions } of cases) {
        for (const route of ours.routes) {
          test(`G1: scenario ${id}: ${group ?? name}, ${route}: ${instructions.join(', ')}`, async () => {
            const store = open(`gs://${BUCKET}/s${++lakes}`);
            server.put(BUCKET, `s${lakes}/a`, 'content');
            server.fault(route, ...instructions.flatMap((instruction) => faultOf(instruction, route)));
            server.calls.length = 0;
            if (expectSuccess) await ours.act(store);
            else await assert.rejects(ours.act(store));
            // Not one call more than the faults ask for, and one to find out.
            const tried = server.calls.filter((call) => call === route).length;
            if (!expectSuccess) assert.equal(tried, instructions.length);
          });
        }
      }
    }
  }

  test('no scenario is left out that touches a call of ours', () => {
    const touched = scenarios.filter(({ methods }) =>
      methods.some(({ name, group }) => OURS[group ?? name] !== undefined),
    );
    assert.deepEqual(
      touched.map(({ id }) => id),
      [1, 2, 3, 5, 6, 7],
    );
  });
});
