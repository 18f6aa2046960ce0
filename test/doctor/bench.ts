import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { answerOf, type Finished, runMain } from '../cli/in-process.ts';
import type { Job } from '../job/job.ts';

interface Told {
  exitCode: number;
  checks: { code: string; state: 'ok' | 'warn' | 'fail'; what: string; fix: string[] }[];
}

/** `fail bucket-denied` of each check that is not fine; each has a fix, and the exit code is the process's. */
export function findingsOf(finished: Finished): string[] {
  const { exitCode, checks } = answerOf<Told>(finished);
  assert.equal(exitCode, finished.code, finished.stderr);
  const found = checks.filter(({ state }) => state !== 'ok');
  for (const { code, fix } of found)
    assert.ok(fix.length > 0 && fix.every((line) => line !== ''), `${code} has no fix`);
  return found.map(({ state, code }) => `${state} ${code}`);
}

/** Codes of all questions that were asked. */
export function askedOf(finished: Finished): string[] {
  return answerOf<Told>(finished).checks.map(({ code }) => code);
}

/** What a check said, with its fixes. */
export function wordsOf(finished: Finished, code: string): string {
  const found = answerOf<Told>(finished).checks.find((check) => check.code === code);
  return [found?.what, ...(found?.fix ?? [])].join('\n');
}

export function doctor(job: Job, env: Readonly<Record<string, string>> = {}, ...words: string[]): Promise<Finished> {
  return runMain(['doctor', '--json', ...words], job, env);
}

const COMMIT = '1234567890123456789012345678901234567890';

/** A workflow that calls ours, as it should be; a change takes the place of a part of it. */
export async function writeWorkflow(job: Job, from = '', to = ''): Promise<void> {
  const text = `name: trips
on:
  schedule: [{ cron: '17 5 * * *' }]
  workflow_dispatch:
permissions: { contents: read }
jobs:
  etl:
    permissions: { contents: read, id-token: write } # login without a key
    uses: lakeferry/lakeferry/.github/workflows/etl.yml@${COMMIT} # v0.1.0
    with: { pipeline: pipeline.yml }
`;
  assert.ok(text.includes(from));
  await mkdir(join(job.folder, '.github/workflows'), { recursive: true });
  await writeFile(join(job.folder, '.github/workflows/trips.yml'), text.replace(from, to));
}

/** A repository whose only commit is so many days old. */
export function commit(job: Job, days: number): void {
  const date = new Date(Date.now() - days * 86_400_000).toISOString();
  const git = (...words: string[]) =>
    execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', ...words], {
      cwd: job.folder,
      env: { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
    });
  git('init', '--quiet');
  git('add', 'pipeline.yml');
  git('commit', '--quiet', '-m', 'A pipeline');
}
