import assert from 'node:assert/strict';
import { test } from 'node:test';
import { constants, deflateRawSync, inflateRawSync } from 'node:zlib';
import { freeBuffer, releaseBuffers } from '../../src/base/memory.ts';
import { createColumnRoom } from '../../src/kernel/column-room.ts';

const MIB = 1 << 20;

test('a buffer that is freed is empty, and its memory is back at once', () => {
  const before = process.memoryUsage().arrayBuffers;
  const array = new Float64Array(4 * MIB);
  assert.ok(process.memoryUsage().arrayBuffers >= before + 32 * MIB);
  freeBuffer(array.subarray(5));
  assert.equal(array.length, 0);
  assert.ok(process.memoryUsage().arrayBuffers < before + MIB);
});

test('what lies in the pool of Node is left to its neighbours, and shared memory to all', () => {
  const [one, other] = [Buffer.from('one'), Buffer.from('other')];
  assert.equal(one.buffer, other.buffer, 'small buffers share a pool');
  freeBuffer(one);
  assert.deepEqual([one.toString(), other.toString()], ['one', 'other']);
  const shared = new Uint8Array(new SharedArrayBuffer(8)).fill(7);
  freeBuffer(shared);
  assert.deepEqual([...shared], Array(8).fill(7));
});

test('what was unpacked can be freed whatever its size is', () => {
  for (const size of [1, 1000, 40_000, 3 * MIB]) {
    const packed = deflateRawSync(Buffer.alloc(size, 7), { level: constants.Z_BEST_SPEED });
    const neighbour = Buffer.from('neighbour');
    freeBuffer(inflateRawSync(packed));
    assert.equal(neighbour.toString(), 'neighbour');
  }
});

test('a room frees what it was to keep when its arrays are handed out again', () => {
  const room = createColumnRoom();
  const [kept, other] = [new Uint32Array(8), new Uint32Array(8)];
  room.keep(kept);
  assert.equal(kept.length, 8);
  room.reuse();
  assert.deepEqual([kept.length, other.length], [0, 8]);
  room.close();
});

test('dead objects and buffers are let go of before they pile up', () => {
  let most = 0;
  const start = process.memoryUsage();
  for (let at = 0; at < 400; at++) {
    const dead = [new Uint8Array(MIB / 2), Array.from({ length: 10_000 }, (_, n) => ({ n }))];
    assert.equal(dead.length, 2);
    releaseBuffers();
    const { arrayBuffers, heapUsed } = process.memoryUsage();
    most = Math.max(most, arrayBuffers - start.arrayBuffers + heapUsed - start.heapUsed);
  }
  assert.ok(most < 16 * MIB, `${(most / MIB).toFixed(1)} MiB piled up of 200 MiB and four million objects`);
});
