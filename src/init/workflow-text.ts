import { sha256 } from '../base/hash.ts';
import { REPOSITORY, VERSION } from '../base/version.ts';

/**
 * A caller of the reusable workflow: every day what is due, and by hand any partitions. The minute follows from the name, so that
 * not everybody asks at the same one; https://docs.github.com/actions/reference/workflows-and-actions/events-that-trigger-workflows#schedule
 */
export function workflowText(options: {
  name: string;
  pipeline: string;
  /** Lake or table is Google's: the job logs in without a key. */
  isGoogle: boolean;
}): string {
  const { name, pipeline, isGoogle } = options;
  const minute = 3 + (Number.parseInt(sha256(name).slice(0, 6), 16) % 55);
  return `# Made by \`lakeferry init\`: every morning what is due, and by hand any partitions.
name: ${name}
on:
  schedule: [{ cron: '${minute} 5 * * *' }] # UTC; a wake-up: the plan decides what is due
  workflow_dispatch:
    inputs:
      partitions: { description: '2021-01, 2021-01..2021-06, last:3, failed …', type: string, default: due }
permissions: { contents: read }
jobs:
  etl:
${isGoogle ? '    permissions: { contents: read, id-token: write } # login to Google without a key: docs/google-cloud.md\n' : ''}    uses: ${REPOSITORY}/.github/workflows/etl.yml@v${VERSION} # "lakeferry doctor" says how to name its commit
    with: { pipeline: ${JSON.stringify(pipeline)}, partitions: '\${{ inputs.partitions }}' }
`;
}
