/**
 * Every word a user can say, once: the same as flag, action input, input of the reusable workflows and environment
 * variable. `scripts/surfaces.ts` makes the action.yml files, the inputs of the workflows and the README's tables of it.
 */
export interface Word {
  /** One or two sentences, in Markdown. */
  description: string;
  /** What holds where nobody says anything; as text, for documentation. Absent: nothing does. */
  otherwise?: string;
}

export const WORDS = {
  pipeline: { description: 'The pipeline file.', otherwise: 'pipeline.yml' },
  set: {
    description: 'Parameters in the place of the file’s own, one `name=value` a line.',
  },
  partitions: {
    description:
      'Which partitions: `2021-01`, `2021-01..2021-06`, a list with commas, `last:3`, or a word: `due`, `missing`, `failed`, `stale`, `all`.',
    otherwise: 'due',
  },
  lake: { description: 'Folder or `gs://bucket/prefix`, instead of the file’s own.' },
  warehouse: { description: 'Table that is loaded, like `duckdb:taxi.duckdb`, instead of the file’s own.' },
  force: { description: '`true`: also what is done already.', otherwise: 'false' },
  'max-jobs': {
    description: 'Most jobs of the matrix, up to 256; a job takes several partitions where there are more.',
    otherwise: '20',
  },
  limit: {
    description: 'Most partitions that a word selects; an explicit list is never cut.',
    otherwise: '50',
  },
  'check-source': {
    description:
      'Which published partitions are asked whether their source changed: `recent` (as `partitions.recheck` says), `all`, `none`.',
    otherwise: 'recent',
  },
  ephemeral: {
    description: '`true`: a lake or warehouse that lies on the runner and vanishes with it is meant, as in a trial.',
    otherwise: 'false',
  },
  cache: { description: '`false`: neither read nor write the cache.', otherwise: 'true' },
  'refresh-cache': {
    description: '`true`: ignore what the cache holds, and overwrite it where it can be overwritten.',
    otherwise: 'false',
  },
  results: { description: 'Path of the results of the step before, its output `results`.' },
  samples: {
    description: 'Show the first two rows of each partition: `none`, `masked` (letters as x, digits as 9), `full`.',
    otherwise: 'none in CI, full on a terminal',
  },
  from: {
    description:
      '`source`: bring each partition from its source. `lake`: take it as it was published, and load it only.',
    otherwise: 'source',
  },
  'dry-run': { description: '`true`: say what would run and why, change nothing.', otherwise: 'false' },
  concurrency: {
    description: 'Partitions at once in one process, or `auto`: as many as cores and memory allow.',
    otherwise: 'auto',
  },
  'time-budget': {
    description: 'Begin no further partition after this long; the rest stays due for the next run.',
    otherwise: '5h',
  },
  'fail-on': {
    description:
      'What makes the run red, of `failed`, `late`, `not_ready`, reasons of failures (`error`, `timeout`, `crash`, `cancelled`, `schema`), `none`.',
    otherwise: 'failed,late',
  },
  plan: { description: 'The plan’s `matrix`, or the path of its `plan` file: what the report has to account for.' },
  attest: {
    description:
      '`true`: leave the checksums of what was published for a job that attests them, which needs the rights `id-token: write` and `attestations: write`.',
    otherwise: 'false',
  },
  site: {
    description:
      'Folder into which pages about the lake are written, for GitHub Pages; an older site there is replaced. Absent: none are made.',
  },
  datasets: {
    description: 'Which datasets of the lake the pages are about: `all`, or names with commas.',
    otherwise: 'the pipeline’s own',
  },
  base: {
    description: 'What the pipeline file is compared with: a revision of git, or a file.',
    otherwise: 'HEAD on a laptop, HEAD^1 in an action',
  },
  sample: {
    description: 'The partition that is made by both versions of the pipeline file, and not published.',
    otherwise: 'the newest that was published, or is due',
  },
  token: { description: 'Leaves the summary as a comment on the pull request, too: `github.token` in braces.' },
  runner: { description: 'Label of the runner for every job.', otherwise: 'ubuntu-latest' },
} as const satisfies Record<string, Word>;

export type WordName = keyof typeof WORDS;
