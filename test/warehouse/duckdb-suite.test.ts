import { join } from 'node:path';
import { sha256 } from '../../src/base/hash.ts';
import { nodeClock } from '../../src/runtime/node-clock.ts';
import { openWarehouse } from '../../src/warehouse/open.ts';
import { testWarehouse } from '../suites/warehouse.ts';
import { change, listLog, objectAt, query, testFolder, tripRequest, writeParquet } from './fixture.ts';

testWarehouse('duckdb', async (context) => {
  const folder = await testFolder(context);
  const file = join(folder, 'trips.duckdb');
  return {
    looksFirst: true,
    open: () =>
      openWarehouse({
        url: 'duckdb:trips.duckdb',
        dataset: 'yellow',
        directory: folder,
        clock: nodeClock,
        log: listLog(),
      }),
    request: (month, changes = {}) => tripRequest(folder, { ...month, ...changes }),
    async requestOf(columns, rows, changes = {}) {
      const mark = sha256(JSON.stringify([columns, rows]));
      const path = join(folder, `${mark}.parquet`);
      await writeParquet(path, columns, rows);
      const base = await tripRequest(folder, { month: '2021-01', count: 0 });
      return {
        ...base,
        sha256: mark,
        rows: rows.length,
        columns,
        object: objectAt(path),
        ...changes,
      };
    },
    async groups() {
      const rows = await query(
        file,
        `SELECT strftime(partition_date, '%Y-%m') || ' ' || vendor_id || ' ' || count(*) AS line
         FROM yellow GROUP BY partition_date, vendor_id ORDER BY line`,
      );
      return rows.map((row) => String(row['line']));
    },
    meddle: (month, rows) =>
      change(
        file,
        `DELETE FROM yellow WHERE rowid IN (SELECT rowid FROM yellow WHERE partition_date = '${month}-01' LIMIT ${rows})`,
      ),
    summary: {
      sql: 'CREATE TABLE IF NOT EXISTS summary (n BIGINT); -- twice\nINSERT INTO summary SELECT count(*) FROM yellow;',
      read: async () => (await query(file, 'SELECT n FROM summary')).map((row) => Number(row['n'])),
    },
  };
});
