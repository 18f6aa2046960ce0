import { DuckDBInstance } from '@duckdb/node-api';
import type { Dataset } from './dataset.ts';
import type { Codec } from './job.ts';

/** DuckDB's types. A file may keep a wall clock in any unit, or as an instant in UTC where its writer knows nothing else. */
const TYPES = {
  int64: { read: 'BIGINT', kept: ['BIGINT'] },
  float64: { read: 'DOUBLE', kept: ['DOUBLE'] },
  string: { read: 'VARCHAR', kept: ['VARCHAR'] },
  datetime: {
    read: 'TIMESTAMP',
    kept: ['TIMESTAMP', 'TIMESTAMP_S', 'TIMESTAMP_MS', 'TIMESTAMP_NS', 'TIMESTAMP WITH TIME ZONE'],
  },
};

/** Says why a Parquet file is not the reference; undefined where it is. */
export type Judge = (file: string, codec: Codec) => Promise<string | undefined>;

/**
 * Reads a CSV file with DuckDB, and judges Parquet files by it: every cell in its row, nulls included, the columns' types and the
 * codec. Nothing of ours takes part. Columns count by position, for their names may differ; what comes behind the dataset's
 * columns is not looked at.
 */
export async function withJudge<T>(csv: string, { columns }: Dataset, work: (judge: Judge) => Promise<T>): Promise<T> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  try {
    const connection = await instance.connect();
    const rows = async (sql: string) => (await connection.runAndReadAll(sql)).getRows();
    await rows(`SET TimeZone = 'UTC'`);
    const typed = columns.map(({ type }, at) => `'c${at}': '${TYPES[type].read}'`).join(', ');
    await rows(
      `CREATE TABLE reference AS SELECT row_number() OVER () - 1 AS n, * FROM read_csv('${csv}', header = true, delim = ',',
         quote = '"', nullstr = '', auto_detect = false, columns = {${typed}})`,
    );
    const total = Number((await rows('SELECT count(*) FROM reference'))[0]?.[0]);

    const judge: Judge = async (file, codec) => {
      const codecs = (await rows(`SELECT DISTINCT lower(compression) FROM parquet_metadata('${file}')`)).flat();
      const other = codecs.filter((name) => name !== codec && name !== 'uncompressed');
      if (other.length > 0 || !codecs.includes(codec)) return `its codec is ${codecs.join(', ')}, not ${codec}`;
      const found = await rows(`DESCRIBE FROM read_parquet('${file}', hive_partitioning = false)`);
      for (const [at, { name, type }] of columns.entries()) {
        const kept = String(found[at]?.[1]);
        if (!TYPES[type].kept.includes(kept)) return `${name} is kept as ${kept}, not as ${TYPES[type].read}`;
      }
      const names = found.map((_, at) => `c${at}`).join(', ');
      const parquet = `read_parquet('${file}', hive_partitioning = false, file_row_number = true) AS p(${names}, n)`;
      const read = Number((await rows(`SELECT count(*) FROM ${parquet}`))[0]?.[0]);
      if (read !== total) return `it has ${read} rows, not ${total}`;
      const differing = columns.map(
        ({ type }, at) => `count(*) FILTER (r.c${at} IS DISTINCT FROM p.c${at}::${TYPES[type].read})`,
      );
      const [line = []] = await rows(
        `SELECT count(*), ${differing.join(', ')} FROM reference AS r JOIN ${parquet} ON r.n = p.n`,
      );
      const [joined, ...counts] = line.map(Number);
      if (joined !== total) return `${total - (joined ?? 0)} rows are missing`;
      const wrong = counts.flatMap((count, at) => (count === 0 ? [] : [`${columns[at]?.name} (${count})`]));
      return wrong.length === 0 ? undefined : `its cells differ: ${wrong.join(', ')}`;
    };
    return await work(judge);
  } finally {
    instance.closeSync();
  }
}
