import type { WordName } from './words.ts';

/** One action: its inputs are words, its outputs are described here. */
export interface Surface {
  /** One line for people who look for an action. */
  title: string;
  description: string;
  inputs: readonly WordName[];
  outputs: Readonly<Record<string, string>>;
}

const STATE = {
  state:
    'The worst that any partition is in: `failed`, `late`, `running`, `missing`, `due`, `stale`, `not_ready`, `held`, `done`.',
};
const RESULTS = { results: 'Path of the results: one entry a partition, for the next step.' };
const SUBJECTS = {
  subjects:
    'Path of the checksums of the Parquet files that were published, for an attestation; empty when nothing was.',
};
const COUNTS = {
  done: 'Partitions that were published or loaded.',
  cached: 'Partitions whose source was unchanged.',
  'not-ready': 'Partitions that are not published at their source yet.',
  failed: 'Partitions that failed.',
  'failed-partitions': 'The failed ones, as a list for the input `partitions`; empty when there is none.',
};

export const ACTIONS = {
  run: {
    title: 'Lakeferry',
    description:
      'Fetches, cleans, publishes and loads what is due, in one step: CSV on the web → typed Parquet in a lake → a warehouse table.',
    inputs: [
      'pipeline',
      'set',
      'partitions',
      'from',
      'lake',
      'warehouse',
      'force',
      'refresh-cache',
      'dry-run',
      'ephemeral',
      'check-source',
      'samples',
      'limit',
      'concurrency',
      'time-budget',
      'fail-on',
    ],
    outputs: { ...RESULTS, ...COUNTS, summary: 'Path of the summary, in Markdown.', ...SUBJECTS, ...STATE },
  },
  plan: {
    title: 'Lakeferry plan',
    description: 'Says which partitions must run, and why, and deals them to the jobs of a matrix.',
    inputs: [
      'pipeline',
      'set',
      'partitions',
      'lake',
      'warehouse',
      'force',
      'max-jobs',
      'limit',
      'check-source',
      'ephemeral',
    ],
    outputs: {
      matrix: 'The jobs as JSON: a list of `{name, partitions}`.',
      count: 'How many partitions there are in it. GitHub refuses an empty matrix: guard the job with `count != 0`.',
      dataset: 'The dataset’s name, parameters filled in.',
      plan: 'Path of the plan: every partition with its status, and why.',
      'first-run': '`true` when the lake has no ledger for the dataset yet.',
      ...STATE,
    },
  },
  fetch: {
    title: 'Lakeferry fetch',
    description:
      'Brings the raw files of some partitions to the runner, whole or not at all; what is published and unchanged at its source is not fetched again.',
    inputs: ['pipeline', 'set', 'partitions', 'lake', 'force', 'cache', 'refresh-cache'],
    outputs: {
      ...RESULTS,
      file: 'Path of the raw file, where there is exactly one.',
      'cache-hit': '`true` when every raw file came from the cache.',
      'cache-reason': 'Why the cache hit or missed, one line a partition.',
      ...STATE,
    },
  },
  clean: {
    title: 'Lakeferry clean',
    description:
      'Raw files → typed columns as an Arrow stream each, by the pipeline’s contract; rows that break a rule go to quarantine.',
    inputs: ['pipeline', 'set', 'results', 'samples'],
    outputs: {
      ...RESULTS,
      rows: 'Rows that were kept.',
      rejected: 'Rows that broke a rule.',
      quarantine: 'Paths of the files of rejected rows, one a line.',
      ...STATE,
    },
  },
  'write-parquet': {
    title: 'Lakeferry write-parquet',
    description: 'Arrow streams → Parquet files, read back and verified. Any tool may have edited the stream before.',
    inputs: ['pipeline', 'set', 'results'],
    outputs: {
      ...RESULTS,
      bytes: 'Bytes of all files.',
      sha256: 'Of the file, where there is exactly one.',
      ...STATE,
    },
  },
  upload: {
    title: 'Lakeferry upload',
    description: 'Publishes Parquet files in the lake: each partition has one version, and the ledger says which.',
    inputs: ['pipeline', 'set', 'results', 'lake'],
    outputs: {
      ...RESULTS,
      uri: 'Where the object lies, where there is exactly one.',
      generation: 'Its generation.',
      ...STATE,
    },
  },
  load: {
    title: 'Lakeferry load',
    description:
      'Loads published partitions into the warehouse, each exactly once. As the last step it fails when a partition failed in any step before.',
    inputs: ['pipeline', 'set', 'results', 'lake', 'warehouse'],
    outputs: {
      ...RESULTS,
      replaced: 'Rows that were there before and are gone.',
      receipt: 'The warehouse’s receipts as JSON, by partition.',
      ...STATE,
    },
  },
  report: {
    title: 'Lakeferry report',
    description:
      'Merges what the jobs of a run left, names partitions whose job ended without a result, writes the summary and decides whether the run is red.',
    inputs: ['pipeline', 'set', 'lake', 'warehouse', 'plan', 'samples', 'fail-on', 'attest', 'site', 'datasets'],
    outputs: {
      ...RESULTS,
      ...COUNTS,
      summary: 'Path of the summary, in Markdown.',
      ...SUBJECTS,
      attest:
        'Name of the artifact that holds these checksums as `subjects.sha256`; empty where none is to be attested.',
      site: 'Folder of the pages, for actions/upload-pages-artifact; empty where none were asked for.',
      ...STATE,
    },
  },
  diff: {
    title: 'Lakeferry diff',
    description:
      'Says what a change of the pipeline file would do: what would run and why, a sample partition before and after, expected time and bytes. Publishes and loads nothing.',
    inputs: ['pipeline', 'set', 'base', 'sample', 'lake', 'warehouse', 'token'],
    outputs: {
      changes: 'How many settings and columns differ; empty where there was no pipeline before.',
      count: 'Partitions that would run.',
      comment: 'What became of the comment: `created`, `updated`, `unchanged`, `denied`, or empty.',
    },
  },
  doctor: {
    title: 'Lakeferry doctor',
    description:
      'Tries each connection of a pipeline (source, lake, warehouse, GitHub, disk) and says of each what is wrong and what mends it. Changes nothing.',
    inputs: ['pipeline', 'set', 'lake', 'warehouse', 'concurrency'],
    outputs: {
      failed: 'Codes of the checks that failed, as a list.',
      warned: 'Codes of the checks that found something to look at.',
      checks: 'All answers as JSON: a list of `{code, state, what, fix}`.',
    },
  },
  notify: {
    title: 'Lakeferry notify',
    description:
      'Tells the channels of `notify:` in the pipeline file which partitions broke and which are well again, each once. A channel that cannot be reached is a warning.',
    inputs: ['pipeline', 'set', 'lake', 'dry-run'],
    outputs: {
      sent: 'Partitions that were told, counted for each channel.',
      unsent: 'Partitions that could not be told; the next run tries again.',
      ...STATE,
    },
  },
} as const satisfies Record<string, Surface>;

export type ActionName = keyof typeof ACTIONS;
