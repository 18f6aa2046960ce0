import assert from 'node:assert/strict';
import { chmod, mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { formatOwner, type Owner, thisProcess } from '../../src/base/owner.ts';
import { nodeClock } from '../../src/runtime/node-clock.ts';
import { nodeFiles } from '../../src/runtime/node-files.ts';
import { removeWorkFolder, sweepWorkFolders } from '../../src/runtime/work-folders.ts';
import { createWorkspace } from '../lake/workspace.ts';
import { createSilentLog } from '../ledger/records.ts';

const workspace = createWorkspace();
const sweep = (folder: string) => sweepWorkFolders({ folder, files: nodeFiles, clock: nodeClock });

test('work folders of dead runs go with all that is in them; those of living runs stay, whatever their age', async () => {
  const folder = workspace.folder();
  const me = await thisProcess(nodeFiles);
  const twoDaysAgo = new Date(Date.now() - 2 * 86_400_000);
  const make = async (name: string, time?: Date): Promise<string> => {
    await mkdir(join(folder, name), { recursive: true });
    await writeFile(join(folder, name, '2021-01.raw'), 'a month');
    if (time !== undefined) await utimes(join(folder, name), time, time);
    return name;
  };
  const owned = (change: Partial<Owner>, run: string) => `${formatOwner({ ...me, ...change })}-${run}`;
  const kept = [
    await make(owned({}, 'mine')),
    await make(owned({}, 'long'), twoDaysAgo),
    await make(owned({ pid: process.ppid, start: '0' }, 'with-dashes')),
    await make(owned({ host: 'ffffffff' }, 'foreign')),
    await make('somebodys'),
  ];
  await make(owned({ pid: 2 ** 22 + 1 }, 'dead'));
  await make(owned({ pid: 2 ** 22 + 1 }, 'dead-with-dashes'));
  await make(owned({ start: '1' }, 'reused'));
  await make(owned({ boot: 'ffffffff' }, 'rebooted'));
  await make(owned({ host: 'ffffffff' }, 'old'), twoDaysAgo);
  await make('old', twoDaysAgo);
  await sweep(folder);
  assert.deepEqual(await readdir(folder), kept.sort());
  assert.deepEqual(await readdir(join(folder, kept[0] as string)), ['2021-01.raw']);
});

test('no folder, a file in its place and one that may not be read are no error', async () => {
  const folder = workspace.folder();
  await sweep(folder);
  await writeFile(folder, 'a file');
  await sweep(folder);
  assert.equal(await readFile(folder, 'utf8'), 'a file');
  const closed = workspace.folder();
  await mkdir(join(closed, 'young'), { recursive: true });
  await chmod(closed, 0);
  await sweep(closed);
  await chmod(closed, 0o755);
  assert.deepEqual(await readdir(closed), ['young']);
});

test('at its end a run removes its folder; one that cannot be removed is a warning', async () => {
  const folder = workspace.folder();
  const log = createSilentLog();
  await mkdir(join(folder, 'run'), { recursive: true });
  await writeFile(join(folder, 'run', '2021-01.raw'), 'a month');
  await removeWorkFolder(join(folder, 'run'), log);
  await removeWorkFolder(join(folder, 'run'), log);
  assert.deepEqual([await readdir(folder), log.said], [[], []]);
  await writeFile(join(folder, 'file'), 'in the way');
  await removeWorkFolder(join(folder, 'file', 'run'), log);
  assert.match(log.said.join(), /^the files of this run could not be removed: .*ENOTDIR/i);
});
