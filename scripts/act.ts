/**
 * `npm run act -- --repository DIR --workflow FILE [--event NAME] [--input name=value]…`
 * Runs a workflow of any repository on this machine; see docs/act.md. What it is asked to run is the user's own code.
 */
import { createHash } from 'node:crypto';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ConfigurationError, LakeferryError, OutageError, reasonOf } from '../src/base/errors.ts';
import { safeText } from '../src/base/safe-text.ts';
import { THIS_MACHINE } from '../test/act/arguments.ts';
import { liveLines, reportLines } from '../test/act/lines.ts';
import { observeWorkflow, type RunOptions } from '../test/act/run.ts';
import { toolsFolder } from './tools-folder.ts';

const USAGE = `npm run act -- --workflow FILE [options]

  --workflow FILE                 the workflow, relative to the repository: .github/workflows/etl.yml
  --repository DIR                the repository, as it is in its working tree (default: the current folder)
  --event NAME                    workflow_dispatch (default), schedule, push, …
  --input NAME=VALUE              an input of the dispatch
  --event-file FILE               the event as JSON, in the place of inputs; booleans as texts: "true"
  --secret NAME[=VALUE]           a secret; without a value it is taken from the environment
  --variable NAME=VALUE           a configuration variable (vars.NAME)
  --env NAME=VALUE                one more variable in the environment of every step
  --matrix KEY:VALUE              run these legs of the matrix alone
  --local-repository OWNER/NAME@REF=DIR
                                  a folder in the place of a repository that the workflow uses at REF
  --platform LABEL=-self-hosted   who runs a label of runs-on; ubuntu-latest and its like are this machine
  --cache write|read|none         what the run may do with caches (default: write)
  --state DIR                     where caches, artifacts and run numbers live

All but --workflow, --repository, --event, --event-file, --cache and --state may be given several times.
`;

const OPTIONS = {
  help: { type: 'boolean', default: false },
  repository: { type: 'string', default: '.' },
  workflow: { type: 'string' },
  event: { type: 'string', default: 'workflow_dispatch' },
  'event-file': { type: 'string' },
  cache: { type: 'string', default: 'write' },
  state: { type: 'string' },
  input: { type: 'string', multiple: true, default: [] as string[] },
  secret: { type: 'string', multiple: true, default: [] as string[] },
  variable: { type: 'string', multiple: true, default: [] as string[] },
  env: { type: 'string', multiple: true, default: [] as string[] },
  matrix: { type: 'string', multiple: true, default: [] as string[] },
  'local-repository': { type: 'string', multiple: true, default: [] as string[] },
  platform: { type: 'string', multiple: true, default: [] as string[] },
} as const;

/** npm starts scripts in its own folder; paths are meant from where the user stands. */
const HERE = process.env['INIT_CWD'] ?? process.cwd();

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof LakeferryError)) throw error;
  process.stderr.write(`error: ${safeText(error.message)}\n`);
  process.exitCode = error.exitCode;
}

async function main(): Promise<number> {
  const options = readOptions();
  if (options === undefined) {
    process.stdout.write(USAGE);
    return 0;
  }
  const say = (lines: string[]) => process.stdout.write(lines.map((line) => `${line}\n`).join(''));
  say([`state of simulated runs: ${options.state}`]);
  const { run, omission } = await observeWorkflow({
    ...options,
    ...interrupts(),
    onEntry: (entry) => say(liveLines(entry)),
  });
  say(reportLines(run));
  if (omission !== undefined) throw omission;
  return run.exitCode;
}

/** The first interrupt cancels the run, which still cleans up; a later one ends it. npm doubles each: not that is meant. */
function interrupts(): { signal: AbortSignal; force: AbortSignal } {
  const [cancel, end] = [new AbortController(), new AbortController()];
  let first = 0;
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      if (first === 0) {
        first = Date.now();
        cancel.abort(new OutageError('ACT_INTERRUPTED', 'interrupted', { retryable: false }));
      } else if (Date.now() - first > 300) {
        end.abort();
      }
    });
  }
  return { signal: cancel.signal, force: end.signal };
}

/** Undefined where help is asked for. */
function readOptions(): RunOptions | undefined {
  const values = parsed();
  if (values.help) return undefined;
  if (values.workflow === undefined) {
    throw new ConfigurationError('ACT_USAGE', '--workflow is missing; example: --workflow .github/workflows/etl.yml');
  }
  if (!isRight(values.cache)) {
    throw new ConfigurationError('ACT_USAGE', `--cache ${values.cache}: expected write, read or none`);
  }
  const repository = resolve(HERE, values.repository);
  const local = Object.entries(pairs('--local-repository', values['local-repository']));
  return {
    repository,
    workflow: values.workflow,
    event: values.event,
    ...(values['event-file'] === undefined ? {} : { eventFile: resolve(HERE, values['event-file']) }),
    cache: values.cache,
    inputs: pairs('--input', values.input),
    secrets: secrets(values.secret),
    variables: pairs('--variable', values.variable),
    environment: pairs('--env', values.env),
    matrix: values.matrix.map((text) => split('--matrix', text, ':')).map(([key, value]) => ({ key, value })),
    localRepositories: Object.fromEntries(local.map(([reference, folder]) => [reference, resolve(HERE, folder)])),
    platforms: { ...THIS_MACHINE, ...pairs('--platform', values.platform) },
    path: pathWithoutNpm(),
    state: values.state === undefined ? stateOf(repository) : resolve(HERE, values.state),
  };
}

function parsed() {
  try {
    return parseArgs({ args: process.argv.slice(2), options: OPTIONS }).values;
  } catch (error) {
    throw new ConfigurationError('ACT_USAGE', `${reasonOf(error)}; see --help`, {}, error);
  }
}

function pairs(flag: string, texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(texts.map((text) => split(flag, text, '=')));
}

function split(flag: string, text: string, separator: '=' | ':'): [name: string, value: string] {
  const at = text.indexOf(separator);
  if (at > 0) return [text.slice(0, at), text.slice(at + 1)];
  throw new ConfigurationError('ACT_USAGE', `${flag} ${text}: expected NAME${separator}VALUE`);
}

/** A secret on a command line stays in the shell's history: only its name need stand there. */
function secrets(texts: readonly string[]): Record<string, string> {
  const given = texts.map((text) => {
    if (text.includes('=')) return text;
    const value = process.env[text];
    if (value === undefined) {
      throw new ConfigurationError('ACT_USAGE', `--secret ${text}: there is no variable ${text} in the environment`);
    }
    return `${text}=${value}`;
  });
  return pairs('--secret', given);
}

/** One folder for each repository, so that its next run finds what this one cached. */
function stateOf(repository: string): string {
  const name = `${basename(repository)}-${createHash('sha256').update(repository).digest('hex').slice(0, 8)}`;
  return join(toolsFolder(), 'act-state', name);
}

/** npm puts the tools of this project first; the workflow shall find the user's. */
function pathWithoutNpm(): string {
  const folders = (process.env['PATH'] ?? '').split(':');
  return folders.filter((folder) => !/node_modules\/|node-gyp-bin/.test(folder)).join(':');
}

function isRight(text: string): text is NonNullable<RunOptions['cache']> {
  return text === 'write' || text === 'read' || text === 'none';
}
