import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { RowGroup } from '../../src/base/ports/columns.ts';
import type { LoadRequest } from '../../src/base/ports/warehouse.ts';
import { type Field, type Schema, toColumnSpec } from '../../src/table/schema.ts';
import { type ColumnType, formatColumnType, parseColumnType } from '../../src/table/type.ts';
import { withSession } from '../../src/warehouse/postgres/session.ts';
import { resolveTarget } from '../../src/warehouse/postgres/target.ts';
import { CASES, columnOf, type Stored, storedText } from '../parquet/columns.ts';
import { newPlace, type Place, withPostgres } from './postgres.ts';

const DAY: Field = { name: 'partition_date', type: { kind: 'date' }, required: true };
const DAYS_2021 = 18_628;

interface Values {
  name: string;
  type: ColumnType;
  /** One a row. */
  items: readonly (Stored | null)[];
}

/** The columns' rows as groups of `size`, with the partition's date behind them. */
function groupsOf(columns: readonly Values[], size: number, kind: 'plain' | 'dictionary'): RowGroup[] {
  const rows = columns[0]?.items.length ?? 0;
  const groups: RowGroup[] = [];
  for (let from = 0; from < rows; from += size) {
    const count = Math.min(size, rows - from);
    const own = columns.map(({ type, items }) => columnOf(kind, type, items.slice(from, from + count)));
    groups.push({ rows: count, columns: [...own, columnOf('dictionary', DAY.type, Array(count).fill(DAYS_2021))] });
  }
  return groups;
}

function requestFor(columns: readonly Values[], groups: readonly RowGroup[], publication = 2): LoadRequest {
  const schema: Schema = [...columns.map(({ name, type }) => ({ name, type, required: false })), DAY];
  const specs = schema.map(toColumnSpec);
  return {
    partition: '2021-01',
    partitionDate: '2021-01-01',
    publication,
    sha256: String(publication).padStart(64, '0'),
    rows: groups.reduce((sum, group) => sum + group.rows, 0),
    columns: specs,
    object: {
      uri: 'memory:rows',
      isRemote: false,
      localFile: () => Promise.reject(new Error('there is no file')),
      read: async () => ({
        columns: specs,
        async *rowGroups() {
          yield* groups;
        },
      }),
    },
    write: 'replace-partition',
    signal: new AbortController().signal,
  };
}

/** How PostgreSQL shows the value, from what it means. */
function shown(type: ColumnType, item: Stored | null): string | null {
  const text = storedText(type, item);
  if (text === null) return null;
  switch (type.kind) {
    case 'bool':
      return text === 'true' || text === '1' ? 'true' : 'false';
    case 'float64':
      return Number(text) === Number.POSITIVE_INFINITY ? 'Infinity' : text;
    default:
      return text;
  }
}

/** Values as text in one common form: floats as JavaScript reads them, moments without the zeros at their end. */
function common(type: ColumnType, text: string | null): string | null {
  if (text === null) return null;
  if (type.kind === 'float64') return Object.is(Number(text), -0) ? '-0' : String(Number(text));
  if (type.kind === 'datetime' || type.kind === 'timestamp') {
    return text
      .replace('T', ' ')
      .replace(/(\.\d*?)0+(?=$|Z|\+)/, '$1')
      .replace(/\.(?=$|Z|\+)/, '')
      .replace(/(\+00|Z)$/, '');
  }
  return text;
}

async function readBack(place: Place, columns: readonly Values[]): Promise<(string | null)[][]> {
  const casts = columns.map(({ name }) => `"${name}"::text AS "${name}"`).join(', ');
  const rows = await place.query(`SELECT ${casts} FROM yellow ORDER BY yellow.row_number`);
  return rows.map((row) => columns.map(({ name, type }) => common(type, row[name] as string | null)));
}

function expected(columns: readonly Values[]): (string | null)[][] {
  const rows = columns[0]?.items.length ?? 0;
  return Array.from({ length: rows }, (_, row) =>
    columns.map(({ type, items }) => common(type, shown(type, items[row] as Stored | null))),
  );
}

const numbered = (count: number): Values => ({
  name: 'row_number',
  type: { kind: 'int64' },
  items: Array.from({ length: count }, (_, row) => BigInt(row)),
});

/** Seeded, so that a failure comes again. */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

