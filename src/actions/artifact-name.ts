import { sha256 } from '../base/hash.ts';
import type { Host } from '../session/host.ts';

/** What the artifacts of all jobs of this attempt begin with. A second attempt of a failed job must not meet the first one's. */
export function artifactPrefix(host: Host, dataset: string): string {
  return `lakeferry-${dataset}-${host.env['GITHUB_RUN_ATTEMPT'] ?? '1'}-`;
}

/** Unique in a workflow run: job, step and partitions tell one from the other; spelled out they would not fit a name. */
export function artifactName(host: Host, dataset: string, partitions: string): string {
  const { GITHUB_JOB: job = '', GITHUB_ACTION: step = '' } = host.env;
  return `${artifactPrefix(host, dataset)}${sha256(JSON.stringify([job, step, partitions])).slice(0, 16)}`;
}

/** Of the checksums that are to be attested: no name of what a job leaves for the report begins like this. */
export function subjectsArtifact(host: Host, dataset: string): string {
  return `lakeferry-subjects-of-${dataset}-${host.env['GITHUB_RUN_ATTEMPT'] ?? '1'}`;
}
