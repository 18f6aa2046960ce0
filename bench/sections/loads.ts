import { DUCKDB_VERSION, loadDuckdb } from '../loads/duckdb.ts';
import { loadPostgres } from '../loads/postgres.ts';
import { publishMonth } from '../published-month.ts';
import type { Section } from '../section.ts';

export const LOADS: Section = {
  name: 'loads',
  title: 'Loading a published month into a warehouse',
  text: `A month is replaced by another publication of itself. In DuckDB both ways go from opening the file to closing it, the checkpoint
included, with two threads; Lakeferry's also reads and writes its receipt and counts the rows that it put in. In PostgreSQL, Lakeferry opens
the Parquet file, deletes the old rows, copies, counts and writes its receipt; \`psql\` reads a CSV file that was made beforehand.
A first load finds a table whose rows were deleted and vacuumed away before. In the other table Lakeferry replaces the month, and
\`psql\` copies once without a DELETE, into that emptied table, and once with it. Tables were compared row by row afterwards.`,
  rounds: 5,
  async measure(options) {
    options.say(`a published month of ${options.rows} rows`);
    const month = await publishMonth(options.folder, options.rows);
    const duckdb = [await loadDuckdb(month, 1, options), await loadDuckdb(month, 4, options)];
    const postgres = await loadPostgres(month, options);
    return {
      versions: { DuckDB: DUCKDB_VERSION, ...postgres.versions },
      tables: [...duckdb, ...postgres.tables],
    };
  },
};
