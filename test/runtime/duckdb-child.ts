/**
 * `lakeferry run` as a job that has no node_modules: bundled into a folder of its own, with the library's packages in the
 * file that is the first argument. Words come from the environment.
 */
import { readFile } from 'node:fs/promises';
import { runCommand } from '../../src/cli/run-command.ts';
import { createHttp } from '../../src/http/client.ts';
import { provideDuckdb } from '../../src/runtime/github/duckdb.ts';
import type { DuckdbPackage } from '../../src/runtime/github/duckdb-download.ts';
import { nodeClock } from '../../src/runtime/node-clock.ts';
import { laptop, openSession } from '../../src/session/session.ts';
import { tellError } from '../../src/session/tell-error.ts';

const packages = JSON.parse(await readFile(process.argv[2] ?? '', 'utf8')) as DuckdbPackage[];
const session = await openSession(
  {
    env: process.env,
    stdout: process.stdout,
    stderr: process.stderr,
    cwd: process.cwd(),
    signal: new AbortController().signal,
  },
  {},
  {
    ...laptop,
    duckdbFolder: ({ host, log }) =>
      provideDuckdb({
        env: host.env,
        cwd: host.cwd,
        http: createHttp({ env: host.env }),
        clock: nodeClock,
        log,
        signal: host.signal,
        packages,
        policy: { retries: 2, delay: { kind: 'list', delays: [1] } },
      }),
  },
);
try {
  process.exitCode = await runCommand(session);
} catch (error) {
  process.exitCode = tellError(session, error);
}
