import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createHttp } from '../http/client.ts';
import { createActionsCache } from '../runtime/github/cache.ts';
import { provideDuckdb } from '../runtime/github/duckdb.ts';
import { createActionsLog } from '../runtime/github/log.ts';
import { hideValues } from '../runtime/github/secrets.ts';
import { nodeClock } from '../runtime/node-clock.ts';
import { nodeFiles } from '../runtime/node-files.ts';
import type { Host } from '../session/host.ts';
import { laptop, type Platform } from '../session/session.ts';

/** A job on GitHub's runners, or on act. */
export const github: Platform = {
  log: createActionsLog,
  annotates: true,
  // Without the service (a self-hosted server, a step that was given no token) the runner's own disk is the cache.
  cache: (options) =>
    hasService(options.host)
      ? createActionsCache({
          env: options.host.env,
          maxBytes: options.pipeline.cacheMaxBytes,
          files: nodeFiles,
          clock: nodeClock,
          log: options.log,
        })
      : laptop.cache(options),
  workFolder: (host) => join(host.env['RUNNER_TEMP'] || host.cwd, 'lakeferry'),
  runName: (host) => `${runPrefix(host)}${randomBytes(6).toString('hex')}`,
  environment: (host) => ({ ...host.env, ...readEnvironment(host) }),
  hide: hideValues,
  duckdbFolder: ({ host, log }) =>
    provideDuckdb({
      env: host.env,
      cwd: host.cwd,
      http: createHttp({ env: host.env }),
      clock: nodeClock,
      log,
      signal: host.signal,
    }),
};

function hasService(host: Host): boolean {
  return (host.env['ACTIONS_RUNTIME_TOKEN'] ?? '') !== '' && (host.env['ACTIONS_RESULTS_URL'] ?? '') !== '';
}

/** What the ledger's entries of all jobs of this attempt of this workflow run begin with. */
export function runPrefix(host: Host): string {
  return `github-${host.env['GITHUB_RUN_ID'] ?? '0'}-${host.env['GITHUB_RUN_ATTEMPT'] ?? '1'}-`;
}

/** The secret `environment` of the reusable workflows: lines NAME=value. Each value is hidden before anything is said. */
export function readEnvironment(host: Host): Record<string, string> {
  const values: Record<string, string> = {};
  for (const line of (host.env['LAKEFERRY_ENVIRONMENT'] ?? '').split(/\r?\n/)) {
    const match = /^\s*([A-Za-z_]\w*)=(.*)$/.exec(line);
    if (match !== null) values[match[1] as string] = match[2] as string;
  }
  hideValues(Object.values(values).filter((value) => value !== ''));
  return values;
}
