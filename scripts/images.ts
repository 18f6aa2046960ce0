/**
 * `node scripts/images.ts` makes docs/images: a lake of two datasets by the built command line, from invented trips and from
 * examples/weather, one month of which breaks its contract; its pages, as `lakeferry site --serve` shows them, in Chromium.
 */
import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { writeMonth } from '../demo/months.ts';
import { serveFolder } from '../demo/server.ts';
import { partitionsBetween } from '../src/pipeline/partitions.ts';
import { openBrowser } from '../test/site/browser.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const IMAGES = join(ROOT, 'docs/images');
/** Bytes; a README is read on trains too. */
const MOST = 150_000;

const PICTURES = [
  { name: 'overview', path: '', width: 1120, height: 820, scale: 1 },
  { name: 'dataset', path: 'yellow_taxi/', width: 1120, height: 1036, scale: 1 },
  { name: 'partition', path: 'yellow_taxi/2021-03.html', width: 1120, height: 800, scale: 1 },
  { name: 'phone', path: 'yellow_taxi/', width: 390, height: 760, scale: 1.5 },
] as const;

const folder = await mkdtemp(join(tmpdir(), 'lakeferry-images-'));
try {
  await makeLake();
  await photograph();
} finally {
  await rm(folder, { recursive: true });
}

/** A year and a half of taxis, as busy as the real ones were, and four days of weather. */
async function makeLake(): Promise<void> {
  const publisher = join(folder, 'publisher');
  await mkdir(publisher);
  const rows = [70, 68, 33, 3, 4, 6, 9, 11, 14, 18, 16, 16, 15, 15, 21, 24, 28, 32];
  const months = partitionsBetween('2020-01', '2021-06');
  for (const [at, month] of months.entries()) {
    const path = join(publisher, `yellow_tripdata_${month}.csv.gz`);
    await writeMonth(path, { month, rows: 400 * (rows[at] ?? 1), seed: 1 });
    if (month === '2021-06') await writeFile(path, gzipSync(cutRows(gunzipSync(await readFile(path)).toString())));
  }
  const server = await serveFolder({ folder: publisher, log: join(folder, 'server.log') });
  try {
    const demo = await readFile(join(ROOT, 'demo/pipeline.yml'), 'utf8');
    const taxi = demo
      .replace(/start: .*/, 'start: 2020-01')
      .replace(/end: .*/, 'end: 2021-07')
      .replace(/grace: .*/, 'grace: 30d')
      .replace(/lake: .*/, 'lake: ./lake')
      .replace(/warehouse: .*/, 'warehouse: duckdb:taxi.duckdb');
    await writeFile(join(folder, 'pipeline.yml'), taxi);
    const env = { LAKEFERRY_DEMO_SOURCE: server.url };
    await lakeferry(['run', '--partitions', '2020-01..2021-05'], env);
    await lakeferry(['run', '--check-source', 'none'], env, 1);
    await cp(join(ROOT, 'examples/weather'), join(folder, 'weather'), { recursive: true });
    await lakeferry([
      'run',
      '--pipeline',
      'weather/pipeline.yml',
      '--lake',
      'lake',
      '--warehouse',
      'duckdb:weather.duckdb',
    ]);
  } finally {
    await server.close();
  }
}

/** Every hundredth row ends too early. */
function cutRows(text: string): string {
  return text
    .split('\n')
    .map((row, at) => (at % 100 === 99 ? row.slice(0, 20) : row))
    .join('\n');
}

async function photograph(): Promise<void> {
  const browser = await openBrowser();
  const site = await serveSite();
  try {
    await mkdir(IMAGES, { recursive: true });
    for (const { name, path, width, height, scale } of PICTURES) {
      for (const colorScheme of ['light', 'dark'] as const) {
        const viewport = { width, height };
        const context = await browser.newContext({ viewport, deviceScaleFactor: scale, colorScheme });
        const page = await context.newPage();
        await page.goto(`${site.url}${path}`);
        // Charts are drawn when they come near.
        await page.waitForTimeout(500);
        const file = join(IMAGES, `${name}-${colorScheme}.png`);
        await page.screenshot({ path: file });
        await context.close();
        const { size } = await stat(file);
        process.stdout.write(`${file}: ${size} bytes\n`);
        if (size > MOST) throw new Error(`${file} has ${size} bytes, of at most ${MOST}`);
      }
    }
  } finally {
    await browser.close();
    site.stop();
  }
}

function lakeferry(args: readonly string[], env: Readonly<Record<string, string>> = {}, wanted = 0): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = start(args, env);
    child.stderr.pipe(process.stderr);
    child.once('exit', (code) =>
      code === wanted ? resolve() : reject(new Error(`lakeferry ${args.join(' ')} ended with ${code}`)),
    );
  });
}

function serveSite(): Promise<{ url: string; stop(): void }> {
  return new Promise((resolve, reject) => {
    const child = start(['site', '--serve', '--datasets', 'all', '--check-source', 'none'], {
      LAKEFERRY_DEMO_SOURCE: 'http://example.org',
    });
    child.once('exit', (code) => reject(new Error(`lakeferry site ended with ${code}`)));
    let said = '';
    const look = (bytes: Buffer) => {
      said += String(bytes);
      const [url] = /http:\/\/127\S+/.exec(said) ?? [];
      if (url !== undefined) resolve({ url, stop: () => child.kill('SIGINT') });
    };
    child.stdout.on('data', look);
    child.stderr.on('data', look);
  });
}

function start(args: readonly string[], env: Readonly<Record<string, string>>) {
  return spawn(process.execPath, [join(ROOT, 'dist/cli.mjs'), ...args], {
    cwd: folder,
    env: { ...process.env, LAKEFERRY_CACHE_DIR: join(folder, 'cache'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
