import assert from 'node:assert/strict';
import { test } from 'node:test';
import { takeTurns, timed, timedHere } from '../../bench/turns.ts';

test('all work once in each round, and each is the first in turn', async () => {
  const order: string[] = [];
  const contestant = (key: string) => ({
    key,
    work: async () => {
      order.push(key);
      return { wall: order.length };
    },
  });
  const samples = await takeTurns([contestant('a'), contestant('b'), contestant('c')], {
    rounds: 3,
    before: async () => void order.push('|'),
  });
  assert.equal(order.join(''), '|abc|bca|cab');
  assert.deepEqual(
    samples.get('b')?.map(({ wall }) => wall),
    [3, 6, 12],
  );
});

test('work is timed, and what this process does has processor time', async () => {
  const { wall, cpu } = await timed(() => new Promise((resolve) => setTimeout(resolve, 50)));
  assert.ok(wall >= 0.045, `${wall} s`);
  assert.equal(cpu, undefined);
  const busy = await timedHere(async () => {
    const until = process.cpuUsage().user + 50_000;
    while (process.cpuUsage().user < until);
  });
  assert.ok((busy.cpu ?? 0) >= 0.05, `${busy.cpu} s`);
});
