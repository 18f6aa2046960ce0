import type { Files } from '../../src/base/ports/files.ts';
import { loadPipeline } from '../../src/pipeline/load.ts';
import type { Pipeline } from '../../src/pipeline/pipeline.ts';
import { PipelineProblems, type Problem } from '../../src/pipeline/problems.ts';

/** A file system of a few texts that can only be read. */
export function textFiles(texts: Readonly<Record<string, string | Uint8Array>>): Files {
  const refuse = (): never => {
    throw new Error('reading a pipeline file changes nothing and lists nothing');
  };
  return {
    open: refuse,
    read: async (path) => {
      const text = texts[path];
      if (text === undefined)
        throw Object.assign(new Error(`ENOENT: no such file, open '${path}'`), { code: 'ENOENT' });
      return typeof text === 'string' ? new TextEncoder().encode(text) : text;
    },
    stat: refuse,
    stream: refuse,
    names: refuse,
    create: refuse,
    makeFolder: refuse,
    link: refuse,
    rename: refuse,
    remove: refuse,
    syncFolder: refuse,
  };
}

export interface Surroundings {
  set?: Record<string, string>;
  env?: Record<string, string>;
  /** Further files, by path. */
  more?: Record<string, string>;
}

/** Reads a text as if it were `/job/pipeline.yml`. */
export function read(text: string, { set = {}, env = {}, more = {} }: Surroundings = {}): Promise<Pipeline> {
  const file = '/job/pipeline.yml';
  return loadPipeline({ file, set, env, files: textFiles({ ...more, [file]: text }) });
}

/** What is wrong with a text; fails when nothing is. */
export async function problemsOf(text: string, surroundings: Surroundings = {}): Promise<readonly Problem[]> {
  try {
    await read(text, surroundings);
  } catch (error) {
    if (error instanceof PipelineProblems) return error.problems;
    throw error;
  }
  throw new Error('the file was accepted');
}

/** A small right file; `lines` are added to it, and a line of the same top-level key takes the place of its own. */
export function job(...lines: string[]): string {
  const keyOf = (line: string) => /^\s*(\w+):/.exec(line)?.[1] ?? line;
  const base = [
    'name: taxi',
    'description: Trips',
    'owner: data@example.org',
    'source: { url: "months/{YYYY}-{MM}.csv" }',
    'partitions: { by: month, start: 2021-01 }',
    'columns: { id: { type: int64 } }',
  ];
  const keys = lines.map(keyOf);
  return [...base.filter((line) => !keys.includes(keyOf(line))), ...lines, ''].join('\n');
}
