import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Order, Outcome, Request } from './toolkit-process.ts';

export type { Outcome, Request } from './toolkit-process.ts';

const PROGRAM = fileURLToPath(new URL('./toolkit-process.ts', import.meta.url));

/** GitHub's own packages in one process of their own; one request at a time. */
export class Toolkit {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  static async start(): Promise<Toolkit> {
    const child = fork(PROGRAM, { env: { PATH: process.env['PATH'] } });
    await once(child, 'message');
    return new Toolkit(child);
  }

  /** `folder` is the workspace: paths are relative to it. */
  async ask(folder: string, environment: Record<string, string>, request: Request): Promise<Outcome> {
    this.#child.send({ folder, environment, request } satisfies Order);
    const [outcome] = (await once(this.#child, 'message')) as [Outcome];
    return outcome;
  }

  async stop(): Promise<void> {
    this.#child.disconnect();
    await once(this.#child, 'exit');
  }
}
