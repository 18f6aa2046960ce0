import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { runMain } from '../cli/in-process.ts';
import type { Answer, Seen } from '../servers/fault-server.ts';
import { serve } from '../servers/publisher.ts';
import { createJob, monthText, WAREHOUSE } from './job.ts';

const FROM_ENVIRONMENT = 'env-s3cret/+&"x';
const TYPED = 'typed-s3cret';

async function textsBelow(folder: string): Promise<[name: string, text: string][]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(files.map(async (file): Promise<[string, string]> => [file, await readFile(file, 'latin1')]));
}

test('secrets reach the source, and neither output nor lake, cache or table', async (context) => {
  const job = await createJob(context, []);
  const { files, origin } = job.publisher;
  const url = `\${SOURCE_URL}/{YYYY}-{MM}.csv?token=${TYPED}`;
  await job.write(
    'partitions: { by: month, start: 2021-01, end: 2021-04, grace: 36500d }',
    `source: { url: ${JSON.stringify(url)}, headers: { Authorization: "Bearer \${SOURCE_TOKEN}" }, not_ready: [404] }`,
    WAREHOUSE,
  );
  const came: string[] = [];
  const withSecrets =
    (answer: (seen: Seen) => Answer) =>
    (seen: Seen): Answer => {
      came.push(`${seen.path} ${seen.headers['authorization']}`);
      return answer(seen);
    };
  const echo = `you sent ${FROM_ENVIRONMENT} and ${TYPED}`;
  const at = (month: string) => `/base-s3cret/2021-${month}.csv?token=${TYPED}`;
  files.set(
    at('01'),
    withSecrets((seen) => serve(monthText('2021-01'), seen)),
  );
  files.set(
    at('02'),
    withSecrets(() => ({ status: 401, reason: echo, body: echo })),
  );
  files.set(
    at('03'),
    withSecrets(() => ({ status: 302, headers: { location: `/${TYPED}?x=${FROM_ENVIRONMENT}` } })),
  );
  files.set(
    at('04'),
    withSecrets(() => ({ status: 404, body: echo })),
  );

  const env = { SOURCE_TOKEN: FROM_ENVIRONMENT, SOURCE_URL: `${origin}/base-s3cret` };
  const shown: string[] = [];
  for (const args of [
    ['run'],
    ['run', '--json'],
    ['run', '--verbose', '--force', '--partitions', 'all'],
    ['plan'],
    ['status'],
    ['status', '--json'],
  ]) {
    const { stdout, stderr } = await runMain(args, job, env);
    shown.push(stdout, stderr);
  }
  assert.ok(came.length >= 4);
  for (const line of came) assert.ok(line.endsWith(`Bearer ${FROM_ENVIRONMENT}`), line);
  assert.doesNotMatch(shown.join('\n'), /s3cret/);
  assert.match(shown.join('\n'), /\$\{SOURCE_URL\}\/2021-02\.csv\?token=\*\*\* answered 401/);
  for (const folder of ['lake', '.cache']) {
    const texts = await textsBelow(join(job.folder, folder));
    assert.ok(texts.length > 0, folder);
    assert.deepEqual(
      texts.filter(([name, text]) => /s3cret/.test(name + text)).map(([name]) => name),
      [],
    );
  }
  assert.doesNotMatch(await readFile(join(job.folder, 'trips.duckdb'), 'latin1'), /s3cret/);
});
