import type { TASK_VERSIONS } from '../../src/tasks/key.ts';

/** What the tasks make of `golden.csv` as of their versions. */
export interface Golden {
  versions: Record<keyof typeof TASK_VERSIONS, number>;
  /** sha256 of the raw bytes that `fetch` brings. */
  raw: string;
  /** sha256 of the Parquet file, uncompressed: the bytes of zstd and gzip belong to the Node that wrote them. */
  parquet: string;
  /** sha256 of the quarantine file. */
  quarantine: string;
  /** Of the conversion. */
  key: string;
}

/** One for each set of versions, newest last. None is ever changed: a changed output is a new version. */
export const GOLDEN: readonly Golden[] = [
  {
    versions: { fetch: 1, clean: 1, 'write-parquet': 1 },
    raw: '16f924c80959e012111038bc35c3d7f740aca0db82aca1a18b2025af1a698feb',
    parquet: '40ef3821e11e75367bbe1b4e95cb44572834f0bcbf9bd6cc8e8c66db27d7ae73',
    quarantine: 'e728f148c81d42126a74d1dee246d55e1e883ce0a8f4908f0876340b5cbed278',
    key: '9d379cc59945f65b62fea3b7181c5db99b01a200ce4b9c346ebf75eb5d3cc654',
  },
  {
    versions: { fetch: 1, clean: 2, 'write-parquet': 1 },
    raw: '16f924c80959e012111038bc35c3d7f740aca0db82aca1a18b2025af1a698feb',
    parquet: '40ef3821e11e75367bbe1b4e95cb44572834f0bcbf9bd6cc8e8c66db27d7ae73',
    quarantine: 'e728f148c81d42126a74d1dee246d55e1e883ce0a8f4908f0876340b5cbed278',
    key: 'fba0112bd76772ed4181be64d544f21a0f70963870fe256fb018d94d268223d7',
  },
  {
    versions: { fetch: 1, clean: 3, 'write-parquet': 1 },
    raw: '16f924c80959e012111038bc35c3d7f740aca0db82aca1a18b2025af1a698feb',
    parquet: '40ef3821e11e75367bbe1b4e95cb44572834f0bcbf9bd6cc8e8c66db27d7ae73',
    quarantine: 'e728f148c81d42126a74d1dee246d55e1e883ce0a8f4908f0876340b5cbed278',
    key: 'a7c1ea2efc7f8ec4f628e4198325900174a4d9a0694ede96f83b57bf33a08540',
  },
  {
    versions: { fetch: 1, clean: 4, 'write-parquet': 1 },
    raw: '16f924c80959e012111038bc35c3d7f740aca0db82aca1a18b2025af1a698feb',
    parquet: '40ef3821e11e75367bbe1b4e95cb44572834f0bcbf9bd6cc8e8c66db27d7ae73',
    quarantine: 'e728f148c81d42126a74d1dee246d55e1e883ce0a8f4908f0876340b5cbed278',
    key: '8b56ce480155f104e1924eb95cf640eb3f118309f3783699b265597aabee82a5',
  },
];
