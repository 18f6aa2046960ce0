import assert from 'node:assert/strict';
import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { DuckDBInstance } from '@duckdb/node-api';
import { testFolder } from '../warehouse/fixture.ts';
import { inPairs, type KillPlace, loadHere, look, order, run, testKills } from './warehouse-kills.ts';

/** Read by DuckDB itself, in an opening of the file for each question. */
function placeIn(directory: string): KillPlace {
  const read = async (table: string, sql: string): Promise<string[]> => {
    const instance = await DuckDBInstance.create(join(directory, 'trips.duckdb'), { access_mode: 'READ_ONLY' });
    const connection = await instance.connect();
    try {
      const found = await connection.run('SELECT 1 FROM duckdb_tables() WHERE table_name = $1', [table]);
      if ((await found.getRows()).length === 0) return [];
      return (await (await connection.run(sql)).getRowsJson()).map((row) => row.join(' '));
    } finally {
      connection.closeSync();
      instance.closeSync();
    }
  };
  return {
    url: 'duckdb:trips.duckdb',
    directory,
    rows: () => read('yellow', 'SELECT CAST(yellow AS VARCHAR) FROM yellow'),
    receipts: () =>
      read(
        '_lakeferry_receipts',
        'SELECT right("partition", 2) m, publication, "rows" FROM _lakeferry_receipts ORDER BY m',
      ),
    summary: async () => (await read('summary', 'SELECT n FROM summary')).map(Number),
  };
}

async function empty(folder: string, name: string): Promise<KillPlace> {
  const directory = join(folder, name);
  await mkdir(directory);
  return placeIn(directory);
}

testKills('duckdb', async (_, folder) => ({
  empty: (name) => empty(folder, name),
  async copy(of, name) {
    const place = await empty(folder, name);
    await copyFile(join(of.directory, 'trips.duckdb'), join(place.directory, 'trips.duckdb'));
    return place;
  },
}));

test('kill -9 at statements of the first load: no file, an empty database or the whole month, and the rerun heals', async (context) => {
  const folder = await testFolder(context);
  const first = await order(folder, { month: '2021-01', count: 5, seed: 1, publication: 2 });
  const dry = await empty(folder, 'dry');
  const { lines } = await run({ ...dry, months: [first] });
  for (const [at, line] of lines.entries()) context.diagnostic(`${at + 1} ${line}`);
  assert.deepEqual(await readdir(dry.directory), ['trips.duckdb']);
  assert.ok(lines.includes('"name the database file"'));
  const loaded = await look(dry);
  assert.deepEqual([loaded.rows, loaded.receipts], [5, ['01 2 5']]);
  const kills = lines.flatMap((line, at) => (/file"$|TRANSACTION|CREATE|COMMIT/.test(line) ? [at + 1] : []));
  await inPairs([...kills, lines.length + 1], async (killAt) => {
    const place = await empty(folder, `first-${killAt}`);
    await run({ ...place, months: [first], killAt, when: lines[killAt - 1] === '"COMMIT"' ? 'during' : 'before' });
    const named = (await readdir(place.directory)).includes('trips.duckdb');
    assert.equal(named, killAt > lines.indexOf('"name the database file"') + 1);
    if (killAt > lines.length) assert.deepEqual(await look(place), loaded);
    await loadHere(place, first);
    assert.deepEqual(await look(place), loaded);
  });
});
