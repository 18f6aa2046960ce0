import { sha256 } from '../base/hash.ts';
import { REPOSITORY, VERSION } from '../base/version.ts';

/**
 * A workflow for every day what is due, and by hand any partitions: a caller of the reusable workflow, or, where the lake is a
 * folder, one job that does it all and whose lake is gone with its runner. The minute follows from the name, so that not
 * everybody asks at the same one; https://docs.github.com/actions/reference/workflows-and-actions/events-that-trigger-workflows#schedule
 */
export function workflowText(options: {
  name: string;
  pipeline: string;
  /** The lake is a folder. */
  isFolder: boolean;
  /** Lake or table is Google's: the job logs in without a key. */
  isGoogle: boolean;
}): string {
  const { name, pipeline, isFolder, isGoogle } = options;
  const minute = 3 + (Number.parseInt(sha256(name).slice(0, 6), 16) % 55);
  const login = isGoogle
    ? '    permissions: { contents: read, id-token: write } # login to Google without a key: docs/google-cloud.md\n'
    : '';
  const inputs = `pipeline: ${JSON.stringify(pipeline)}, partitions: '\${{ inputs.partitions }}'`;
  const pin = '# "lakeferry doctor" says how to name its commit';
  const job = isFolder
    ? `  ferry:
    runs-on: ubuntu-latest
${login}    steps:
      - uses: actions/checkout@v5
        with: { persist-credentials: false }
      - uses: ${REPOSITORY}@v${VERSION} ${pin}
        # A trial: the runner's disk is gone when the job ends, and the lake with it. For good the lake is a bucket.
        with: { ${inputs}, ephemeral: 'true' }
`
    : `  etl:
${login}    uses: ${REPOSITORY}/.github/workflows/etl.yml@v${VERSION} ${pin}
    with: { ${inputs} }
`;
  return `# Made by \`lakeferry init\`: every morning what is due, and by hand any partitions.
name: ${name}
on:
  schedule: [{ cron: '${minute} 5 * * *' }] # UTC; a wake-up: the plan decides what is due
  workflow_dispatch:
    inputs:
      partitions: { description: '2021-01, 2021-01..2021-06, last:3, failed …', type: string, default: due }
permissions: { contents: read }
jobs:
${job}`;
}
