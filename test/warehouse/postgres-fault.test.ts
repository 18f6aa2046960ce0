import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { after, type TestContext, test } from 'node:test';
import { inspect } from 'node:util';
import { LakeferryError, OutageError } from '../../src/base/errors.ts';
import type { LoadRequest, Warehouse } from '../../src/base/ports/warehouse.ts';
import { type Gate, openGate } from '../servers/gate.ts';
import { tripRequest } from './fixture.ts';
import { writeOwnParquet } from './own-parquet.ts';
import { newPlace, type Place, withPostgres } from './postgres.ts';

/** The whole statement: `READ COMMITTED` is in the first one. */
const COMMIT = 'COMMIT\0';

const idle = () => new AbortController().signal;

/** Everything that was said, to look for what must not be said. */
const said: string[] = [];

/** What a promise is refused with, which must be one of ours: one line, no password anywhere in it. */
async function refusal(promise: Promise<unknown>): Promise<LakeferryError> {
  const error = await promise.then(
    () => assert.fail('it was not refused'),
    (reason: unknown) => reason,
  );
  said.push(inspect(error, { depth: 10, showHidden: true }));
  if (!(error instanceof LakeferryError)) throw error;
  return error;
}

async function outage(promise: Promise<unknown>, code: string, message = /./): Promise<void> {
  const error = await refusal(promise);
  assert.ok(error instanceof OutageError && error.retryable, `${error.name} ${error.message}`);
  assert.equal(error.code, code, error.message);
  assert.match(error.message, message);
}

