import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { PassThroughClient } from 'google-auth-library';
import { bundle } from '../../scripts/bundle.ts';
import type * as Open from '../../src/warehouse/open.ts';
import { startBench, testClock } from './bigquery-fixture.ts';
import { listLog } from './fixture.ts';

test('bundled as it is shipped, far from node_modules, the driver loads a month; its client lies in a chunk of its own', async (context) => {
  const { server, folder, request, groups, loads } = await startBench(context);
  const files = await bundle({ entries: [{ source: 'src/warehouse/open.ts', bundle: 'open', stub: 'unused' }] });
  for (const [name, text] of files) await writeFile(join(folder, name), text);
  assert.doesNotMatch(files.get('open.mjs') ?? '', /gl-node\//);
  const { openWarehouse } = (await import(pathToFileURL(join(folder, 'open.mjs')).href)) as typeof Open;
  const warehouse = await openWarehouse({
    url: 'bigquery://acme-data/taxi',
    dataset: 'yellow',
    directory: folder,
    clock: testClock(),
    log: listLog(),
    bigquery: {
      settings: { location: 'EU' },
      lake: 'gs://lake',
      connection: async () => ({ apiEndpoint: server.origin, authClient: new PassThroughClient() }),
      loads: () => loads,
    },
  });
  await warehouse.load(await request({ month: '2021-01', count: 5 }));
  assert.deepEqual(await groups(), ['2021-01 1 5']);
});
