import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHeap } from '../../src/kernel/heap.ts';
import { theMachine } from '../../src/kernel/machine.ts';
import { Memory } from '../../src/kernel/web-assembly.ts';

const PAGE = 1 << 16;

test('what there is no memory for takes nothing away: what is smaller still has its place', () => {
  const memory = new Memory({ initial: 2, maximum: 4, shared: true });
  const [one, other] = [createHeap(memory), createHeap(memory)];
  assert.throws(() => one.take(4 * PAGE), RangeError);
  const starts = [one.take(PAGE / 2), other.take(PAGE / 2), other.take(PAGE / 4)];
  assert.deepEqual(starts, [PAGE, 2 * PAGE, 3 * PAGE]);
  assert.throws(() => one.take(PAGE), RangeError);
  other.give(starts[1] as number);
  assert.equal(other.take(PAGE / 2), starts[1]);
  assert.throws(() => other.give(starts[0] as number), /given back twice/);
});

test('a scratch that cannot be made larger is not used again: its old place belongs to somebody else by then', () => {
  const machine = theMachine();
  machine.scratch(100_000);
  assert.throws(() => machine.scratch(2 ** 31), RangeError);
  const memory = machine.openMemory();
  const theirs = memory.bytes(100_000).byteOffset;
  assert.notEqual(machine.scratch(8), theirs);
  memory.close();
});
