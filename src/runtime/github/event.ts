import { readFile } from 'node:fs/promises';

/** What lakeferry reads of the event that started a job. https://docs.github.com/en/webhooks/webhook-events-and-payloads */
export interface GithubEvent {
  repository?: { private?: boolean };
  pull_request?: {
    number?: number;
    head?: { repo?: { full_name?: string; fork?: boolean } | null };
    base?: { sha?: string; repo?: { full_name?: string } };
  };
}

/** Undefined outside of a job, and where the runner's file is none that can be read. */
export async function readEvent(env: Readonly<Record<string, string | undefined>>): Promise<GithubEvent | undefined> {
  const path = env['GITHUB_EVENT_PATH'] ?? '';
  if (path === '') return undefined;
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    return typeof value === 'object' && value !== null ? (value as GithubEvent) : undefined;
  } catch {
    return undefined;
  }
}

/** A pull request from another repository: its job gets no secrets and may write nothing. */
export function isFromFork({ pull_request: pull }: GithubEvent): boolean {
  const from = pull?.head?.repo?.full_name;
  return pull !== undefined && from !== pull.base?.repo?.full_name;
}
