import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** What Node.js writes with `--cpu-prof`: https://nodejs.org/api/cli.html#--cpu-prof. Times are microseconds. */
interface CpuProfile {
  nodes: readonly {
    id: number;
    callFrame: { functionName: string; url: string; lineNumber: number };
    children?: readonly number[];
  }[];
  samples: readonly number[];
  timeDeltas: readonly number[];
}

/** Seconds of one thread by what it did. */
export type Activities = ReadonlyMap<string, number>;

export const COLLECTING = 'collecting garbage';
export const NODE = 'Node.js itself: starting, loading code, streams';

/** By the nearest source file of ours on the stack. What serves all of them is passed over. */
const ACTIVITIES: readonly [pattern: RegExp, activity: string][] = [
  [/^src\/source\/|^src\/kernel\/inflate/, 'unpacking'],
  [/^src\/csv\/|^src\/kernel\/scan/, 'records and fields'],
  [/^src\/kernel\/byte-dictionary/, 'dictionaries of texts'],
  [/^src\/clean\/|^src\/kernel\/(canonical|datetimes|distinct|gather)/, 'values and rules'],
  [/^src\/parquet\/compress/, 'compressing'],
  [/^src\/parquet\/|^src\/kernel\/(bit-pack|delta|range)/, 'Parquet'],
  [/^src\/pipeline\/|^node_modules\//, 'the pipeline file'],
];
const VERIFYING = /^src\/parquet\/verify/;

export const VERIFICATION = 'verification';

/** Runs a bundled script with a profiler; `words` are its arguments. */
export async function profileScript(script: string, words: readonly string[], folder: string): Promise<Activities> {
  const into = await mkdtemp(join(folder, 'profile-'));
  const flags = ['--cpu-prof', '--cpu-prof-interval', '200', '--cpu-prof-dir', into];
  await promisify(execFile)(process.execPath, [...flags, script, ...words], { cwd: folder });
  const [name] = await readdir(into);
  const profile = JSON.parse(await readFile(join(into, name as string), 'utf8')) as CpuProfile;
  return activitiesOf(profile, await readSources(dirname(script)));
}

/** Path of a bundle → its lines' source files, as the comments say that esbuild writes before each. */
type Sources = ReadonlyMap<string, readonly { line: number; source: string }[]>;

async function readSources(folder: string): Promise<Sources> {
  const sources = new Map<string, { line: number; source: string }[]>();
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.mjs')) continue;
    const path = join(folder, name);
    const found: { line: number; source: string }[] = [];
    for (const [line, text] of (await readFile(path, 'utf8')).split('\n').entries()) {
      const source = /^\s*\/\/ ((?:src|node_modules|bench)\/\S+)$/.exec(text)?.[1];
      if (source !== undefined) found.push({ line, source });
    }
    sources.set(path, found);
  }
  return sources;
}

/** Each sample's time goes to one activity. */
export function activitiesOf(profile: CpuProfile, sources: Sources): Activities {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const parents = new Map(profile.nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  const named = new Map<number, string>();

  function sourceOf({ callFrame: { url, lineNumber } }: CpuProfile['nodes'][number]): string | undefined {
    if (!url.startsWith('file:')) return undefined;
    return sources.get(fileURLToPath(url))?.findLast(({ line }) => line <= lineNumber)?.source;
  }

  function nameOf(leaf: number): string {
    const top = nodes.get(leaf)?.callFrame.functionName;
    if (top === '(garbage collector)') return COLLECTING;
    if (top === '(idle)') return 'waiting';
    let nearest: string | undefined;
    for (let id: number | undefined = leaf; id !== undefined; id = parents.get(id)) {
      const source = sourceOf(nodes.get(id) as CpuProfile['nodes'][number]);
      if (source === undefined) continue;
      if (VERIFYING.test(source)) return VERIFICATION;
      nearest ??= ACTIVITIES.find(([pattern]) => pattern.test(source))?.[1];
    }
    return nearest ?? NODE;
  }

  const seconds = new Map<string, number>();
  for (const [at, leaf] of profile.samples.entries()) {
    const name = named.get(leaf) ?? nameOf(leaf);
    named.set(leaf, name);
    seconds.set(name, (seconds.get(name) ?? 0) + (profile.timeDeltas[at] ?? 0) / 1e6);
  }
  return seconds;
}