await withPostgres((server) => {
  after(() => {
    assert.ok(said.length > 10);
    for (const text of said) {
      for (const form of [server.password, encodeURIComponent(server.password)]) assert.ok(!text.includes(form), text);
    }
  });

  const check = (title: string, body: (place: Place, context: TestContext) => Promise<void>) =>
    test(title, async (context) => {
      const place = await newPlace(context, server);
      await body(place, context);
      said.push(...place.log.lines);
    });

  const month = (place: Place, changes: Partial<LoadRequest> & { count?: number; seed?: number } = {}) =>
    tripRequest(place.folder, { month: '2021-01', count: 5, ...changes }, writeOwnParquet);

  /** A month is there, and stays there whatever happens to the next one. */
  async function settled(place: Place): Promise<LoadRequest> {
    await place.open().load(await month(place));
    return month(place, { count: 4, seed: 2, publication: 3 });
  }

  async function stillOld(place: Place): Promise<void> {
    assert.deepEqual(await place.query('SELECT vendor_id, count(*) FROM yellow GROUP BY 1'), [
      { vendor_id: '1', count: '5' },
    ]);
    assert.equal((await place.open().receipts(idle())).get('2021-01')?.publication, 2);
  }

  async function gateTo(context: TestContext): Promise<Gate> {
    const gate = await openGate(server);
    context.after(() => gate.close());
    return gate;
  }

  const through = (gate: Gate, place: Place, options: Parameters<Place['open']>[0] = {}): Warehouse =>
    place.open({ ...options, url: place.url.replace(`:${server.port}/`, `:${gate.port}/`) });

  /** Waits until the server says so. */
  async function until(place: Place, sql: string): Promise<void> {
    for (let tries = 0; ; tries++) {
      const [row] = await place.query(sql);
      if (row?.['done'] === true) return;
      assert.ok(tries < 250, `never became true: ${sql}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  check('a server that is not there, or a name that nobody has, is an outage', async (place) => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as { port: number };
    await new Promise((resolve) => closed.close(resolve));
    const url = place.url.replace(`:${server.port}/`, `:${port}/`);
    await outage(place.open({ url }).rows(idle()), 'WAREHOUSE_CONNECTION', /ECONNREFUSED/);
    const nobody = place.url.replace('127.0.0.1', 'nobody.invalid');
    await outage(place.open({ url: `${nobody}?sslmode=disable` }).rows(idle()), 'WAREHOUSE_CONNECTION');
  });

  check('a server that accepts and never answers is given up in time', async (place, context) => {
    const gate = await gateTo(context);
    gate.rule = () => 'silence';
    const began = performance.now();
    const warehouse = through(gate, place, { deadlines: { connectMs: 200 } });
    await outage(warehouse.rows(idle()), 'WAREHOUSE_CONNECTION', /did not answer within 0\.2 s/);
    assert.ok(performance.now() - began < 3000);
    const asked = place.open({ url: `${place.url.replace(`:${server.port}/`, `:${gate.port}/`)}?connect_timeout=1` });
    await outage(asked.rows(idle()), 'WAREHOUSE_CONNECTION', /did not answer within 1 s/);
  });

  check('silence in a statement and in the rows ends at its limit, and the old rows stay', async (place, context) => {
    const next = await settled(place);
    const gate = await gateTo(context);
    for (const words of ['DELETE FROM', 'PGCOPY']) {
      gate.rule = (piece) => (piece.includes(words) ? 'silence' : 'pass');
      const warehouse = through(gate, place, { deadlines: { statementMs: 200, idleMs: 200 } });
      await outage(warehouse.load(next), 'WAREHOUSE_SILENT', /did not answer for 0\.[24] s/);
      gate.rule = () => 'pass';
      // Or its locks would stay: in a statement the server's own limit ends it, in the rows what its system says of us.
      if (words === 'PGCOPY') gate.dropAll();
      await stillOld(place);
    }
    await place.open().load(next);
  });

  check('a statement that takes too long is cancelled by the server', async (place) => {
    const request = await month(place, { afterLoad: 'SELECT pg_sleep(60)' });
    const warehouse = place.open({ deadlines: { statementMs: 200 } });
    await outage(warehouse.load(request), 'WAREHOUSE_SERVER', /statement timeout/);
    assert.equal(await place.open().rows(idle()), undefined);
  });

  check('a reset at any statement is an outage, and the old rows stay', async (place, context) => {
    const next = await settled(place);
    const gate = await gateTo(context);
    for (const words of [
      'BEGIN',
      'pg_try_advisory',
      'pg_catalog',
      'DELETE FROM',
      'COPY "public"',
      'PGCOPY',
      'INSERT INTO',
    ]) {
      gate.rule = (piece) => (piece.includes(words) ? 'cut' : 'pass');
      await outage(through(gate, place).load(next), 'WAREHOUSE_CONNECTION');
      await stillOld(place);
    }
    gate.rule = () => 'pass';
    assert.equal((await through(gate, place).load(next)).replaced, 5);
  });

  check(
    'a backend that is killed at any statement, COPY too, leaves the old rows, and the process lives',
    async (place) => {
      const next = await settled(place);
      const kill = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'lakeferry'";
      for (const words of ['DELETE FROM', 'COPY "public"', 'INSERT INTO', 'COMMIT']) {
        const beforeStatement = async (sql: string) => {
          if (!sql.startsWith(words)) return;
          await place.query(kill);
          await until(place, "SELECT count(*) = 0 AS done FROM pg_stat_activity WHERE application_name = 'lakeferry'");
        };
        const error = await refusal(place.open({ beforeStatement }).load(next));
        assert.ok(error instanceof OutageError && error.retryable, `${words}: ${error.message}`);
        await stillOld(place);
      }
      // While rows are on their way.
      const file = await next.object.read();
      async function* rowGroups() {
        for await (const group of file.rowGroups()) yield group;
        await place.query(kill);
        await until(place, "SELECT count(*) = 0 AS done FROM pg_stat_activity WHERE application_name = 'lakeferry'");
      }
      const object = { ...next.object, read: async () => ({ ...file, rowGroups }) };
      const error = await refusal(place.open().load({ ...next, object }));
      assert.ok(error instanceof OutageError && error.retryable);
      await stillOld(place);
      assert.equal((await place.open().load(next)).outcome, 'loaded');
    },
  );

  check(
    'G9: an answer to COMMIT that is lost: the receipt is asked, and the load is told as it is',
    async (place, context) => {
      const next = await settled(place);
      const gate = await gateTo(context);
      let commits = 0;
      gate.rule = (piece) => (piece.includes(COMMIT) && commits++ === 0 ? 'answer lost' : 'pass');
      const outcome = await through(gate, place).load(next);
      assert.deepEqual([outcome.outcome, outcome.replaced, outcome.receipt.publication], ['loaded', 5, 3]);
      assert.ok(place.log.lines.some((line) => /broke while 2021-01 was being committed/.test(line)));
      assert.equal((await place.open().receipts(idle())).get('2021-01')?.publication, 3);
      assert.equal((await place.open().load(next)).outcome, 'unchanged');
    },
  );

  check('a COMMIT that never arrived is an outage, and the next try loads', async (place, context) => {
    const next = await settled(place);
    const gate = await gateTo(context);
    gate.rule = (piece) => (piece.includes(COMMIT) ? 'cut' : 'pass');
    await outage(through(gate, place).load(next), 'WAREHOUSE_CONNECTION');
    await stillOld(place);
    assert.equal((await place.open().load(next)).replaced, 5);
  });

  check('an abort cancels what the server does, and the old rows stay', async (place) => {
    const next = await settled(place);
    const cancelled =
      "SELECT count(*) = 0 AS done FROM pg_stat_activity WHERE application_name = 'lakeferry' AND state <> 'idle'";
    const sleeping = new AbortController();
    const sleeps = place.open().load({ ...next, afterLoad: 'SELECT pg_sleep(60)', signal: sleeping.signal });
    sleeps.catch(() => {});
    await until(
      place,
      "SELECT count(*) = 1 AS done FROM pg_stat_activity WHERE query LIKE 'DO %' AND state = 'active'",
    );
    const began = performance.now();
    sleeping.abort(new Error('enough'));
    await assert.rejects(sleeps, /enough/);
    await until(place, cancelled);
    assert.ok(performance.now() - began < 4000);
    // And while rows are sent.
    const file = await next.object.read();
    const sending = new AbortController();
    async function* rowGroups() {
      for await (const group of file.rowGroups()) yield group;
      sending.abort(new Error('enough rows'));
    }
    const object = { ...next.object, read: async () => ({ ...file, rowGroups }) };
    await assert.rejects(place.open().load({ ...next, object, signal: sending.signal }), /enough rows/);
    await until(place, cancelled);
    await stillOld(place);
  });

  check('an abort while connecting is told at once', async (place, context) => {
    const gate = await gateTo(context);
    gate.rule = () => 'silence';
    const controller = new AbortController();
    const looking = through(gate, place).rows(controller.signal);
    setTimeout(() => controller.abort(new Error('never mind')), 50);
    await assert.rejects(looking, /never mind/);
  });

  check('what the server says of user, database and rights is the user’s to mend', async (place) => {
    const mistaken: [string, string, RegExp][] = [
      [
        server.url(place.database, { password: 'wrong-secret' }),
        'WAREHOUSE_AUTH',
        /check user and password in the URL/,
      ],
      [server.url(place.database, { user: 'nobody' }), 'WAREHOUSE_AUTH', /did not let the URL's user in/],
      [server.url('elsewhere'), 'WAREHOUSE_DATABASE', /create it \(CREATE DATABASE\), or correct the name/],
    ];
    for (const [url, code, message] of mistaken) {
      const error = await refusal(place.open({ url }).rows(idle()));
      assert.deepEqual([error.code, error.exitCode], [code, 2], error.message);
      assert.match(error.message, message);
      assert.doesNotMatch(error.message, /wrong-secret/);
    }
    const role = `reader_${place.database}`;
    await place.open().load(await month(place));
    await place.query(
      `CREATE ROLE ${role} LOGIN PASSWORD 'reader-secret'; GRANT SELECT ON ALL TABLES IN SCHEMA public TO ${role}`,
    );
    const reader = place.open({ url: server.url(place.database, { user: role, password: 'reader-secret' }) });
    assert.equal(await reader.rows(idle()), 5);
    assert.equal((await reader.receipts(idle())).size, 1);
    const error = await refusal(reader.load(await month(place, { count: 4, publication: 3 })));
    assert.deepEqual([error.code, error.exitCode], ['WAREHOUSE_RIGHTS', 2]);
    assert.match(error.message, /permission denied for table yellow; give the URL's user what a load needs: GRANT/);
    const elsewhere = place.open({
      url: `${server.url(place.database, { user: role, password: 'reader-secret' })}#new.yellow`,
    });
    assert.equal((await refusal(elsewhere.load(await month(place)))).code, 'WAREHOUSE_RIGHTS');
  });

  check('a password that the URL lacks is not looked for elsewhere', async (place, context) => {
    const before = process.env['PGPASSWORD'];
    process.env['PGPASSWORD'] = server.password;
    context.after(() => {
      if (before === undefined) delete process.env['PGPASSWORD'];
      else process.env['PGPASSWORD'] = before;
    });
    const url = new URL(place.url);
    url.password = '';
    const error = await refusal(place.open({ url: url.href }).rows(idle()));
    assert.deepEqual([error.code, error.exitCode], ['WAREHOUSE_AUTH', 2]);
    assert.match(error.message, /asks for a password, and the URL has none/);
  });

  check('the states of the server are told apart by who can mend them', async (place) => {
    const kinds: [string, string, string][] = [
      ['40001', 'WAREHOUSE_SERVER', 'OutageError'],
      ['40P01', 'WAREHOUSE_SERVER', 'OutageError'],
      ['53100', 'WAREHOUSE_SERVER', 'OutageError'],
      ['53300', 'WAREHOUSE_SERVER', 'OutageError'],
      ['57P01', 'WAREHOUSE_SERVER', 'OutageError'],
      ['58030', 'WAREHOUSE_SERVER', 'OutageError'],
      ['55P03', 'WAREHOUSE_LOCKED', 'OutageError'],
      ['25006', 'WAREHOUSE_READ_ONLY', 'ConfigurationError'],
      ['42501', 'WAREHOUSE_RIGHTS', 'ConfigurationError'],
      ['23514', 'WAREHOUSE_DATA', 'ContractError'],
      ['22P02', 'WAREHOUSE_DATA', 'ContractError'],
    ];
    await place.open().load(await month(place));
    for (const [at, [state, code, name]] of kinds.entries()) {
      await place.query(
        `CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
         $$ BEGIN RAISE 'row text: secret row' USING ERRCODE = '${state}'; END $$;
         CREATE OR REPLACE TRIGGER refuse BEFORE INSERT ON yellow FOR EACH ROW EXECUTE FUNCTION refuse()`,
      );
      const error = await refusal(place.open().load(await month(place, { seed: 2, publication: 10 + at })));
      assert.deepEqual([error.code, error.name], [code, name], state);
      if (name === 'ContractError') assert.doesNotMatch(inspect(error), /secret row/);
    }
  });

  check('G10: rows that a trigger swallows or moves are missed', async (place) => {
    await place.open().load(await month(place));
    for (const body of ['IF NEW.total > 2 THEN RETURN NULL; END IF;', "NEW.partition_date := '2021-05-01';"]) {
      await place.query(
        `CREATE OR REPLACE FUNCTION meddle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${body} RETURN NEW; END $$;
         CREATE OR REPLACE TRIGGER meddle BEFORE INSERT ON yellow FOR EACH ROW EXECUTE FUNCTION meddle()`,
      );
      const error = await refusal(place.open().load(await month(place, { seed: 2, publication: 3 })));
      assert.deepEqual([error.code, error.exitCode], ['WAREHOUSE_COUNT', 3]);
    }
    await stillOld(place);
  });

  check('a check of the table that a row fails is named, and the row is not shown', async (place) => {
    await place.open().load(await month(place));
    await place.query('ALTER TABLE yellow ADD CONSTRAINT cheap CHECK (total < 3) NOT VALID');
    const error = await refusal(place.open().load(await month(place, { seed: 2, publication: 3, count: 6 })));
    assert.equal(error.code, 'WAREHOUSE_DATA');
    assert.match(error.message, /a check of the table fails \(row 4, constraint cheap, SQLSTATE 23514\)/);
  });
});
