import type { DatasetModel } from './dataset.ts';
import { type Html, html } from './html.ts';
import type { SiteModel } from './model.ts';

/** How to read the dataset where people are: each a text to copy. */
export function querySection(site: SiteModel, dataset: DatasetModel): Html {
  const ways = [...queries(site.lake, dataset)];
  return html`<div class="ways">${ways.map(
    ([name, code]) =>
      html`<figure class="way"><figcaption>${name}</figcaption><pre tabindex="0" data-query="${name}"><code>${code.split('\n').map((line, at) => html`${at > 0 && NEWLINE}${line}`)}</code></pre></figure>\n`,
  )}</div>`;
}

/** A line break that is no part of anybody's text. */
const NEWLINE: Html = { markup: '\n' };

/** Where a table lies, by the name that the ledger's `loaded` entries give its warehouse. */
export function tableOf({
  name,
  partitions,
}: DatasetModel): { kind: string; table: string; file?: string } | undefined {
  const url = partitions.findLast(({ load }) => load !== undefined)?.load?.warehouseUrl;
  if (url === undefined) return undefined;
  const [, project, set, table] = /^bigquery:\/\/([^/]+)\/([^/]+)\/([^/?#]+)/.exec(url) ?? [];
  if (table !== undefined) return { kind: 'BigQuery', table: `${project}.${set}.${table}` };
  const named = url.split('#')[1] ?? name;
  // Neither the folders of a machine nor the name of a server belong into a page.
  const file = /^duckdb:(?:[^#]*\/)?([^/#]+)/.exec(url)?.[1];
  if (file !== undefined) return { kind: 'DuckDB', table: named, file };
  return /^postgres(?:ql)?:/i.test(url) ? { kind: 'PostgreSQL', table: named } : undefined;
}

function* queries(lake: string, dataset: DatasetModel): Generator<[string, string]> {
  const { name, newest } = dataset;
  const loaded = tableOf(dataset);
  const files = `${lake}/${name}/**/*.parquet`;
  const isBucket = /^gs:/i.test(lake);
  const date = newest === undefined || newest === 'none' ? undefined : `${newest}-01-01`.slice(0, 10);
  const where = date === undefined ? '' : `\nWHERE partition_date = DATE '${date}'`;
  if (loaded?.kind === 'BigQuery') yield ['BigQuery', `SELECT *\nFROM \`${loaded.table}\`${where}`];
  else if (isBucket) {
    yield [
      'BigQuery',
      `-- A table over the files of the lake, once:\nCREATE EXTERNAL TABLE my_dataset.${name.replaceAll('-', '_')}\nOPTIONS (format = 'PARQUET', uris = ['${lake}/${name}/*.parquet']);\n\nSELECT * FROM my_dataset.${name.replaceAll('-', '_')}${where}`,
    ];
  } else {
    yield [
      'BigQuery',
      `# The lake is a folder: load its files once.\nbq load --source_format=PARQUET my_dataset.${name.replaceAll('-', '_')} \\\n  "${lake}/${name}/**/*.parquet"`,
    ];
  }
  const open = loaded?.kind === 'DuckDB' ? `-- In ${loaded.file} there is also a table: ${loaded.table}\n` : '';
  yield ['DuckDB', `${open}SELECT *\nFROM read_parquet('${files}')${where}`];
  if (loaded?.kind === 'PostgreSQL') yield ['PostgreSQL', `SELECT *\nFROM ${loaded.table}${where}`];
  yield [
    'Python',
    `import pandas as pd\n\n${isBucket ? '# pip install pandas pyarrow gcsfs\n' : ''}df = pd.read_parquet("${lake}/${name}/")`,
  ];
  yield ['Spark', `df = spark.read.parquet("${lake}/${name}/")`];
}
