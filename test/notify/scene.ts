import type { TestContext } from 'node:test';
import { type Finished, runMain } from '../cli/in-process.ts';
import { createJob, type Job, monthText } from '../job/job.ts';
import { type Channels, startChannels } from '../servers/notify/channels.ts';

/** A small job whose months can be broken and mended, and somebody who is told. */
export interface Scene {
  job: Job;
  channels: Channels;
  /** Writes pipeline.yml with these channels. */
  write(notify: readonly string[], ...lines: string[]): Promise<void>;
  /** The publisher has trouble with a month. */
  breakMonth(month: string, how?: 'outage' | 'contract' | 'rejects' | 'absent'): void;
  mend(month: string): void;
  /** Runs everything, then tells. */
  runAndNotify(env?: Readonly<Record<string, string>>): Promise<Finished>;
  notify(env?: Readonly<Record<string, string>>, ...args: string[]): Promise<Finished>;
}

export const at = (name: string): string => `\${${name}}`;

export async function openScene(context: TestContext): Promise<Scene> {
  const job = await createJob(context);
  const channels = await startChannels();
  context.after(() => channels.close());
  const { origin } = channels;
  const env = {
    SLACK: `${origin}/slack`,
    TEAMS: `${origin}/teams`,
    DISCORD: `${origin}/discord`,
    HOOK: `${origin}/hook?key=s3cr3t-key`,
  };
  const scene: Scene = {
    job,
    channels,
    write: (notify, ...lines) => job.write(`notify:\n${notify.map((line) => `  - ${line}`).join('\n')}`, ...lines),
    breakMonth(month, how = 'outage') {
      const path = `/${month}.csv`;
      if (how === 'absent') job.publisher.files.delete(path);
      else if (how === 'outage') job.publisher.files.set(path, () => ({ status: 410 }));
      else job.publisher.files.set(path, `${how === 'contract' ? 'id,note\n' : monthText(month, ' anew')}x,wrong\n`);
    },
    mend: (month) => void job.publisher.files.set(`/${month}.csv`, monthText(month, ' mended')),
    async runAndNotify(more = {}) {
      await runMain(['run', '--partitions', 'all'], job, { ...env, ...more });
      return scene.notify(more);
    },
    notify: (more = {}, ...args) => runMain(['notify', ...args], job, { ...env, ...more }),
  };
  return scene;
}
