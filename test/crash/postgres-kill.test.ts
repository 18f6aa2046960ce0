import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PostgresServer } from '../servers/postgres.ts';
import { testFolder } from '../warehouse/fixture.ts';
import { withPostgres } from '../warehouse/postgres.ts';
import { inPairs, type KillPlace, loadHere, look, order, run, testKills } from './warehouse-kills.ts';

function placeIn(server: PostgresServer, database: string, directory: string): KillPlace {
  const read = async (table: string, sql: string): Promise<string[]> => {
    const [found] = await server.query(database, 'SELECT to_regclass($1) AS there', [table]);
    return found?.['there'] === null ? [] : (await server.query(database, sql)).map((row) => String(row['line']));
  };
  return {
    url: server.url(database),
    directory,
    rows: () => read('yellow', 'SELECT yellow::text AS line FROM yellow'),
    receipts: () =>
      read(
        '_lakeferry_receipts',
        `SELECT right("partition", 2) || ' ' || publication || ' ' || "rows" AS line FROM _lakeferry_receipts ORDER BY 1`,
      ),
    summary: async () => (await read('summary', 'SELECT n AS line FROM summary')).map(Number),
  };
}

await withPostgres((server) => {
  const empty = async (folder: string) => placeIn(server, await server.createDatabase(), folder);

  testKills('postgres', async (_, folder) => ({
    empty: () => empty(folder),
    async copy(of) {
      const database = await server.createDatabase({ from: new URL(of.url).pathname.slice(1) });
      return placeIn(server, database, folder);
    },
  }));

  test('postgres: kill -9 at each statement of the first load: nothing or the whole month, and the rerun heals', async (context) => {
    const folder = await testFolder(context);
    const first = await order(folder, { month: '2021-01', count: 5, seed: 1, publication: 2 });
    const dry = await empty(folder);
    const { lines } = await run({ ...dry, months: [first] });
    for (const [at, line] of lines.entries()) context.diagnostic(`${at + 1} ${line}`);
    const loaded = await look(dry);
    assert.deepEqual([loaded.rows, loaded.receipts], [5, ['01 2 5']]);
    const kills = Array.from({ length: lines.length + 1 }, (_, at) => at + 1);
    await inPairs(kills, async (killAt) => {
      const place = await empty(folder);
      await run({ ...place, months: [first], killAt, when: 'before' });
      const found = await look(place);
      if (killAt > lines.length) assert.deepEqual(found, loaded);
      else assert.deepEqual([found.rows, found.receipts], [0, []], lines[killAt - 1]);
      await loadHere(place, first);
      assert.deepEqual(await look(place), loaded);
    });
  });
});
