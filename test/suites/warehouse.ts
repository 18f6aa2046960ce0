import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { ColumnSpec, LoadRequest, Warehouse } from '../../src/base/ports/warehouse.ts';

/** A month of trips as the suite asks for it; the driver's test makes the Parquet file. */
export interface TripMonth {
  month: string;
  count: number;
  /** Tells one version of a month from another: it becomes the vendor_id of its rows. */
  seed?: number;
  publication?: number;
}

/** What a driver's test brings: a warehouse of its own for each test, and ways to look and to meddle from outside. */
export interface WarehouseSubject {
  open(): Promise<Warehouse>;
  request(month: TripMonth, changes?: Partial<LoadRequest>): Promise<LoadRequest>;
  /** A request with other columns than the trips': rows are lists of SQL literals. */
  requestOf(
    columns: readonly ColumnSpec[],
    rows: readonly string[],
    changes?: Partial<LoadRequest>,
  ): Promise<LoadRequest>;
  /** `month vendor_id count` of each group in the table, sorted. */
  groups(): Promise<string[]>;
  /** Deletes rows of a month by hand. */
  meddle(month: string, rows: number): Promise<void>;
  /** Whether the driver reads a file before the table takes it. Where it cannot, a wrong file is told, and gets no receipt. */
  looksFirst: boolean;
  /** The driver's after_load for "copy the count of rows into table `summary`", and what `summary` holds. */
  summary: { sql: string; read(): Promise<number[]> };
}

const idle = () => new AbortController().signal;
const DAY: ColumnSpec = { name: 'partition_date', type: 'date', required: true };
const A: ColumnSpec = { name: 'a', type: 'int64', required: false };

