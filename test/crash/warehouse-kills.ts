import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { sha256 } from '../../src/base/hash.ts';
import type { ColumnSpec } from '../../src/base/ports/warehouse.ts';
import { nodeClock } from '../../src/runtime/node-clock.ts';
import { openWarehouse } from '../../src/warehouse/open.ts';
import { listLog, objectAt, TRIP_COLUMNS, testFolder, tripRows } from '../warehouse/fixture.ts';
import { writeOwnParquet } from '../warehouse/own-parquet.ts';
import type { MonthOrder, Orders } from './warehouse-child.ts';

const CHILD = fileURLToPath(new URL('./warehouse-child.ts', import.meta.url));
export const SUMMARY = 'CREATE TABLE IF NOT EXISTS summary (n BIGINT); INSERT INTO summary SELECT count(*) FROM yellow';

/** A warehouse of the rig's kind, with what can be read from it by its own means. Empty where there is no such table yet. */
export interface KillPlace {
  url: string;
  directory: string;
  /** The rows of `yellow`, each as one text that is the same for the same row. */
  rows(): Promise<string[]>;
  /** `01 2 5`: month, publication and rows of each receipt, sorted. */
  receipts(): Promise<string[]>;
  /** What after_load left in `summary`. */
  summary(): Promise<number[]>;
}

/** What a warehouse brings to be killed. */
export interface KillRig {
  empty(name: string): Promise<KillPlace>;
  /** A copy of a place at which nobody works. */
  copy(of: KillPlace, name: string): Promise<KillPlace>;
}

/** Receipts, after_load's rows, and the hash of the rows as a multiset: counts alone would not see one row twice and one lost. */
export async function look(place: KillPlace) {
  const rows = await place.rows();
  return {
    rows: rows.length,
    hash: sha256(rows.sort().join('\n')).slice(0, 16),
    receipts: await place.receipts(),
    summary: await place.summary(),
  };
}

/** The child's output, and the signal that ended it. */
export async function run(orders: Orders): Promise<{ lines: string[]; signal?: string }> {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [CHILD, JSON.stringify(orders)]);
    return { lines: stdout.split('\n').filter((line) => line !== '') };
  } catch (error) {
    const { signal } = error as { signal?: string };
    if (signal !== 'SIGKILL') throw error;
    return { lines: [], signal };
  }
}

export async function order(
  folder: string,
  facts: { month: string; count: number; seed: number; publication: number; wider?: boolean },
): Promise<MonthOrder> {
  const { month, count, seed, publication, wider = false } = facts;
  const extra: ColumnSpec = { name: 'tip', type: 'int64', required: false };
  const columns = wider ? [...TRIP_COLUMNS, extra] : [...TRIP_COLUMNS];
  const path = join(folder, `${month}-${seed}.parquet`);
  const rows = tripRows(month, count, seed).map((row) => (wider ? `${row}, 9` : row));
  await writeOwnParquet(path, columns, rows);
  return { partition: month, path, rows: count, sha256: sha256(`${month} ${seed}`), publication, columns };
}

/** The same load in this process, to its end. */
export async function loadHere({ url, directory }: KillPlace, month: MonthOrder): Promise<void> {
  const warehouse = await openWarehouse({ url, dataset: 'yellow', directory, clock: nodeClock, log: listLog() });
  await warehouse.load({
    ...month,
    partitionDate: `${month.partition}-01`,
    object: objectAt(month.path),
    write: 'replace-partition',
    signal: new AbortController().signal,
  });
  await warehouse.close();
}

/** Calls `work` for every item, two at a time. */
export async function inPairs<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  const worker = async () => {
    for (const item of queue) await work(item);
  };
  await Promise.all([worker(), worker()]);
}

interface Kill {
  killAt: number;
  when: 'before' | 'during';
}

