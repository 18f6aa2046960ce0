import { PassThrough } from 'node:stream';
import { main } from '../../src/cli/main.ts';
import type { Finished } from './in-process.ts';

/** The command line with somebody at the terminal, who answers what is asked; `undefined`: it is no question. */
export async function runAnswered(
  args: readonly string[],
  { folder }: { folder: string },
  env: Readonly<Record<string, string>>,
  answer: (asked: string) => string | undefined,
): Promise<Finished> {
  const asTerminal = () => Object.assign(new PassThrough(), { isTTY: true });
  const [stdin, stdout, stderr] = [asTerminal(), new PassThrough(), asTerminal()];
  const [said, asked]: [string[], string[]] = [[], []];
  stdout.on('data', (chunk) => said.push(String(chunk)));
  stderr.on('data', (chunk) => {
    asked.push(String(chunk));
    const text = answer(String(chunk));
    if (text !== undefined) stdin.write(`${text}\n`);
  });
  const streams = { stdin, stdout, stderr } as unknown as {
    stdin: NodeJS.ReadStream;
    stdout: NodeJS.WriteStream;
    stderr: NodeJS.WriteStream;
  };
  const signal = new AbortController().signal;
  const code = await main(args, { env: { LAKEFERRY_CACHE_DIR: '.cache', ...env }, cwd: folder, signal, ...streams });
  return { code, stdout: said.join(''), stderr: asked.join('') };
}
