import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { access } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { installGoTool } from '../../scripts/go-tool.ts';
import { sha256 } from '../../src/base/hash.ts';
import type { Store } from '../../src/base/ports/store.ts';
import { locationOf } from '../../src/lake/gcs/location.ts';
import { createGcsStore } from '../../src/lake/gcs/store.ts';
import { nodeFiles } from '../../src/runtime/node-files.ts';
import { hastyClock } from '../lake/gcs-fixture.ts';
import { createWorkspace } from '../lake/workspace.ts';
import { freePort } from '../servers/free-port.ts';
import { contentOf, storeSuite } from '../suites/store.ts';
import { listLog } from '../warehouse/fixture.ts';

/** Somebody else's idea of Google's storage: it shares no line with ours. */
const TOOL = {
  name: 'fake-gcs-server',
  version: '1.56.1',
  source: 'github.com/fsouza/fake-gcs-server',
  takes: 'about three minutes',
  // It tells no version: the folder's name has it.
  isThere: (path: string) =>
    access(path).then(
      () => true,
      () => false,
    ),
};

const workspace = createWorkspace();
let server: ChildProcess;
let origin = '';
let lakes = 0;

before(async () => {
  const path = await installGoTool(TOOL);
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  const words = [
    '-scheme',
    'http',
    '-host',
    '127.0.0.1',
    '-port',
    String(port),
    '-backend',
    'memory',
    '-external-url',
    origin,
  ];
  server = spawn(path, words, { stdio: 'ignore' });
  for (let tries = 0; ; tries++) {
    const made = await fetch(`${origin}/storage/v1/b?project=p`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'my-lake' }),
    }).catch(() => undefined);
    if (made?.ok === true) return;
    assert.ok(tries < 100, 'fake-gcs-server did not start');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
});
after(() => void server?.kill());

const open = (): Store =>
  createGcsStore({
    location: locationOf(`gs://my-lake/lakes/${++lakes}`),
    connect: async () => ({ apiEndpoint: origin }),
    files: nodeFiles,
    clock: hastyClock(),
    log: listLog(),
  });

storeSuite(
  'fake-gcs-server',
  async () => open(),
  (content) => workspace.file(content),
);

test('a file of 20 MiB goes up in chunks and comes back as it was', async () => {
  const store = open();
  const body = await workspace.file(Buffer.alloc(20 * 2 ** 20, 'large object, '));
  await store.create('a', body);
  assert.equal(sha256((await contentOf(store, 'a')) ?? ''), body.sha256);
});
