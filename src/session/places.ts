import { ConfigurationError } from '../base/errors.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import type { Host } from './host.ts';

/**
 * Refuses a lake or warehouse that the next job would not find again: a relative path where several jobs meet, and
 * anything on the disk of a hosted runner, which is thrown away with it, unless `ephemeral` says that this is meant.
 * Throws one ConfigurationError PLACES for all that is wrong.
 */
export function checkPlaces(
  pipeline: Pipeline,
  host: Host,
  { ephemeral, severalJobs }: { ephemeral: boolean; severalJobs: boolean },
): void {
  const problems: string[] = [];
  // https://docs.github.com/actions/reference/variables: github-hosted or self-hosted.
  const isHosted = host.env['RUNNER_ENVIRONMENT'] === 'github-hosted';
  for (const place of ['lake', 'warehouse'] as const) {
    const url = pipeline[place];
    if (url === undefined || !isLocal(url)) continue;
    const where = place === 'lake' ? 'a folder' : 'a file';
    if (severalJobs && pipeline.relative.includes(place)) {
      problems.push(
        `${place}: a relative path is ${where} of its own in each job, and the jobs of a matrix would not find each other's; ` +
          'name an absolute path that all runners share, or a place in the cloud',
      );
    } else if (isHosted && !ephemeral) {
      problems.push(
        `${place}: ${where} on a hosted runner is thrown away with it; name a place in the cloud, or pass ephemeral: true for a trial`,
      );
    }
  }
  if (problems.length > 0) throw new ConfigurationError('PLACES', problems.join('\n'), { problems });
}

/** A folder, or a file, of this machine. */
export function isLocal(url: string): boolean {
  return /^duckdb:/i.test(url) || /^file:/i.test(url) || !/^[a-z][a-z0-9+.-]+:/i.test(url);
}
