import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { nodeFiles } from '../../src/runtime/node-files.ts';

const folder = await mkdtemp(join(tmpdir(), 'lakeferry-files-'));
after(() => rm(folder, { recursive: true }));

/** More than three pieces. */
const BYTES = randomBytes((7 << 19) + 11);
const path = join(folder, 'some');
await writeFile(path, BYTES);

async function read(range?: { start?: number; end?: number }): Promise<Buffer> {
  const copies: Buffer[] = [];
  for await (const piece of nodeFiles.stream(path, range)) copies.push(Buffer.from(piece));
  return Buffer.concat(copies);
}

/** How many files this process holds open; where the system does not tell, none. */
async function openFiles(): Promise<number> {
  return (await readdir('/proc/self/fd').catch(() => [])).length;
}

test('a stream gives the bytes of its range, wherever that begins and ends', async () => {
  assert.ok((await read()).equals(BYTES));
  const places = [0, 1, 4096, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, BYTES.length - 1, BYTES.length];
  for (const start of places) {
    assert.ok((await read({ start })).equals(BYTES.subarray(start)), `from ${start}`);
    for (const end of places.filter((place) => place >= start))
      assert.ok((await read({ start, end })).equals(BYTES.subarray(start, end)), `from ${start} to ${end}`);
  }
  assert.ok((await read({ end: BYTES.length * 2 })).equals(BYTES), 'an end behind the end');
});

test('all pieces of a stream lie in two buffers, and each holds until the next one is asked for', async () => {
  const buffers = new Set<ArrayBufferLike>();
  let at = 0;
  for await (const piece of nodeFiles.stream(path)) {
    buffers.add(piece.buffer);
    // Time for whoever might read ahead into the wrong one.
    await new Promise((resolve) => setTimeout(resolve, 5));
    assert.ok(Buffer.from(piece).equals(BYTES.subarray(at, at + piece.length)));
    at += piece.length;
  }
  assert.equal(at, BYTES.length);
  assert.equal(buffers.size, 2);
});

test('a stream leaves no file open: read to its end, left early, or never begun', async () => {
  const before = await openFiles();
  await read();
  for await (const _ of nodeFiles.stream(path)) break;
  await assert.rejects(async () => {
    for await (const _ of nodeFiles.stream(path)) throw new Error('enough');
  }, /enough/);
  nodeFiles.stream(path);
  assert.equal(await openFiles(), before);
});

test('what cannot be read is an error of Node, at the first piece', async () => {
  const missing = nodeFiles.stream(join(folder, 'missing'))[Symbol.asyncIterator]();
  await assert.rejects(missing.next(), { code: 'ENOENT' });
  const noFile = nodeFiles.stream(folder)[Symbol.asyncIterator]();
  await assert.rejects(noFile.next(), { code: 'EISDIR' });
});
