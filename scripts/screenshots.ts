/**
 * `node scripts/screenshots.ts [folder]` makes a site of the tests' sample lake and photographs it in Chromium: light and
 * dark, desktop and phone. For looking at, and for the documentation.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serveFiles } from '../src/runtime/loopback-server.ts';
import { siteFiles } from '../src/site/site.ts';
import { openBrowser } from '../test/site/browser.ts';
import { NOW, writeSampleLake } from '../test/site/sample-lake.ts';
import { modelOf } from '../test/site/sample-site.ts';

const PAGES = {
  overview: '',
  dataset: 'yellow_taxi/',
  days: 'weather/',
  partition: 'yellow_taxi/2022-05.html',
  failed: 'yellow_taxi/2024-04.html',
};
const SIZES = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };

const out = process.argv[2] ?? 'screenshots';
await mkdir(out, { recursive: true });
const lake = await mkdtemp(join(tmpdir(), 'lakeferry-screenshots-'));
await writeSampleLake(lake);
const model = await modelOf(lake, NOW);
const datasets = model.datasets.filter(({ name }) => name !== 'hostile');
const server = await serveFiles(new Map(siteFiles({ ...model, datasets })), 0);
const browser = await openBrowser();
try {
  for (const [size, viewport] of Object.entries(SIZES)) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const context = await browser.newContext({ viewport, colorScheme, deviceScaleFactor: size === 'phone' ? 2 : 1 });
      for (const [name, path] of Object.entries(PAGES)) {
        const page = await context.newPage();
        await page.clock.setFixedTime(NOW + 3_600_000);
        await page.goto(`${server.url}${path}`);
        // Sections are laid out when they come near.
        const height = await page.evaluate('document.documentElement.scrollHeight');
        await page.setViewportSize({ ...viewport, height: 4 * Number(height) });
        await page.waitForTimeout(500);
        await page.setViewportSize({ ...viewport, height: Number(await page.evaluate('document.body.offsetHeight')) });
        await page.waitForTimeout(300);
        await page.screenshot({ path: join(out, `${name}-${size}-${colorScheme}.png`), fullPage: true });
        await page.close();
      }
      await context.close();
    }
  }
} finally {
  await browser.close();
  await server.close();
  await rm(lake, { recursive: true });
}