/** What every driver promises. `make` gives a fresh, empty warehouse. */
export function testWarehouse(name: string, make: (context: TestContext) => Promise<WarehouseSubject>): void {
  const check = (title: string, body: (subject: WarehouseSubject) => Promise<void>) =>
    test(`${name}: ${title}`, async (context) => body(await make(context)));

  check('a new warehouse has no table, no receipts, and looking makes none', async (subject) => {
    const warehouse = await subject.open();
    for (let look = 0; look < 2; look++) {
      assert.equal(await warehouse.rows(idle()), undefined);
      assert.equal((await warehouse.receipts(idle())).size, 0);
    }
    await warehouse.close();
  });

  check('a look at what a load would meet changes nothing, and names each difference', async (subject) => {
    const warehouse = await subject.open();
    const { columns, partition, partitionDate, ...request } = await subject.request({ month: '2021-01', count: 2 });
    const asked = { partition, signal: idle(), ...(partitionDate === undefined ? {} : { partitionDate }) };
    const before = await warehouse.examine({ ...asked, columns });
    assert.deepEqual([before.table, before.differences, before.lacking], [false, [], []]);
    assert.equal(await warehouse.rows(idle()), undefined);
    await warehouse.load({ ...request, columns, ...asked });
    const fits = await warehouse.examine({ ...asked, columns: [...columns, A] });
    assert.deepEqual([fits.table, fits.differences, fits.partitioning, fits.lacking], [true, [], undefined, []]);
    const other = columns.map((column) => (column.name === 'vendor_id' ? { ...column, type: 'string' } : column));
    const { differences } = await warehouse.examine({ ...asked, columns: other });
    assert.equal(differences.length, 1);
    assert.match(differences[0] ?? '', /^vendor_id: /);
    await warehouse.close();
  });

  check(
    'rows that are there already are counted and get a receipt, and others than were said get none',
    async (subject) => {
      const warehouse = await subject.open();
      const request = await subject.request({ month: '2021-01', count: 5, publication: 7 });
      const { partition, partitionDate, rows, sha256 } = request;
      const asked = { partition, signal: idle(), ...(partitionDate === undefined ? {} : { partitionDate }) };
      assert.equal(await warehouse.count(asked), 0);
      await warehouse.load(request);
      assert.equal(await warehouse.count(asked), 5);
      const adopted = await warehouse.adopt({ ...asked, publication: 9, sha256, rows });
      assert.deepEqual([adopted.publication, adopted.rows, adopted.rowsNow], [9, 5, 5]);
      const wrong = warehouse.adopt({ ...asked, publication: 11, sha256, rows: 6 });
      await assert.rejects(wrong, { code: 'WAREHOUSE_ROWS', exitCode: 3 });
      assert.equal(await warehouse.rows(idle()), 5);
      if (warehouse.kind !== 'bigquery') {
        assert.equal((await warehouse.receipts(idle())).get('2021-01')?.publication, 9);
      }
      await warehouse.close();
    },
  );

  check('a month is loaded once: the second time nothing is written', async (subject) => {
    const warehouse = await subject.open();
    const request = await subject.request({ month: '2021-01', count: 5, publication: 7 });
    const first = await warehouse.load(request);
    assert.deepEqual([first.outcome, first.replaced, first.added], ['loaded', 0, []]);
    const second = await warehouse.load(request);
    assert.deepEqual([second.outcome, second.replaced], ['unchanged', 0]);
    assert.deepEqual(second.receipt, first.receipt);
    const receipt = (await warehouse.receipts(idle())).get('2021-01');
    assert.deepEqual(receipt, first.receipt);
    assert.deepEqual([receipt?.publication, receipt?.rows, receipt?.rowsNow], [7, 5, 5]);
    assert.equal(new Date(receipt?.loadedAt ?? '').toISOString(), receipt?.loadedAt);
    assert.equal(await warehouse.rows(idle()), 5);
  });

  check('a new version replaces its own month and no other', async (subject) => {
    const warehouse = await subject.open();
    await warehouse.load(await subject.request({ month: '2021-01', count: 5 }));
    await warehouse.load(await subject.request({ month: '2021-02', count: 3 }));
    const again = await warehouse.load(await subject.request({ month: '2021-01', count: 4, seed: 2, publication: 3 }));
    assert.deepEqual([again.outcome, again.replaced, again.receipt.rows], ['loaded', 5, 4]);
    assert.deepEqual(await subject.groups(), ['2021-01 2 4', '2021-02 1 3']);
    assert.deepEqual([...(await warehouse.receipts(idle())).keys()], ['2021-01', '2021-02']);
  });

  check('rows that somebody deleted show in rowsNow and are loaded again', async (subject) => {
    const warehouse = await subject.open();
    const request = await subject.request({ month: '2021-01', count: 5 });
    await warehouse.load(request);
    await subject.meddle('2021-01', 2);
    assert.equal((await warehouse.receipts(idle())).get('2021-01')?.rowsNow, 3);
    const again = await warehouse.load(request);
    assert.deepEqual([again.outcome, again.replaced], ['loaded', 3]);
    assert.deepEqual(await subject.groups(), ['2021-01 1 5']);
  });

  check('F8: a month without rows is loaded, and replaces', async (subject) => {
    const warehouse = await subject.open();
    await warehouse.load(await subject.request({ month: '2021-01', count: 5 }));
    const empty = await warehouse.load(await subject.request({ month: '2021-01', count: 0, publication: 3 }));
    assert.deepEqual([empty.outcome, empty.replaced], ['loaded', 5]);
    assert.equal((await warehouse.receipts(idle())).get('2021-01')?.rowsNow, 0);
    assert.equal(await warehouse.rows(idle()), 0);
  });

  check('by none: the load replaces the whole table', async (subject) => {
    const warehouse = await subject.open();
    const whole = { partition: 'none' };
    const first = await subject.requestOf([A], ['1', '2'], whole);
    delete (first as { partitionDate?: string }).partitionDate;
    await warehouse.load(first);
    assert.equal((await warehouse.load(first)).outcome, 'unchanged');
    const second = await subject.requestOf([A], ['3'], { ...whole, publication: 3 });
    delete (second as { partitionDate?: string }).partitionDate;
    assert.equal((await warehouse.load(second)).replaced, 2);
    assert.equal(await warehouse.rows(idle()), 1);
    assert.equal((await warehouse.receipts(idle())).get('none')?.rowsNow, 1);
  });

  check('missing columns are added nullable, and columns of the table may be absent from a month', async (subject) => {
    const warehouse = await subject.open();
    const b: ColumnSpec = { name: 'b', type: 'string', required: true };
    await warehouse.load(await subject.requestOf([A, DAY], ["1, '2021-01-01'"]));
    const wider = await subject.requestOf([A, b, DAY], ["2, 'x', '2021-02-01'"], {
      partition: '2021-02',
      partitionDate: '2021-02-01',
    });
    assert.deepEqual((await warehouse.load(wider)).added, ['b']);
    const narrow = await subject.requestOf([A, DAY], ["3, '2021-03-01'"], {
      partition: '2021-03',
      partitionDate: '2021-03-01',
    });
    assert.deepEqual((await warehouse.load(narrow)).added, []);
    assert.equal(await warehouse.rows(idle()), 3);
  });

  check('any other difference of columns stops with a diff and changes nothing', async (subject) => {
    const warehouse = await subject.open();
    const c: ColumnSpec = { name: 'c', type: 'string', required: true };
    await warehouse.load(await subject.requestOf([A, c, DAY], ["1, 'x', '2021-01-01'"]));
    const other: ColumnSpec = { name: 'a', type: 'string', required: false };
    const retyped = await subject.requestOf([other, DAY], ["'1', '2021-01-01'"], { publication: 3 });
    await assert.rejects(warehouse.load(retyped), (error: Error & { code?: string; exitCode?: number }) => {
      assert.deepEqual([error.code, error.exitCode], ['WAREHOUSE_SCHEMA', 3]);
      assert.match(error.message, /^ {2}a: .+ in the table, .+ in the new rows$/m);
      assert.match(error.message, /^ {2}c: NOT NULL in the table, absent from the new rows$/m);
      return true;
    });
    assert.equal((await warehouse.receipts(idle())).get('2021-01')?.publication, 2);
    const { required: _, ...loose } = c;
    const nullable = await subject.requestOf([A, { ...loose, required: false }, DAY], ["1, NULL, '2021-01-01'"], {
      publication: 3,
    });
    await assert.rejects(warehouse.load(nullable), /c: NOT NULL in the table, may be null/);
  });

  check('a file with fewer rows than published, or rows of another month, is refused', async (subject) => {
    const warehouse = await subject.open();
    await warehouse.load(await subject.request({ month: '2021-01', count: 5 }));
    const short = await subject.request({ month: '2021-01', count: 4, seed: 2, publication: 3 }, { rows: 5 });
    await assert.rejects(warehouse.load(short), { code: 'WAREHOUSE_COUNT' });
    const astray = await subject.request(
      { month: '2021-02', count: 5, publication: 3 },
      { partition: '2021-01', partitionDate: '2021-01-01' },
    );
    await assert.rejects(warehouse.load(astray), { code: 'WAREHOUSE_COUNT' });
    assert.deepEqual(await subject.groups(), [subject.looksFirst ? '2021-01 1 5' : '2021-01 2 4']);
    assert.equal((await warehouse.receipts(idle())).get('2021-01')?.publication, 2);
  });

  check('drop takes a partition and its receipt out, and nothing else; twice is once', async (subject) => {
    const warehouse = await subject.open();
    const february = { partition: '2021-02', partitionDate: '2021-02-01', signal: idle() };
    assert.equal(await warehouse.drop(february), 0);
    await warehouse.load(await subject.request({ month: '2021-01', count: 3 }));
    await warehouse.load(await subject.request({ month: '2021-02', count: 2 }));
    assert.equal(await warehouse.drop(february), 2);
    assert.deepEqual(await subject.groups(), ['2021-01 1 3']);
    const receipts = await warehouse.receipts(idle());
    assert.equal(receipts.get('2021-02')?.rowsNow ?? 0, 0);
    assert.equal(receipts.get('2021-01')?.rowsNow, 3);
    assert.equal(await warehouse.drop(february), 0);
    await warehouse.load(await subject.request({ month: '2021-02', count: 2, publication: 5 }));
    assert.deepEqual(await subject.groups(), ['2021-01 1 3', '2021-02 1 2']);
  });

  check('append-once takes a file once and refuses another', async (subject) => {
    const warehouse = await subject.open();
    const append = { write: 'append-once' } as const;
    await warehouse.load(await subject.request({ month: '2021-01', count: 5 }, append));
    // Published again with the same bytes: the rows stay, the receipt follows.
    const same = await warehouse.load(await subject.request({ month: '2021-01', count: 5, publication: 9 }, append));
    assert.deepEqual([same.outcome, same.receipt.publication], ['unchanged', 9]);
    assert.equal((await warehouse.receipts(idle())).get('2021-01')?.publication, 9);
    const other = await subject.request({ month: '2021-01', count: 6, seed: 2, publication: 10 }, append);
    await assert.rejects(warehouse.load(other), { code: 'WAREHOUSE_APPENDED', exitCode: 3 });
    await subject.meddle('2021-01', 2);
    const half = await subject.request({ month: '2021-01', count: 5, publication: 9 }, append);
    await assert.rejects(warehouse.load(half), /holds 3 instead of 5 rows/);
    await subject.meddle('2021-01', 3);
    assert.equal((await warehouse.load(half)).outcome, 'loaded');
    assert.deepEqual(await subject.groups(), ['2021-01 1 5']);
  });

  check('after_load runs with each load and not when nothing was written', async (subject) => {
    const warehouse = await subject.open();
    const request = await subject.request({ month: '2021-01', count: 5 }, { afterLoad: subject.summary.sql });
    await warehouse.load(request);
    await warehouse.load(request);
    assert.deepEqual(await subject.summary.read(), [5]);
  });

  check('a signal that has aborted stops a load before it begins', async (subject) => {
    const warehouse = await subject.open();
    const gone = AbortSignal.abort(new Error('gone'));
    await assert.rejects(
      warehouse.load(await subject.request({ month: '2021-01', count: 5 }, { signal: gone })),
      /gone/,
    );
    await assert.rejects(warehouse.receipts(gone), /gone/);
    await assert.rejects(warehouse.rows(gone), /gone/);
    assert.equal(await warehouse.rows(idle()), undefined);
  });

  check('two warehouses on one table take turns', async (subject) => {
    const [one, two] = [await subject.open(), await subject.open()];
    assert.equal(one.id, two.id);
    const months = ['2021-01', '2021-02', '2021-03', '2021-04'];
    const requests = await Promise.all(months.map((month) => subject.request({ month, count: 3 })));
    await Promise.all(requests.map((request, at) => (at % 2 === 0 ? one : two).load(request)));
    await Promise.all([one.close(), two.close()]);
    assert.deepEqual(
      await subject.groups(),
      months.map((month) => `${month} 1 3`),
    );
  });
}
