import { testWarehouse } from '../suites/warehouse.ts';
import { startBench } from './bigquery-fixture.ts';

testWarehouse('bigquery', async (context) => {
  const { server, open, request, requestOf, groups } = await startBench(context);
  return {
    looksFirst: false,
    open: async () => open(),
    request: (month, changes = {}) => request({ ...month, ...changes }),
    requestOf,
    groups,
    async meddle(month, rows) {
      const chosen = `SELECT rowid FROM taxi.yellow WHERE partition_date = DATE '${month}-01' LIMIT ${rows}`;
      await server.sql(`DELETE FROM taxi.yellow WHERE rowid IN (${chosen})`);
    },
    summary: {
      sql: 'CREATE TABLE IF NOT EXISTS summary (n INT64); -- twice\nINSERT INTO summary SELECT count(*) FROM yellow;',
      read: async () => (await server.sql('SELECT n FROM taxi.summary')).map(([n]) => Number(n)),
    },
  };
});
