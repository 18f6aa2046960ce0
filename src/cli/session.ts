import { randomBytes } from 'node:crypto';
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import type { Log } from '../base/ports/log.ts';
import { VERSION } from '../base/version.ts';
import type { FlowContext } from '../flow/context.ts';
import { openFlow } from '../flow/open.ts';
import { loadPipeline, secretsOf } from '../pipeline/load.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { commitOf } from '../runtime/commit.ts';
import { createLocalCache } from '../runtime/local-cache.ts';
import { nodeClock } from '../runtime/node-clock.ts';
import { nodeFiles } from '../runtime/node-files.ts';
import { createPlainLog } from '../runtime/plain-log.ts';
import { createTerminalLog } from '../runtime/terminal-log.ts';
import { removeWorkFolder, sweepWorkFolders } from '../runtime/work-folders.ts';
import type { Host } from './host.ts';
import { createInputReader, type Flags, type InputReader, parseSet, word } from './inputs.ts';
import { createSecrets, type Secrets } from './secrets.ts';

/** What every command begins with: where to speak, and its inputs. */
export interface Session {
  host: Host;
  flags: Flags;
  inputs: InputReader;
  log: Log;
  json: boolean;
  secrets: Secrets;
  /** Prints a command's answer as JSON to stdout, where `--json` asked for it. */
  answer(value: unknown): void;
  /** Ends the live lines of a terminal. */
  close(): void;
}

export function openSession(host: Host, flags: Flags): Session {
  const inputs = createInputReader(flags, host.env);
  const json = flags['json'] === true;
  const out = json ? host.stderr : host.stdout;
  const secrets = createSecrets();
  const options = { out, clock: nodeClock, verbose: flags['verbose'] === true, mask: secrets.mask };
  const live =
    out.isTTY === true && (out.columns ?? 0) > 20 && word('ci', {}, { LAKEFERRY_CI: host.env['CI'] }) === undefined;
  const terminal = live ? createTerminalLog(options) : undefined;
  return {
    host,
    flags,
    inputs,
    json,
    secrets,
    log: terminal ?? createPlainLog(options),
    answer: (value) => {
      if (json) host.stdout.write(`${secrets.mask(JSON.stringify(value, null, 2))}\n`);
    },
    close: () => terminal?.done(),
  };
}

/** The pipeline file that flags and environment name, with their lake and warehouse in the place of its own. */
export async function readPipeline(session: Session): Promise<Pipeline> {
  const { host, flags } = session;
  const given = session.inputs.text('pipeline') ?? 'pipeline.yml';
  const flagged = (flags['set'] as string[] | undefined) ?? [];
  const set = parseSet(flagged.length > 0 ? flagged : [host.env['LAKEFERRY_SET'] ?? '']);
  const pipeline = await loadPipeline({ file: resolve(host.cwd, given), set, env: host.env, files: nodeFiles });
  session.secrets.add(secretsOf(pipeline));
  const lake = session.inputs.text('lake');
  const warehouse = session.inputs.text('warehouse');
  return {
    ...pipeline,
    file: given,
    ...(lake === undefined ? {} : { lake: /^[a-z][a-z0-9+.-]*:/i.test(lake) ? lake : absolute(host.cwd, lake) }),
    ...(warehouse === undefined ? {} : { warehouse: warehouse.replace(/^duckdb:(?!\/)/, `duckdb:${host.cwd}/`) }),
  };
}

function absolute(folder: string, path: string): string {
  return isAbsolute(path) ? path : resolve(folder, path);
}

/** Opens lake, ledger, warehouse and cache for a pipeline. */
export async function openContext(session: Session, pipeline: Pipeline): Promise<FlowContext> {
  const { host, inputs, log } = session;
  const folder = cacheFolder(host);
  const useCache = inputs.bool('cache', true);
  const refreshCache = inputs.bool('refresh-cache', false);
  inputs.check();
  const workFolder = join(folder, 'work');
  await sweepWorkFolders({ folder: workFolder, files: nodeFiles, clock: nodeClock });
  return openFlow({
    pipeline,
    files: nodeFiles,
    clock: nodeClock,
    log,
    refreshCache,
    workFolder,
    run: { version: VERSION, run: randomBytes(8).toString('hex'), ...(await commitOf(pipeline.directory)) },
    signal: host.signal,
    ...(useCache
      ? {
          cache: createLocalCache({
            folder: join(folder, 'entries'),
            maxBytes: pipeline.cacheMaxBytes,
            files: nodeFiles,
            clock: nodeClock,
            log,
          }),
        }
      : {}),
  });
}

function cacheFolder(host: Host): string {
  const own = word('cache-dir', {}, host.env);
  if (own !== undefined) return absolute(host.cwd, own);
  return join(host.env['XDG_CACHE_HOME'] ?? join(host.env['HOME'] ?? homedir(), '.cache'), 'lakeferry');
}

/** Removes this run's work files and lets the warehouse go. */
export async function closeContext(context: FlowContext): Promise<void> {
  await removeWorkFolder(context.workFolder, context.log);
  await context.warehouse?.close();
}
