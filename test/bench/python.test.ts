import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { peersOf } from '../../bench/peers.ts';
import { findPython } from '../../bench/python.ts';
import { testFolder } from './folder.ts';

test('where no Python with the peers is, each of them says how it comes', async (t) => {
  const folder = await testFolder(t);
  const python = await findPython({ make: false, env: { LAKEFERRY_TOOLS: folder } });
  assert.deepEqual(python, { absent: 'not here: `npm run bench -- --python` makes an environment for it' });
  const polars = peersOf(python, 'all').find(({ key }) => key === 'polars');
  assert.match(String(polars?.program('job.json', 'zstd')), /--python/);
});

test('an interpreter that does not run is told by its name', async (t) => {
  const program = join(await testFolder(t), 'python');
  const python = await findPython({ make: false, env: { PYTHON: program } });
  assert.ok('absent' in python && python.absent.startsWith(`${program} does not run: `));
});

test('a peer that an interpreter lacks is told, one that it has is a program with its version', () => {
  const peers = peersOf({ program: '/opt/python', versions: { polars: '2.1.0' } }, 'all');
  const by = new Map(peers.map((peer) => [peer.key, peer]));
  assert.equal(by.get('pandas')?.program('job.json', 'zstd'), '/opt/python has no pandas');
  assert.deepEqual(by.get('polars')?.versions, { polars: '2.1.0' });
  assert.ok(typeof by.get('polars')?.program('job.json', 'zstd') === 'object');
});
