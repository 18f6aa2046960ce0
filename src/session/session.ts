import { randomBytes } from 'node:crypto';
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import type { Cache } from '../base/ports/cache.ts';
import type { Files } from '../base/ports/files.ts';
import type { Log, Place } from '../base/ports/log.ts';
import { safeJson } from '../base/safe-text.ts';
import { VERSION } from '../base/version.ts';
import type { FlowContext } from '../flow/context.ts';
import { openFlow } from '../flow/open.ts';
import { loadPipeline, secretsOf } from '../pipeline/load.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { relativePlaces } from '../pipeline/resolve.ts';
import { credentialsIn } from '../pipeline/secret-values.ts';
import { commitOf } from '../runtime/commit.ts';
import { createLocalCache } from '../runtime/local-cache.ts';
import { nodeClock } from '../runtime/node-clock.ts';
import { nodeFiles } from '../runtime/node-files.ts';
import { createPlainLog, type LogOptions } from '../runtime/plain-log.ts';
import { removeWorkFolder, sweepWorkFolders } from '../runtime/work-folders.ts';
import type { Host } from './host.ts';
import { createInputReader, type Flags, type InputReader, parseSet, word } from './inputs.ts';
import { failurePlace, namedPlace } from './place.ts';
import { createSecrets, type Secrets } from './secrets.ts';

/** What is different on GitHub and on a laptop. */
export interface Platform {
  /** `undefined`: a terminal's live lines, or plain ones. */
  log?: (options: LogOptions) => Log;
  cache(options: { pipeline: Pipeline; host: Host; log: Log }): Cache;
  /** Where a run may leave large files until it ends. */
  workFolder(host: Host): string;
  /** Unique for each process; begins with what the platform calls the run, where it has a name for it. */
  runName(host: Host): string;
  /** What `${NAME}` in a pipeline file stands for. */
  environment(host: Host): Readonly<Record<string, string | undefined>>;
  /** Messages with a place become annotations beside the user's file: an excerpt of it would say the same twice. */
  annotates: boolean;
  /** Makes the platform hide values that it would print itself. */
  hide(values: readonly string[]): void;
  /** The folder whose node_modules hold the embedded warehouse's library; asked where the usual import does not find it. */
  duckdbFolder?(options: { host: Host; log: Log }): Promise<string | undefined>;
}

export const laptop: Platform = {
  cache: ({ pipeline, host, log }) =>
    createLocalCache({
      folder: cacheEntries(host),
      maxBytes: pipeline.cacheMaxBytes,
      files: nodeFiles,
      clock: nodeClock,
      log,
    }),
  workFolder: (host) => join(cacheFolder(host), 'work'),
  runName: () => randomBytes(8).toString('hex'),
  environment: (host) => host.env,
  annotates: false,
  hide: () => {},
};

/** What every command begins with: where to speak, and its inputs. */
export interface Session {
  platform: Platform;
  host: Host;
  flags: Flags;
  inputs: InputReader;
  log: Log;
  json: boolean;
  secrets: Secrets;
  /** Where an error belongs in the pipeline file, where that was read and such places are shown. */
  placeOf?: (error: { code: string; message: string }) => Place;
  /** Prints a command's answer as JSON to stdout, where `--json` asked for it. */
  answer(value: unknown): void;
  /** Ends the live lines of a terminal. */
  close(): void;
}

export async function openSession(host: Host, flags: Flags, platform: Platform = laptop): Promise<Session> {
  const inputs = createInputReader(flags, host.env);
  const json = inputs.bool('json', false);
  const out = json ? host.stderr : host.stdout;
  const secrets = createSecrets();
  const options = { out, clock: nodeClock, verbose: inputs.bool('verbose', false), mask: secrets.mask };
  const live = platform.log === undefined && out.isTTY === true && (out.columns ?? 0) > 20 && !isCi(host);
  // Loaded for a terminal alone: what measures the width of every character takes longer to load than a plan takes.
  const terminal = live ? (await import('../runtime/terminal-log.ts')).createTerminalLog(options) : undefined;
  return {
    platform,
    host,
    flags,
    inputs,
    json,
    secrets,
    log: platform.log?.(options) ?? terminal ?? createPlainLog(options),
    answer: (value) => {
      if (json) host.stdout.write(`${secrets.mask(safeJson(value))}\n`);
    },
    close: () => terminal?.done(),
  };
}

/** Does a machine read along? Every CI service that is known sets `CI`; an empty one is unset, like every word. */
export function isCi(host: Host): boolean {
  return (host.env['CI'] ?? '').trim() !== '';
}

