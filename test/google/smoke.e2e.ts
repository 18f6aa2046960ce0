import { test } from 'node:test';
import { smoke } from './smoke.ts';

const lake = process.env['LAKEFERRY_SMOKE_LAKE'];
const warehouse = process.env['LAKEFERRY_SMOKE_WAREHOUSE'];
const missing =
  (lake === undefined || warehouse === undefined) &&
  'set LAKEFERRY_SMOKE_LAKE=gs://bucket/prefix and LAKEFERRY_SMOKE_WAREHOUSE=bigquery://project/dataset/table, see docs/google-cloud.md';

test('real Google: two months, a replacement, a restore and a drop', { skip: missing }, async (context) => {
  const env = Object.fromEntries(
    Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
  await smoke(context, { lake: lake ?? '', warehouse: warehouse ?? '', env }, (line) => context.diagnostic(line));
});
