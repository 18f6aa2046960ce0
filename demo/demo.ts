/**
 * `npm run demo`: three months from a web server on this machine into a lake folder and a DuckDB table.
 * `npm run demo -- --live`: one real month from the mirror that examples/nyc-taxi names.
 * Both leave everything in demo-output/; run again, and there is nothing to do.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { ask, columnLines, QUESTION } from './question.ts';
import { publishMonths } from './source.ts';

const ROOT = join(import.meta.dirname, '..');
const OUTPUT = join(ROOT, 'demo-output');
const { values: flags } = parseArgs({ options: { live: { type: 'boolean', default: false } } });

process.exitCode = flags.live ? await live() : await offline();

async function offline(): Promise<number> {
  const server = await publishMonths({
    folder: OUTPUT,
    onMonth: (month) => say(`making ${month} …`),
  });
  say(`a publisher at ${server.url} has 2021-01, 2021-02 and 2021-03; 2021-04 is not out yet`);
  try {
    const env = { LAKEFERRY_DEMO_SOURCE: server.url };
    const pipeline = ['--pipeline', 'demo/pipeline.yml'];
    const code = await lakeferry(['run', ...pipeline, '--partitions', '2021-01..2021-03', '--samples', 'full'], env);
    if (code !== 0) return code;
    // Not again whether the other months changed: the first command has just asked.
    const april = await lakeferry(['run', ...pipeline, '--partitions', '2021-04', '--check-source', 'none'], env);
    if (april !== 0) return april;
    return await tell(OUTPUT);
  } finally {
    await server.close();
  }
}

async function live(): Promise<number> {
  const folder = join(OUTPUT, 'live');
  await mkdir(folder, { recursive: true });
  const place = (name: string) => relative(ROOT, join(folder, name));
  const warehouse = `duckdb:${place('taxi.duckdb')}`;
  const code = await lakeferry(
    ['run', '--pipeline', 'examples/nyc-taxi/pipeline.yml', '--partitions', '2021-01', '--samples', 'full'].concat([
      '--lake',
      place('lake'),
      '--warehouse',
      warehouse,
    ]),
    {},
  );
  return code === 0 ? await tell(folder) : code;
}

/** The question, its answer, and where everything lies. */
async function tell(folder: string): Promise<number> {
  const table = join(folder, 'taxi.duckdb');
  say(`\n${QUESTION}\n`);
  for (const line of columnLines(await ask(table, QUESTION))) say(`  ${line}`);
  say('\nWhere it is:');
  const places = [
    ['the lake: Parquet, quarantine, ledger', 'lake'],
    ['the table yellow_taxi, for DuckDB', 'taxi.duckdb'],
    ['what was asked of the publisher', 'server.log'],
  ] as const;
  for (const [what, name] of places) {
    if (existsSync(join(folder, name))) say(`  ${relative(ROOT, join(folder, name)).padEnd(26)} ${what}`);
  }
  say('\nRun it again: there is nothing to do. Delete demo-output/ to begin anew.');
  return 0;
}

/** Runs the built command line as a user does, with a cache of its own. */
function lakeferry(args: readonly string[], env: Record<string, string>): Promise<number> {
  say(`\n$ lakeferry ${args.join(' ')}`);
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(ROOT, 'dist', 'cli.mjs'), ...args], {
      cwd: ROOT,
      stdio: 'inherit',
      env: { ...process.env, LAKEFERRY_CACHE_DIR: join(OUTPUT, 'cache'), ...env },
    });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
