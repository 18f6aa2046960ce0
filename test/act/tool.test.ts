import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { toolsFolder } from '../../scripts/tools-folder.ts';
import { ACT_VERSION, installAct } from './tool.ts';

let root = '';

before(async () => {
  root = await mkdtemp(join(tmpdir(), 'lakeferry-tool-'));
});

after(() => rm(root, { recursive: true }));

/** An environment with a stand-in for Go, which tells how it was called and "builds" a script. */
async function environmentWith(go: string | undefined): Promise<{ environment: Record<string, string>; log: string }> {
  const folder = await mkdtemp(join(root, 'machine-'));
  const bin = join(folder, 'bin');
  await mkdir(bin);
  const log = join(folder, 'log');
  if (go !== undefined) {
    await writeFile(join(bin, 'go'), `#!/bin/sh\necho "$@ GOFLAGS=$GOFLAGS" >> "${log}"\n${go}\n`);
    await chmod(join(bin, 'go'), 0o755);
  }
  return {
    environment: { PATH: go === undefined ? bin : `${bin}:/usr/bin:/bin`, LAKEFERRY_TOOLS: join(folder, 'tools') },
    log,
  };
}

const BUILDS = `printf '#!/bin/sh\\necho act version ${ACT_VERSION}\\n' > "$GOBIN/act"; chmod 755 "$GOBIN/act"`;

test('act is built once, pinned, and found from then on', async () => {
  const { environment, log } = await environmentWith(BUILDS);
  const said: string[] = [];
  const install = () => installAct({ environment, say: (line) => said.push(line) });
  const act = await install();
  assert.equal(act, join(environment['LAKEFERRY_TOOLS'] ?? '', `act-${ACT_VERSION}`, 'act'));
  assert.equal(await install(), act);
  const calls = (await readFile(log, 'utf8')).trim().split('\n');
  assert.deepEqual(calls, [`install -trimpath -ldflags=-s -w github.com/nektos/act@v${ACT_VERSION} GOFLAGS=-mod=mod`]);
  assert.equal(said.length, 1);
  assert.deepEqual(await readdir(join(act, '..')), ['act'], 'nothing of the build is left');
});

test('a binary that was put there by hand will do; one of another version is built anew', async () => {
  const { environment, log } = await environmentWith(BUILDS);
  const folder = join(environment['LAKEFERRY_TOOLS'] ?? '', `act-${ACT_VERSION}`);
  const put = async (version: string) => {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'act'), `#!/bin/sh\necho act version ${version}\n`, { mode: 0o755 });
  };
  await put(ACT_VERSION);
  await installAct({ environment, say: () => {} });
  await assert.rejects(readFile(log), { code: 'ENOENT' });
  await put('0.1.0');
  await installAct({ environment, say: () => {} });
  assert.match(await readFile(log, 'utf8'), /^install /);
});

test('without Go one line says what is missing and what to do', async () => {
  const { environment } = await environmentWith(undefined);
  await assert.rejects(installAct({ environment, say: () => {} }), {
    code: 'ACT_NEEDS_GO',
    exitCode: 2,
    message:
      `act ${ACT_VERSION} is not installed, and Go, which builds it, is not on PATH; install Go 1.25 or newer ` +
      `(https://go.dev/dl), or put the act binary at ${environment['LAKEFERRY_TOOLS']}/act-${ACT_VERSION}/act`,
  });
});

test('a build that fails tells the last line of Go', async () => {
  const { environment } = await environmentWith('echo downloading >&2; echo "no route to host" >&2; exit 1');
  await assert.rejects(installAct({ environment, say: () => {} }), {
    code: 'ACT_BUILD',
    message: `go install of act ${ACT_VERSION} failed: no route to host`,
  });
});

test('tools lie where LAKEFERRY_TOOLS says, else in the cache folder of the user', () => {
  assert.equal(toolsFolder({ LAKEFERRY_TOOLS: '/t', XDG_CACHE_HOME: '/c', HOME: '/h' }), '/t');
  assert.equal(toolsFolder({ LAKEFERRY_TOOLS: '', XDG_CACHE_HOME: '/c', HOME: '/h' }), '/c/lakeferry-tools');
  assert.equal(toolsFolder({ XDG_CACHE_HOME: 'relative', HOME: '/h' }), '/h/.cache/lakeferry-tools');
  assert.equal(toolsFolder({ HOME: '/h' }), '/h/.cache/lakeferry-tools');
});
