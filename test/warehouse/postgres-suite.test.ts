import { join } from 'node:path';
import { sha256 } from '../../src/base/hash.ts';
import { testWarehouse } from '../suites/warehouse.ts';
import { objectAt, tripRequest } from './fixture.ts';
import { writeOwnParquet } from './own-parquet.ts';
import { newPlace, withPostgres } from './postgres.ts';

await withPostgres((server) =>
  testWarehouse('postgres', async (context) => {
    const place = await newPlace(context, server);
    return {
      looksFirst: true,
      open: async () => place.open(),
      request: (month, changes = {}) => tripRequest(place.folder, { ...month, ...changes }, writeOwnParquet),
      async requestOf(columns, rows, changes = {}) {
        const mark = sha256(JSON.stringify([columns, rows]));
        const path = join(place.folder, `${mark}.parquet`);
        await writeOwnParquet(path, columns, rows);
        const base = await tripRequest(place.folder, { month: '2021-01', count: 0 }, writeOwnParquet);
        return { ...base, sha256: mark, rows: rows.length, columns, object: objectAt(path), ...changes };
      },
      async groups() {
        const rows = await place.query(
          `SELECT to_char(partition_date, 'YYYY-MM') || ' ' || vendor_id || ' ' || count(*) AS line
           FROM yellow GROUP BY partition_date, vendor_id ORDER BY line`,
        );
        return rows.map((row) => String(row['line']));
      },
      async meddle(month, rows) {
        await place.query(
          `DELETE FROM yellow WHERE ctid IN (SELECT ctid FROM yellow WHERE partition_date = '${month}-01' LIMIT ${rows})`,
        );
      },
      summary: {
        sql: 'CREATE TABLE IF NOT EXISTS summary (n BIGINT); -- twice\nINSERT INTO summary SELECT count(*) FROM yellow;',
        read: async () => (await place.query('SELECT n FROM summary')).map((row) => Number(row['n'])),
      },
    };
  }),
);