await withPostgres((server) => {
  const check = (title: string, body: (place: Place, context: TestContext) => Promise<void>) =>
    test(title, async (context) => body(await newPlace(context, server), context));

  for (const kind of ['plain', 'dictionary'] as const) {
    check(`every type comes back as it was, extremes and nulls too: ${kind}`, async (place) => {
      const most = Math.max(...CASES.map(({ values }) => values.length)) + 1;
      const columns: Values[] = CASES.map(({ name, type, values }) => {
        const held = values.filter((value) => typeof value !== 'string' || !value.includes('\0'));
        return { name, type, items: Array.from({ length: most }, (_, row) => held[row] ?? null) };
      });
      columns.push({ name: 'nan', type: { kind: 'float64' }, items: Array(most).fill(Number.NaN) });
      columns.push(numbered(most));
      // Three rows a group, so that columns begin anew.
      const outcome = await place.open().load(requestFor(columns, groupsOf(columns, 3, kind)));
      assert.equal(outcome.receipt.rows, most);
      assert.deepEqual(await readBack(place, columns), expected(columns));
      const described = await place.query(
        `SELECT attname || ' ' || format_type(atttypid, atttypmod) AS line FROM pg_attribute
         WHERE attrelid = 'yellow'::regclass AND attnum > 0 ORDER BY attnum`,
      );
      const named = { int64: 'bigint', float64: 'double precision', bool: 'boolean', string: 'text', date: 'date' };
      const times = { datetime: 'timestamp without time zone', timestamp: 'timestamp with time zone' };
      const types: Record<string, string> = { ...named, ...times };
      assert.deepEqual(
        described.map((row) => row['line']),
        [...columns, DAY].map(({ name, type }) => `${name} ${types[type.kind] ?? formatColumnType(type)}`),
      );
    });
  }

  check('numerics of every precision and scale come back digit by digit', async (place) => {
    const random = createRandom(2021);
    const count = 40;
    const columns: Values[] = [];
    for (const text of [
      '1,0',
      '1,1',
      '4,4',
      '5,1',
      '9,9',
      '10,2',
      '16,3',
      '18,0',
      '18,9',
      '19,2',
      '29,0',
      '38,9',
      '30,1',
    ]) {
      const type = parseColumnType(`numeric(${text})`);
      const digits = Number(text.split(',')[0]);
      const items = Array.from({ length: count }, (_, row) => {
        if (row === 7) return null;
        // All lengths, and zeros inside and at the end.
        const length = 1 + (row % digits);
        let value = 0n;
        for (let at = 0; at < length; at++) value = value * 10n + BigInt(Math.floor(random() * 13) % 10);
        return row % 3 === 0 ? -value : value;
      });
      columns.push({ name: `n${text.replace(',', '_')}`, type, items });
    }
    columns.push(numbered(count));
    await place.open().load(requestFor(columns, groupsOf(columns, 16, 'plain')));
    assert.deepEqual(await readBack(place, columns), expected(columns));
  });

  check('moments around 1970, 2000 and the ends of the calendar come back to the microsecond', async (place) => {
    const seconds = [
      -62_135_596_800n,
      -1n,
      0n,
      946_684_799n,
      946_684_800n,
      951_782_400n,
      4_294_967_296n,
      253_402_300_799n,
    ];
    const parts = [0n, 1n, 999n, 1000n, 123_456n, 999_999n];
    const micros = seconds.flatMap((second) => parts.map((part) => second * 1_000_000n + part));
    const type = (kind: 'datetime' | 'timestamp', unit: 'ms' | 'us'): ColumnType => ({ kind, unit });
    const millis = micros.map((value) => (value - (((value % 1000n) + 1000n) % 1000n)) / 1000n);
    const columns: Values[] = [
      { name: 'wall_us', type: type('datetime', 'us'), items: micros },
      { name: 'wall_ms', type: type('datetime', 'ms'), items: millis },
      { name: 'moment_us', type: type('timestamp', 'us'), items: micros },
      { name: 'moment_ms', type: type('timestamp', 'ms'), items: millis },
      numbered(micros.length),
    ];
    await place.open().load(requestFor(columns, groupsOf(columns, 100, 'plain')));
    assert.deepEqual(await readBack(place, columns), expected(columns));
  });

  check('a row that is larger than the buffer, and many groups, arrive whole', async (place) => {
    const sizes = [1, 3_000_000, 0, 1_048_560, 17, 2_000_000, ...Array.from({ length: 5000 }, (_, at) => at % 700)];
    const items = sizes.map((size, row) => String.fromCharCode(97 + (row % 26)).repeat(size));
    const columns: Values[] = [{ name: 's', type: { kind: 'string' }, items }, numbered(items.length)];
    await place.open().load(requestFor(columns, groupsOf(columns, 999, 'plain')));
    const rows = await place.query('SELECT length(s) AS length, left(s, 1) AS first FROM yellow ORDER BY row_number');
    assert.deepEqual(
      rows.map((row) => [row['length'], row['first']]),
      items.map((text) => [text.length, text.slice(0, 1)]),
    );
  });

  check('a chunk may be overwritten as soon as the next one is asked for, however small', async (place) => {
    await place.query('CREATE TABLE letters (s text)');
    const buffer = Buffer.alloc(32_768);
    const count = 1000;
    async function* chunks(): AsyncGenerator<Uint8Array> {
      for (let k = 0; k < count; k++) {
        buffer.fill(97 + (k % 26));
        buffer[buffer.length - 1] = 10;
        yield buffer;
      }
    }
    const deadlines = { connectMs: 10_000, statementMs: 60_000, lockMs: 10_000, idleMs: 10_000 };
    const target = resolveTarget({ url: place.url, dataset: 'letters' });
    await withSession({ target, deadlines, signal: new AbortController().signal }, (session) =>
      session.copy('COPY letters FROM STDIN', chunks()),
    );
    const rows = await place.query('SELECT left(s, 1) AS letter, s = repeat(left(s, 1), 32767) AS whole FROM letters');
    assert.deepEqual(
      rows.map(({ letter, whole }) => [letter, whole]),
      Array.from({ length: count }, (_, k) => [String.fromCharCode(97 + (k % 26)), true]),
    );
  });

  check('a new table is indexed when its rows are there, an older one as it is', async (place) => {
    const columns = [numbered(3)];
    const groups = groupsOf(columns, 3, 'plain');
    const said: string[] = [];
    const load = (publication: number) =>
      place
        .open({ afterStatement: (sql) => void said.push(/^(?:COPY|CREATE INDEX)/.exec(sql)?.[0] ?? '') })
        .load(requestFor(columns, groups, publication));
    await load(2);
    await load(3);
    assert.deepEqual(
      said.filter((word) => word !== ''),
      ['COPY', 'CREATE INDEX', 'COPY'],
    );
    const indexes = await place.query("SELECT indexdef FROM pg_indexes WHERE tablename = 'yellow'");
    assert.deepEqual(
      indexes.map(({ indexdef }) => /USING .*/.exec(String(indexdef))?.[0]),
      ['USING btree (partition_date)'],
    );
  });

  for (const kind of ['plain', 'dictionary'] as const) {
    check(`a NUL inside a text is refused with its column and row, and without the text: ${kind}`, async (place) => {
      const items = ['fine', 'fine', null, 'fine', 'se\0cret', 'fine'];
      const columns: Values[] = [{ name: 's', type: { kind: 'string' }, items }, numbered(items.length)];
      const load = place.open().load(requestFor(columns, groupsOf(columns, 2, kind)));
      await assert.rejects(load, (error: Error & { code?: string; exitCode?: number }) => {
        assert.deepEqual([error.code, error.exitCode], ['WAREHOUSE_DATA', 3]);
        assert.match(error.message, /cannot hold column "s" of row 5: a NUL character/);
        assert.doesNotMatch(error.message, /cret/);
        return true;
      });
      assert.equal(await place.open().rows(new AbortController().signal), undefined);
    });
  }

  check(
    'V9: days and moments outside of the years 1 to 9999 are refused, also those that would mean infinity',
    async (place) => {
      const us: ColumnType = { kind: 'datetime', unit: 'us' };
      const ms: ColumnType = { kind: 'timestamp', unit: 'ms' };
      const wrong: [ColumnType, Stored][] = [
        [{ kind: 'date' }, 2_932_897],
        [{ kind: 'date' }, -719_163],
        [{ kind: 'date' }, 2_147_483_647],
        [{ kind: 'date' }, -2_147_483_648],
        [us, 253_402_300_800_000_000n],
        [us, -62_135_596_800_000_001n],
        [us, 2n ** 63n - 1n],
        [us, -(2n ** 63n)],
        [ms, 253_402_300_800_000n],
        [ms, -62_135_596_800_001n],
        [ms, 2n ** 63n - 1n],
      ];
      for (const [type, value] of wrong) {
        const columns: Values[] = [{ name: 'x', type, items: [null, value] }, numbered(2)];
        const load = place
          .open({ dataset: `t_${type.kind}_${wrong.length}` })
          .load(requestFor(columns, groupsOf(columns, 2, 'plain')));
        await assert.rejects(load, {
          code: 'WAREHOUSE_DATA',
          message: /column "x" of row 2: a (date|time) outside of/,
        });
      }
    },
  );

  check('a number that its type cannot hold is refused by the server, and told without the number', async (place) => {
    const columns: Values[] = [{ name: 'x', type: parseColumnType('numeric(4,2)'), items: [1n, 123456n] }, numbered(2)];
    const load = place.open().load(requestFor(columns, groupsOf(columns, 2, 'plain')));
    await assert.rejects(load, (error: Error & { code?: string }) => {
      assert.equal(error.code, 'WAREHOUSE_DATA');
      assert.match(error.message, /a number does not fit its type \(column x, row 2, SQLSTATE 22003\)/);
      assert.doesNotMatch(error.message, /1234/);
      return true;
    });
  });

  check('a broken file in the middle of a load leaves the old rows, and its own error is told', async (place) => {
    const columns: Values[] = [numbered(4)];
    const groups = groupsOf(columns, 2, 'plain');
    const warehouse = place.open();
    await warehouse.load(requestFor(columns, groups));
    const request = requestFor(columns, groups, 3);
    const broken = new Error('the second group is damaged');
    const file = await request.object.read();
    async function* rowGroups() {
      yield groups[0] as RowGroup;
      throw broken;
    }
    const read = async () => ({ ...file, rowGroups });
    await assert.rejects(warehouse.load({ ...request, object: { ...request.object, read } }), broken);
    assert.equal((await warehouse.receipts(request.signal)).get('2021-01')?.publication, 2);
    assert.equal(await warehouse.rows(request.signal), 4);
    await warehouse.load(request);
  });
});
