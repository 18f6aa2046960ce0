import { stringify } from 'yaml';
import type { Dataset } from './dataset.ts';
import type { Codec } from './job.ts';

/** The pipeline file for a dataset whose months lie beside it, `2021-01.csv.gz`, with `lake/` for a lake. */
export function pipelineText({ columns }: Dataset, codec: Codec): string {
  return stringify({
    name: 'bench',
    description: 'An invented month, measured',
    owner: 'bench@example.org',
    source: { url: '{YYYY}-{MM}.csv.gz' },
    partitions: { by: 'month', start: '2021-01', end: '2021-02' },
    columns: Object.fromEntries(columns.map(({ name, type }) => [name, { type, from: name }])),
    contract: { new_columns: 'freeze', types: 'freeze', max_rejected: '0%' },
    lake: './lake',
    parquet: { codec },
  });
}
