import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Browser } from 'playwright-core';
import { serveFiles } from '../../src/runtime/loopback-server.ts';
import { siteFiles } from '../../src/site/site.ts';
import { openBrowser } from './browser.ts';
import { NOW, writeWideLake } from './sample-lake.ts';
import { modelOf } from './sample-site.ts';

const EMPTY = '<!doctype html><html lang="en"><title>empty</title><p>empty</p></html>';
/** Of one measurement: each page once a round. */
const ROUNDS = 11;
/** A measurement that something else on this machine came into is taken again; one that holds is enough. */
const MEASUREMENTS = 5;
const PAGES = ['', 'trips_3/'];

test('300 months of 8 datasets paint first within twice the time of an empty page', async (context) => {
  const lake = await mkdtemp(join(tmpdir(), 'lakeferry-wide-'));
  await writeWideLake(lake, 8, 300);
  const files = new Map(siteFiles(await modelOf(lake, NOW)));
  await rm(lake, { recursive: true });
  assert.equal([...files.keys()].filter((path) => /^trips_\d\/\d{4}-\d\d\.html$/.test(path)).length, 8 * 303);
  const server = await serveFiles(new Map([...files, ['empty.html', EMPTY]]), 0);
  const browser = await openBrowser();
  try {
    await measure(browser, server.url, 2);
    const told: string[] = [];
    for (let taken = 1; taken <= MEASUREMENTS; taken++) {
      const [empty = 0, ...pages] = await measure(browser, server.url, ROUNDS);
      told.push(`first paint, ms in the median: empty ${empty}, overview ${pages[0]}, dataset ${pages[1]}`);
      context.diagnostic(told.at(-1) ?? '');
      if (pages.every((page) => page <= 2 * empty)) return;
    }
    assert.fail(told.join('\n'));
  } finally {
    await browser.close();
    await server.close();
  }
});

/** Medians of the empty page and of ours. They take turns, and who comes first too, so that what else happens meets all alike. */
async function measure(browser: Browser, url: string, rounds: number): Promise<number[]> {
  const paths = ['empty.html', ...PAGES];
  const times = new Map(paths.map((path): [string, number[]] => [path, []]));
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < paths.length; turn++) {
      const path = paths[(round + turn) % paths.length] ?? '';
      times.get(path)?.push(await firstPaint(browser, `${url}${path}`));
    }
  }
  return [...times.values()].map(median);
}

/** Milliseconds from the start of the navigation, in a context of its own: nothing is cached. */
async function firstPaint(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.goto(url);
  const time = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => {
          for (const entry of list.getEntriesByName('first-contentful-paint')) resolve(entry.startTime);
        }).observe({ type: 'paint', buffered: true });
      }),
  );
  await context.close();
  return time;
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[times.length >> 1] ?? Number.NaN;
}