/** Before each statement and after the last one; and while the warehouse works on one that writes. */
function killsOf(lines: readonly string[]): Kill[] {
  const writes = /^"(ALTER|DELETE|INSERT|CREATE|COPY|after_load|COMMIT)/;
  return [
    ...Array.from({ length: lines.length + 1 }, (_, at) => ({ killAt: at + 1, when: 'before' as const })),
    ...lines.flatMap((line, at) => (writes.test(line) ? [{ killAt: at + 1, when: 'during' as const }] : [])),
  ];
}

/** What every warehouse promises to those who are killed. `make` gives a rig of its own for each test. */
export function testKills(name: string, make: (context: TestContext, folder: string) => Promise<KillRig>): void {
  const check = (title: string, body: (context: TestContext, folder: string, rig: KillRig) => Promise<void>) =>
    test(`${name}: ${title}`, async (context) => {
      const folder = await testFolder(context);
      await body(context, folder, await make(context, folder));
    });

  check(
    'G9: kill -9 at each statement of a replacement: the old month or the new one, and the rerun heals',
    async (context, folder, rig) => {
      const base = await rig.empty('base');
      const old = [
        await order(folder, { month: '2021-01', count: 5, seed: 1, publication: 2 }),
        await order(folder, { month: '2021-02', count: 3, seed: 1, publication: 2 }),
      ];
      const next: MonthOrder = {
        ...(await order(folder, { month: '2021-01', count: 4, seed: 2, publication: 5, wider: true })),
        afterLoad: SUMMARY,
      };
      await run({ ...base, months: old });
      const before = await look(base);
      assert.deepEqual([before.rows, before.receipts, before.summary], [8, ['01 2 5', '02 2 3'], []]);

      const dry = await rig.copy(base, 'dry');
      const { lines } = await run({ ...dry, months: [next] });
      for (const [at, line] of lines.entries()) context.diagnostic(`${at + 1} ${line}`);
      assert.ok(lines.some((line) => line.includes('ADD COLUMN')) && lines.at(-1) === '"COMMIT"');
      const after = await look(dry);
      assert.deepEqual([after.rows, after.receipts, after.summary], [7, ['01 5 4', '02 2 3'], [7]]);

      const kills = killsOf(lines);
      const seen = { before: 0, after: 0 };
      await inPairs(kills, async ({ killAt, when }) => {
        const title = `killed ${when} ${killAt} ${lines[killAt - 1] ?? 'after the last'}`;
        const place = await rig.copy(base, `${when}-${killAt}`);
        const { signal } = await run({ ...place, months: [next], killAt, when });
        assert.equal(signal, 'SIGKILL', title);
        const found = await look(place);
        const isNew = found.hash === after.hash;
        assert.deepEqual(found, isNew ? after : before, title);
        if (killAt < lines.length || when === 'before') assert.equal(isNew, killAt > lines.length, title);
        seen[isNew ? 'after' : 'before']++;
        await loadHere(place, next);
        assert.deepEqual(await look(place), after, `${title}, then run again`);
      });
      context.diagnostic(`${kills.length} kills: ${seen.before} left the old month, ${seen.after} the new one`);
      assert.ok(seen.before > 0 && seen.after > 0);
    },
  );

  check('G8: two processes that load at once: each month is there once', async (_, folder, rig) => {
    const months: MonthOrder[] = [];
    for (const month of ['2021-01', '2021-02', '2021-03', '2021-04', '2021-05']) {
      months.push({ ...(await order(folder, { month, count: 4, seed: 1, publication: 2 })), afterLoad: SUMMARY });
    }
    const place = await rig.empty('both');
    // Both load all of them, from both ends, so that they meet.
    await Promise.all([run({ ...place, months }), run({ ...place, months: months.toReversed() })]);
    const { rows, receipts, summary, hash } = await look(place);
    assert.deepEqual([rows, receipts], [20, ['01 2 4', '02 2 4', '03 2 4', '04 2 4', '05 2 4']]);
    assert.deepEqual(
      summary.sort((a, b) => a - b),
      [4, 8, 12, 16, 20],
    );
    const single = await rig.empty('single');
    for (const month of months) await loadHere(single, month);
    assert.equal(hash, (await look(single)).hash);
  });
}
