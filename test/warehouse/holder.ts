import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';

/** Another process that holds the file; `release` lets it go and waits for its end. */
export async function holdFile(context: TestContext, file: string): Promise<{ pid: number; release(): Promise<void> }> {
  const script = fileURLToPath(new URL('./hold-file.ts', import.meta.url));
  const child = spawn(process.execPath, [script, file], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  context.after(() => child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  return {
    pid: child.pid ?? 0,
    async release() {
      child.stdin.end();
      await ended;
    },
  };
}