/** The pipeline file that flags and environment name, with their lake and warehouse in the place of its own. `files`: where it is read from. */
export async function readPipeline(session: Session, files: Files = nodeFiles): Promise<Pipeline> {
  const { host, flags, inputs } = session;
  const given = inputs.text('pipeline') ?? 'pipeline.yml';
  const lake = inputs.text('lake');
  const warehouse = inputs.text('warehouse');
  const pipeline = await loadPipeline({
    file: resolve(host.cwd, given),
    set: readSet(host, flags),
    env: session.platform.environment(host),
    files,
  });
  const hidden = [...secretsOf(pipeline), ...[lake, warehouse].flatMap((place) => credentialsIn(place ?? ''))];
  session.secrets.add(hidden);
  session.platform.hide(hidden);
  if (session.platform.annotates) {
    session.log = besideFile(session.log, given);
    session.placeOf = (error) => failurePlace({ ...pipeline, file: given }, error);
  }
  const said = relativePlaces({ lake, warehouse });
  return {
    ...pipeline,
    file: given,
    relative: [...said, ...pipeline.relative.filter((place) => (place === 'lake' ? lake : warehouse) === undefined)],
    ...(lake === undefined ? {} : { lake: /^[a-z][a-z0-9+.-]*:/i.test(lake) ? lake : absolute(host.cwd, lake) }),
    ...(warehouse === undefined ? {} : { warehouse: warehouse.replace(/^duckdb:(?!\/)/i, `duckdb:${host.cwd}/`) }),
  };
}

/** Where messages are shown beside files, one that names no place of its own belongs to the pipeline file. */
function besideFile(log: Log, file: string): Log {
  return {
    ...log,
    warn: (message, place) => log.warn(message, place ?? namedPlace(message, file)),
    error: (message, place) => log.error(message, place ?? namedPlace(message, file)),
  };
}

/** The flags, or the lines of the environment where no flag says anything. */
function readSet(host: Host, flags: Flags): Record<string, string> {
  const flagged = ((flags['set'] as string[] | undefined) ?? []).filter((line) => line.trim() !== '');
  return parseSet(flagged.length > 0 ? flagged : [host.env['LAKEFERRY_SET'] ?? '']);
}

function absolute(folder: string, path: string): string {
  return isAbsolute(path) ? path : resolve(folder, path);
}

/** What a command that runs tasks says of the cache. */
export interface CacheWords {
  cache: boolean;
  refreshCache: boolean;
  /** Threads for row groups; absent: none. */
  workers?: number | 'auto';
}

/** `foreignTable`: rows that this lake did not load are what the command is about. */
export type ContextWords = CacheWords & { foreignTable?: boolean };

/** Opens lake, ledger and warehouse for a pipeline, and the cache for a command that runs tasks. */
export async function openContext(session: Session, pipeline: Pipeline, words?: ContextWords): Promise<FlowContext> {
  const { host, log, platform } = session;
  const workFolder = platform.workFolder(host);
  await sweepWorkFolders({ folder: workFolder, files: nodeFiles, clock: nodeClock });
  return openFlow({
    pipeline,
    files: nodeFiles,
    clock: nodeClock,
    log,
    refreshCache: words?.refreshCache ?? false,
    foreignTable: words?.foreignTable ?? false,
    workFolder,
    run: { version: VERSION, run: platform.runName(host), ...(await commitOf(pipeline.directory)) },
    signal: host.signal,
    env: host.env,
    duckdbFolder: async () => platform.duckdbFolder?.({ host, log }),
    ...(words?.workers === undefined ? {} : { workers: (await import('./workers.ts')).openWorkers(words.workers) }),
    ...(words?.cache === true ? { cache: platform.cache({ pipeline, host, log }) } : {}),
  });
}

/** Where the local cache keeps what it has. */
export function cacheEntries(host: Host): string {
  return join(cacheFolder(host), 'entries');
}

function cacheFolder(host: Host): string {
  const own = word('cache-dir', {}, host.env);
  if (own !== undefined) return absolute(host.cwd, own);
  return join(host.env['XDG_CACHE_HOME'] ?? join(host.env['HOME'] ?? homedir(), '.cache'), 'lakeferry');
}

/** Removes this run's work files and lets the warehouse go. */
export async function closeContext(context: FlowContext): Promise<void> {
  await removeWorkFolder(context.workFolder, context.log);
  await context.workers?.close();
  await context.warehouse?.close();
}
