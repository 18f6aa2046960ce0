import { openLake } from '../../src/lake/open.ts';
import { listDatasets } from '../../src/ledger/dataset.ts';
import { openLedger } from '../../src/ledger/ledger.ts';
import { nodeFiles } from '../../src/runtime/node-files.ts';
import type { DatasetLook } from '../../src/site/dataset.ts';
import { type SiteModel, siteModel } from '../../src/site/model.ts';
import { createSilentLog, run } from '../ledger/records.ts';

/** The model of a whole lake folder, from its ledgers alone, as if the site were made at `made`. */
export async function modelOf(folder: string, made: number, more: Partial<SiteModel> = {}): Promise<SiteModel> {
  const clock = { now: () => made, sleep: async () => {}, random: () => 0.5 };
  const log = createSilentLog();
  const google = () => Promise.reject(new Error('no cloud here'));
  const store = openLake(folder, { files: nodeFiles, clock, log, google });
  const looks: DatasetLook[] = [];
  for (const name of await listDatasets(store)) {
    const ledger = openLedger({ store, dataset: name, clock, run, log });
    const record = await ledger.dataset();
    looks.push({
      name,
      ...(record?.about === undefined ? {} : { about: record.about }),
      columns: record?.columns ?? [],
      evolved: (record?.evolved ?? []).map((column) => column.name),
      logs: await ledger.logs(),
    });
  }
  const runsUrl = 'https://github.com/acme/pipelines/actions/runs';
  return siteModel(looks, { made, lake: 'gs://acme-lake', version: '0.1.0', runsUrl, ...more });
}
