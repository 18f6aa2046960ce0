import type { Log } from '../../src/base/ports/log.ts';
import type { LoadRequest } from '../../src/base/ports/warehouse.ts';
import { openParquet } from '../../src/parquet/read.ts';
import { nodeFiles } from '../../src/runtime/node-files.ts';
import { toColumnSpec } from '../../src/table/schema.ts';
import type { PublishedMonth } from '../published-month.ts';

export const PARTITION_DATE = '2021-01-01';

/** What a warehouse says is not read here: where a load goes wrong it throws. */
export const QUIET_LOG: Log = { debug() {}, info() {}, warn() {}, error() {}, group() {}, progress() {} };

/** The month as `flow` hands it to a warehouse. Each publication is another one, so that every load replaces all rows. */
export function loadRequest(month: PublishedMonth, publication: number): LoadRequest {
  const { path, rows, schema } = month;
  return {
    partition: '2021-01',
    partitionDate: PARTITION_DATE,
    publication,
    sha256: '0'.repeat(64),
    rows,
    columns: schema.map(toColumnSpec),
    object: {
      uri: path,
      isRemote: false,
      localFile: async () => path,
      async read() {
        const opened = await openParquet({ files: nodeFiles, path });
        return { columns: opened.schema.map(toColumnSpec), rowGroups: opened.rowGroups };
      },
    },
    write: 'replace-partition',
    signal: new AbortController().signal,
  };
}
