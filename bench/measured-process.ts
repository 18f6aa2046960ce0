import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sample } from './result.ts';
import { ROOT } from './root.ts';

export interface Program {
  /** A script of Node.js, or one of Python, whose interpreter is named. */
  script: string;
  python?: string;
  arguments: readonly string[];
  env?: Readonly<Record<string, string>>;
}

/** Longest that a program may run, in milliseconds: one that hangs must not hang the rest. */
const DEADLINE = 15 * 60_000;

const HOOKS = join(ROOT, 'bench', 'peers');

/**
 * Runs a program to its end in `folder` and tells what it cost. Wall is from start to exit; the process itself reports processor
 * time and memory as it ends, see bench/peers/cost.mjs. Throws an Error with the last words of a program that fails.
 */
export async function measureProcess(program: Program, folder: string): Promise<Sample> {
  const { script, python, env } = program;
  const costFile = join(folder, 'cost.json');
  const [command, ...words] =
    python === undefined
      ? [process.execPath, '--import', join(HOOKS, 'cost.mjs'), script, ...program.arguments]
      : [python, join(HOOKS, 'cost.py'), script, ...program.arguments];
  await rm(costFile, { force: true });
  const began = performance.now();
  const child = spawn(command, words, {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: folder, ...env, LAKEFERRY_COST_FILE: costFile },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: DEADLINE,
  });
  let complaint = '';
  // An action complains on standard output.
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      complaint = (complaint + text).slice(-2000);
    });
  const ended = Promise.withResolvers<string>();
  child.once('error', (error) => ended.resolve(error.message));
  child.once('close', (code, signal) => ended.resolve(code === 0 ? '' : `ended with ${code ?? signal}`));
  const failure = await ended.promise;
  const wall = (performance.now() - began) / 1000;
  if (failure !== '') throw new Error([failure, ...complaint.trim().split('\n').slice(-2)].join(': '));
  const { cpu, peak } = JSON.parse(await readFile(costFile, 'utf8')) as { cpu: number; peak: number };
  return { wall, cpu, peak };
}
