import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { runMain } from '../cli/in-process.ts';
import { startFaultServer } from '../servers/fault-server.ts';

const SECRET = 'hunter2secret';

/** A pipeline over three months: one that is there, one that is not published, one whose server fails. */
function pipeline(url: string): string {
  return `
name: trips
description: Trips behind a secret
owner: data@example.org
source: { url: "${url}", not_ready: [404] }
partitions: { by: month, start: 2021-01, end: 2021-03 }
columns: { a: { type: int64 }, b: { type: string } }
lake: ./lake
tasks: { fetch: { retries: 1, retry_delay: 1ms } }
`;
}

/** Everything that a run wrote: names and contents. */
async function written(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name !== 'pipeline.yml');
  const texts = files.map(async (entry) => {
    const path = join(entry.parentPath, entry.name);
    return `${path}\n${(await readFile(path)).toString('latin1')}`;
  });
  return (await Promise.all(texts)).join('\n');
}

test('T19: a secret typed into the URL fetches the file and is in no log, answer, ledger, object or cache', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lakeferry-secret-'));
  const server = await startFaultServer(({ path }) => {
    if (path.includes('2021-02')) return { status: 404 };
    return path.includes('2021-03') ? { status: 503 } : { body: 'a,b\n1,x\n', headers: { etag: '"1"' } };
  });
  const names = ['X-Goog-Signature', 'X-Amz-Signature', 'sig', 'token'];
  const query = names.map((name) => `${name}=${SECRET}`).join('&');
  const url = `${server.origin.replace('//', `//ann:${SECRET}@`)}/{YYYY}-{MM}.csv?page=1&${query}`;
  const file = join(folder, 'pipeline.yml');
  let said = '';
  const run = async (...args: string[]) => {
    const { code, stdout, stderr } = await runMain(args, { folder });
    said += `${stdout}\n${stderr}\n`;
    return code;
  };
  try {
    await writeFile(file, pipeline(url));
    assert.equal(await run('run', '--verbose'), 1, 'March fails');
    assert.equal(await run('run', '--json', '--check-source', 'all'), 1);
    // Another secret, and another setting: what is stale is told with old and new.
    const other = url.replaceAll(SECRET, `${SECRET}2`);
    await writeFile(file, pipeline(other).replace('type: string', 'type: string, fill: y'));
    assert.equal(await run('plan', '--json', '--partitions', 'all'), 0);
    assert.equal(await run('status'), 0);
    assert.equal(await run('run', '--force', '--partitions', '2021-01'), 0);
    assert.equal(await run('preview', url.replace('{YYYY}-{MM}', '2021-01')), 0);
    assert.equal(await run('preview', url.replace('{YYYY}-{MM}', '2021-02')), 1);
    // Not one month is there: the template is shown.
    await writeFile(file, pipeline(url.replace('{YYYY}-{MM}', '2021-02-{YYYY}-{MM}')));
    assert.equal(await run('run', '--lake', './other'), 2);

    const everything = `${said}\n${await written(folder)}`;
    assert.doesNotMatch(everything, /hunter2/);
    assert.match(everything, /2021-01\.csv/);
    // The months are asked for side by side.
    const first = server.seen.find(({ path }) => path.startsWith('/2021-01'));
    const pair = Buffer.from(`ann:${SECRET}`).toString('base64');
    assert.equal(first?.path, `/2021-01.csv?page=1&${query}`);
    assert.equal(first?.headers['authorization'], `Basic ${pair}`);
    assert.ok(!everything.includes(pair));
  } finally {
    await server.close();
    await rm(folder, { recursive: true });
  }
});
