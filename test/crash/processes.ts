import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Runs a TypeScript file of this folder in a Node of its own with one JSON argument. Its death is an answer, not an error. */
export function runProcess(
  name: string,
  order: unknown,
): Promise<{ signal: string | undefined; code: number; out: string; err: string }> {
  const path = fileURLToPath(new URL(name, import.meta.url));
  return new Promise((resolve) => {
    execFile(process.execPath, [path, JSON.stringify(order)], { timeout: 60_000 }, (error, out, err) => {
      const code = typeof error?.code === 'number' ? error.code : 0;
      resolve({ signal: error?.signal ?? undefined, code, out, err });
    });
  });
}
