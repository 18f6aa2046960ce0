import { DuckDBInstance } from '@duckdb/node-api';

/** What anybody would ask of the table: by month of publication, not by pickup, because real months hold stray dates. */
export const QUESTION = `select partition_date,
       count(*) as trips,
       sum(passenger_count) as passengers,
       round(avg(trip_distance), 2) as miles,
       sum(total_amount) as dollars,
       count(*) filter (vendor_id is null) as without_vendor
from yellow_taxi
group by partition_date
order by partition_date`;

/** Asks a DuckDB file, opened for reading only. Rows of texts, the names of the columns first. */
export async function ask(path: string, sql: string): Promise<string[][]> {
  const instance = await DuckDBInstance.create(path, { access_mode: 'READ_ONLY' });
  try {
    const connection = await instance.connect();
    const reader = await connection.runAndReadAll(sql);
    const rows = reader.getRows().map((row) => row.map((value) => String(value ?? '')));
    connection.closeSync();
    return [reader.columnNames(), ...rows];
  } finally {
    instance.closeSync();
  }
}

/** Rows of texts as lines, each column as wide as its widest text. */
export function columnLines(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => (row[at] ?? '').length)));
  return rows.map((row) => row.map((text, at) => text.padStart(widths[at] ?? 0)).join('  '));
}
