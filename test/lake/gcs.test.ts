import { storeSuite } from '../suites/store.ts';
import { openBucket } from './gcs-fixture.ts';
import { createWorkspace } from './workspace.ts';

const workspace = createWorkspace();
const bucket = await openBucket();
// Every listing of the suite comes in pieces.
bucket.server.page = 2;
let lakes = 0;

storeSuite(
  'gcs',
  async () => bucket.open(`gs://my-lake/lakes/${++lakes}`),
  (content) => workspace.file(content),
);
