import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { STATUSES } from '../../src/plan/decide.ts';
import { serveFiles } from '../../src/runtime/loopback-server.ts';
import { siteFiles } from '../../src/site/site.ts';
import { openBrowser } from './browser.ts';
import { recount } from './recount.ts';
import { NOW, writeOddLake, writeSampleLake } from './sample-lake.ts';
import { modelOf } from './sample-site.ts';

const DAY = 86_400_000;

let lake: string;
let files: Map<string, string>;
let server: { url: string; close(): Promise<void> };
let browser: Browser;

before(async () => {
  lake = await mkdtemp(join(tmpdir(), 'lakeferry-site-'));
  await writeSampleLake(lake);
  files = new Map(siteFiles(await modelOf(lake, NOW)));
  server = await serveFiles(files, 0);
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.close();
  await rm(lake, { recursive: true, force: true });
});

/** A page at a moment, and everything that must not happen in it. */
interface Watched {
  page: Page;
  context: BrowserContext;
  /** Errors, warnings and refusals of the console, and requests that leave the site. */
  wrong: string[];
}

async function open(
  path: string,
  at: number = NOW,
  more: { colorScheme?: 'dark'; url?: string } = {},
): Promise<Watched> {
  const { url = server.url, ...options } = more;
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const wrong = watch(page, url);
  await page.clock.setFixedTime(at);
  await page.goto(`${url}${path}`);
  await page.waitForTimeout(50);
  return { page, context, wrong };
}

/** Fills as the page goes on. */
function watch(page: Page, url: string): string[] {
  const wrong: string[] = [];
  page.on('console', (message) => wrong.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => wrong.push(`error: ${error.message}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(url)) wrong.push(`request: ${request.url()}`);
  });
  page.on('requestfailed', (request) => {
    // The next page was asked for before the icon of this one had come: the browser gives that up by itself.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') wrong.push(`failed: ${request.url()}`);
  });
  page.on('response', (response) => {
    if (!response.ok()) wrong.push(`${response.status()}: ${response.url()}`);
  });
  return wrong;
}

/** Each cell of the grids: `yellow_taxi 2024-05` → the word of its status. */
async function statesOf(page: Page): Promise<Map<string, string>> {
  const labels = await page.$$eval('table[role=grid] .c', (all) => all.map((each) => each.getAttribute('aria-label')));
  return new Map(labels.map((label) => label?.split(': ') as [string, string]));
}

function factsOf(page: Page): Promise<[string, string][]> {
  return page.$$eval('[data-fact]', (all) =>
    all.map((each): [string, string] => [each.getAttribute('data-fact') ?? '', each.textContent ?? '']),
  );
}

test('every number and state of every page is what the raw ledger entries give when they are counted by other code, and no page complains', async () => {
  const { pages, states } = await recount(lake, NOW);
  const html = [...files.keys()].filter((path) => path.endsWith('.html'));
  assert.deepEqual(html.sort(), [...pages.keys()].sort());
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.clock.setFixedTime(NOW);
  const wrong = watch(page, server.url);
  let counted = 0;
  for (const [path, expected] of pages) {
    await page.goto(`${server.url}${path}`, { waitUntil: 'domcontentloaded' });
    assert.equal(await page.evaluate(() => 'hacked' in globalThis), false, path);
    const [, dataset = '', partition = ''] = /^(?:([^/]+)\/)?([^/]+)\.html$/.exec(path) ?? [];
    const own = states.get(`${dataset} ${partition}`);
    if (own !== undefined) assert.equal(await page.innerText('h1 .pill'), own.replace('_', ' '), path);
    else assert.deepEqual(await statesOf(page), statesIn(states, dataset), path);
    const facts = await factsOf(page);
    assert.deepEqual(Object.fromEntries(facts), Object.fromEntries(expected), path);
    const [banner] = await page.$$eval('[data-banner]', (all) => all.map((each) => each.textContent));
    for (const [, count, status = ''] of banner?.matchAll(/(\d+) (\w+)/g) ?? []) {
      const key = `${path === 'index.html' ? '' : path.replace('index.html', '')}count/${status}`;
      assert.equal(count, expected.get(key), `${path}: ${banner}`);
    }
    counted += facts.length;
  }
  assert.ok(counted > 5_000, `${counted} numbers`);
  assert.deepEqual(wrong, []);
  await context.close();
  // `late` comes with the next test; what is stale only the pipeline file knows: test/site/command.test.ts.
  const seen = new Set(states.values());
  assert.deepEqual(
    STATUSES.filter((status) => !seen.has(status)),
    ['late', 'stale'],
  );
});

/** Of one dataset, or of all, as the cells of a grid say them. */
function statesIn(states: ReadonlyMap<string, string>, dataset: string): Map<string, string> {
  const own = [...states].filter(([name]) => dataset === '' || name.startsWith(`${dataset} `));
  return new Map(own.map(([name, status]) => [name, status.replace('_', ' ')]));
}

test('looked at forty days later, every number and state is what a count at that moment gives, although nothing was made anew', async () => {
  const later = NOW + 40 * DAY;
  const { pages, states } = await recount(lake, later);
  // How many lines were left out when the page was made; what became late since is said in a line of its own.
  pages.get('index.html')?.delete('more-trouble');
  for (const [path, expected] of pages) {
    if (!path.endsWith('index.html')) continue;
    const { page, context, wrong } = await open(path, later);
    assert.deepEqual(Object.fromEntries(await factsOf(page)), Object.fromEntries(expected), path);
    const shown = await statesOf(page);
    const counted = statesIn(states, path.slice(0, -'/index.html'.length));
    assert.deepEqual([...shown].sort(), [...counted].sort(), path);
    assert.deepEqual(wrong, [], path);
    await context.close();
  }
});

test('years, more days than a grid is wide, nothing published yet, and values that may be shown: the same holds', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lakeferry-odd-'));
  await writeOddLake(folder);
  const odd = new Map(siteFiles(await modelOf(folder, NOW, { shownValue: (value) => `seen ${value}` })));
  const own = await serveFiles(odd, 0);
  try {
    const made = (await recount(folder, NOW)).pages.get('index.html')?.get('more-trouble') ?? '';
    for (const at of [NOW, NOW + 400 * DAY]) {
      const { pages, states } = await recount(folder, at);
      // How many lines were left out when the page was made; what became late since is said in a line of its own.
      pages.get('index.html')?.set('more-trouble', made);
      for (const path of [
        'index.html',
        'census/index.html',
        'long/index.html',
        'fresh/index.html',
        'census/2001.html',
      ]) {
        const { page, context, wrong } = await open(path, at, { url: own.url });
        assert.deepEqual(Object.fromEntries(await factsOf(page)), Object.fromEntries(pages.get(path) ?? []), path);
        const shown = await statesOf(page);
        const counted = statesIn(states, path.includes('/') ? (path.split('/')[0] as string) : '');
        // The first page shows the newest of a long row; its counts are of all.
        for (const [name, status] of shown) assert.equal(status, counted.get(name), `${path}: ${name}`);
        if (path.endsWith('/index.html')) assert.equal(shown.size, counted.size, path);
        assert.deepEqual(wrong, [], path);
        await context.close();
      }
    }
    const { page, context } = await open('', NOW, { url: own.url });
    assert.match(await page.innerText('main'), /The newest 400 days; the others are on the pages of their datasets/);
    await page.goto(`${own.url}fresh/`);
    assert.match(await page.innerText('main'), /Nothing is published yet[\s\S]*No columns are recorded yet/);
    await page.goto(`${own.url}census/2001.html`);
    assert.match(await page.innerText('main'), /Smallest\s+Largest[\s\S]*seen 1\s+seen 6/);
    await context.close();
  } finally {
    await own.close();
    await rm(folder, { recursive: true });
  }
});

test('no number stands in a page but those that are counted, names, times, codes and texts that the ledger quotes', async () => {
  for (const path of ['index.html', 'yellow_taxi/index.html', 'yellow_taxi/2022-05.html']) {
    const { page, context } = await open(path);
    const rest = await page.evaluate(() => {
      const main = document.querySelector('main')?.cloneNode(true) as HTMLElement;
      const known =
        '[data-fact], time, code, pre, a, th, dt, h1, .uplot, .by, .lead, .why, .entry, .facts, [data-name], output, [data-banner], [aria-current]';
      for (const each of main.querySelectorAll(known)) each.remove();
      return (main.textContent ?? '').replace(/\d+(\.\d+)? %/g, '').match(/\S*\d\S*/g) ?? [];
    });
    assert.deepEqual(rest, [], path);
    await context.close();
  }
});

test('no page says anything to the console, and no request leaves it', async () => {
  for (const path of [
    '',
    'yellow_taxi/',
    'weather/',
    'zones/',
    'hostile/',
    'hostile/2024-01.html',
    'yellow_taxi/2024-04.html',
  ]) {
    const { page, context, wrong } = await open(path);
    assert.deepEqual(wrong, [], path);
    assert.equal(await page.evaluate(() => 'hacked' in globalThis), false);
    const policy = await page.getAttribute('meta[http-equiv]', 'content');
    assert.match(policy ?? '', /default-src 'none'; script-src 'self'/);
    await context.close();
  }
});

test('what others wrote is text: no element, attribute or turned text comes of it', async () => {
  for (const path of ['', 'hostile/', 'hostile/2024-01.html', 'hostile/2024-02.html', 'hostile/2024-03.html']) {
    const { page, context, wrong } = await open(path);
    await page.mouse.move(300, 300);
    const found = await page.evaluate(() => ({
      hacked: 'hacked' in globalThis,
      made: document.querySelectorAll('main script, main img, main svg, main b b, [onload], [onerror], [onmouseover]')
        .length,
      turned: /[\u202a-\u202e\u2066-\u2069]/.test(document.documentElement.outerHTML),
      shown: document.body.innerText.includes('<script>globalThis.hacked=1</script>'),
    }));
    assert.deepEqual(found, { hacked: false, made: 0, turned: false, shown: true }, path);
    assert.deepEqual(wrong, [], path);
    await context.close();
  }
});

test('a partition becomes late when its time has passed, although nothing was made anew: in grid, counts, banner and list', async () => {
  const before_ = await open('');
  const label = (page: Page, partition: string) =>
    page.$$eval(`[aria-label^="yellow_taxi ${partition}:"]`, (all) =>
      all.map((each) => each.getAttribute('aria-label')),
    );
  assert.deepEqual(await label(before_.page, '2024-05'), ['yellow_taxi 2024-05: not ready']);
  const notReady = Number(await before_.page.textContent('[data-count="not_ready"]'));
  const total = (page: Page) => page.$$eval('.matrix .c', (all) => all.length);
  const cells = await total(before_.page);
  await before_.context.close();
  // May's 45 days end with 15 July in New York, its 30 of grace with 14 August.
  const justBefore = await open('', Date.parse('2024-08-15T03:59:59Z'));
  assert.deepEqual(await label(justBefore.page, '2024-05'), ['yellow_taxi 2024-05: missing']);
  await justBefore.context.close();
  const after_ = await open('', Date.parse('2024-08-15T04:00:00Z'));
  const { page, wrong } = after_;
  assert.deepEqual(await label(page, '2024-05'), ['yellow_taxi 2024-05: late']);
  assert.match(await page.innerText('[data-banner]'), /^Needs attention: 2 failed, \d+ late$/);
  assert.match(await page.innerText('[data-trouble]'), /weather 2024-08-11\s+late\s+was expected by 2024-08-15/);
  // August has begun, and 35 days: a cell each, without a page.
  assert.deepEqual(await label(page, '2024-08'), ['yellow_taxi 2024-08: not ready']);
  const late = await page.$$eval('.matrix .c.late', (all) => all.length);
  assert.equal(Number(await page.textContent('[data-count="late"]')), late);
  const shown = await page.$$eval('[data-count]', (all) =>
    all.reduce((sum, each) => sum + Number(each.textContent), 0),
  );
  assert.equal(shown, await total(page));
  assert.ok((await total(page)) > cells && notReady > 0);
  assert.equal(Number(await page.textContent('[data-fact="partitions"]')), shown);
  const listed = await page.$$eval('[data-trouble] tbody tr', (rows) => rows.map((row) => row.textContent ?? ''));
  assert.equal(listed.filter((line) => line.includes('no job has said so')).length, 10);
  assert.ok(
    listed.some((line) => line === `${late - 10} more late ones are in the grid`),
    listed.join('\n'),
  );
  assert.match(await page.innerText('.card[data-dataset="weather"] [data-state]'), /late/);
  assert.match(await page.innerText('.card[data-dataset="zones"] [data-state]'), /done/);
  assert.deepEqual(wrong, []);
  await after_.context.close();
  const own = await open('yellow_taxi/2024-05.html', Date.parse('2024-08-15T04:00:00Z'));
  assert.equal(await own.page.innerText('h1 .pill'), 'late');
  assert.equal(
    await own.page.innerText('[data-reason]'),
    'due from 2024-07-16; it was expected by 2024-08-15; no job has said so, the date does',
  );
  await own.context.close();
  const dataset = await open('weather/', NOW + 40 * DAY);
  assert.equal(
    await dataset.page.getAttribute('tr[data-row="2024-08"] [aria-label="weather 2024-08-05: late"]', 'class'),
    'c late',
  );
  assert.equal(
    await dataset.page.$$eval('table.calendar tbody tr', (rows) => rows.map((row) => row.textContent).join(' ')),
    '2024-08 2024-07 2024-06 2024-05 2024-04',
  );
  await dataset.context.close();
});

test('a reader of the screen and one without a pointer get everywhere: landmarks, one stop a grid, arrows, focus', async () => {
  const { page, context, wrong } = await open('');
  assert.deepEqual(await page.$$eval('header, main, footer, nav', (all) => all.map((each) => each.tagName)), [
    'HEADER',
    'NAV',
    'MAIN',
    'FOOTER',
  ]);
  assert.deepEqual(await page.$$eval('h1', (all) => all.length), 1);
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Skip to the content');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'main');
  const focus = () =>
    page.evaluate(
      () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '',
    );
  const stops: string[] = [];
  for (let at = 0; at < 40 && !stops.at(-1)?.startsWith('green_taxi 20'); at++) {
    await page.keyboard.press('Tab');
    stops.push(await focus());
  }
  assert.equal(stops.at(-1), 'green_taxi 2024-07: not ready');
  const press = async (key: string) => {
    await page.keyboard.press(key);
    return focus();
  };
  assert.equal(await press('ArrowLeft'), 'green_taxi 2024-06: not ready');
  assert.equal(await press('ArrowDown'), 'hostile 2024-06: not ready');
  assert.equal(await press('ArrowDown'), 'yellow_taxi 2024-06: not ready');
  assert.equal(await press('ArrowUp'), 'hostile 2024-06: not ready');
  assert.equal(await press('Home'), 'hostile 2024-01: done');
  assert.equal(await press('Control+End'), 'yellow_taxi 2024-07: not ready');
  assert.equal(await press('Control+Home'), 'green_taxi 2021-01: done');
  assert.equal(await press('ArrowRight'), 'green_taxi 2021-02: done');
  assert.equal(await page.innerText('section[aria-labelledby="partitions"] [data-under]'), 'green_taxi 2021-02: done');
  const ring = await page.evaluate(() => getComputedStyle(document.activeElement as Element).outlineStyle);
  assert.equal(ring, 'solid');
  assert.equal(
    await page.$$eval('table.matrix [tabindex="0"]', (all) => all.length),
    await page.$$eval('table.matrix', (all) => all.length),
  );
  await page.keyboard.press('Enter');
  await page.waitForURL(/green_taxi\/2021-02\.html$/);
  assert.match(await page.innerText('h1'), /^green_taxi\s+2021-02\s+done$/);
  assert.deepEqual(wrong, []);
  await context.close();
});

test('every link leads to a page of the site, or to a run on GitHub', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const wrong: string[] = [];
  for (const path of [
    '',
    'yellow_taxi/',
    'hostile/',
    'zones/',
    'weather/2024-05-01.html',
    'yellow_taxi/2020-01.html',
  ]) {
    await page.goto(`${server.url}${path}`);
    for (const href of await page.$$eval('a', (all) => all.map((each) => each.href))) {
      const inside = href.startsWith(server.url) ? href.slice(server.url.length).replace(/#.*$/, '') : undefined;
      const name = inside === undefined || (inside !== '' && !inside.endsWith('/')) ? inside : `${inside}index.html`;
      const isRun = /^https:\/\/github\.com\/acme\/pipelines\/actions\/runs\/\d+\/attempts\/\d+$/.test(href);
      if (!isRun && (name === undefined || !files.has(name))) wrong.push(`${path}: ${href}`);
    }
  }
  assert.deepEqual(wrong, []);
  await context.close();
});

test('charts are drawn from the table below them, light and dark, and say what is under the pointer', async () => {
  for (const colorScheme of [undefined, 'dark'] as const) {
    const { page, context, wrong } = await open('yellow_taxi/', NOW, colorScheme === undefined ? {} : { colorScheme });
    await page.waitForSelector('.uplot canvas');
    assert.deepEqual(
      await page.$$eval('[data-plot]', (all) =>
        all.map((each) => [each.getAttribute('data-plot'), each.querySelectorAll('canvas').length]),
      ),
      [
        ['rows', 1],
        ['bytes', 1],
        ['took', 1],
        ['landing', 1],
        ['runs', 1],
      ],
    );
    const plot = page.locator('[data-plot="rows"]');
    assert.match(
      (await plot.getAttribute('aria-label')) ?? '',
      /^Rows by partition: 2024-03 has [\d,]+; all figures are in the table below$/,
    );
    await plot.scrollIntoViewIfNeeded();
    const box = (await plot.boundingBox()) as { x: number; y: number; width: number; height: number };
    await page.mouse.move(box.x + box.width - 12, box.y + 60);
    const caption = page.locator('figure:has([data-plot="rows"]) figcaption');
    assert.match(await caption.innerText(), /^Rows\s+2024-03-01: 3\.1M$/);
    await page.mouse.move(5, 5);
    assert.match(await caption.innerText(), /newest, 2024-03/);
    // Painted in the colour of the scheme: a canvas knows no style sheet.
    const painted = await page.evaluate(() => {
      const canvas = document.querySelector('[data-plot="rows"] canvas') as HTMLCanvasElement;
      const { data } = (canvas.getContext('2d') as CanvasRenderingContext2D).getImageData(
        0,
        0,
        canvas.width,
        canvas.height,
      );
      const seen = new Map<string, number>();
      for (let at = 0; at < data.length; at += 4) {
        if (data[at + 3] !== 255) continue;
        const key = `${data[at]} ${data[at + 1]} ${data[at + 2]}`;
        seen.set(key, (seen.get(key) ?? 0) + 1);
      }
      return [...seen].sort(([, a], [, b]) => b - a)[0]?.[0];
    });
    assert.equal(painted, colorScheme === 'dark' ? '108 171 234' : '47 111 179');
    assert.deepEqual(wrong, []);
    await context.close();
  }
});

test('nothing is wider than a phone, and without scripts every fact is there', async () => {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  for (const path of ['', 'yellow_taxi/', 'weather/', 'hostile/', 'hostile/2024-01.html', 'yellow_taxi/2022-05.html']) {
    await page.goto(`${server.url}${path}`);
    await page.waitForTimeout(50);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360, path);
  }
  await context.close();
  const plain = await browser.newContext({ javaScriptEnabled: false });
  const still = await plain.newPage();
  await still.goto(server.url);
  assert.equal(await still.locator('.matrix td a').count(), await still.locator('.matrix .c').count());
  assert.match(await still.innerText('[data-banner]'), /Needs attention/);
  await plain.close();
});

test('colours carry: text stands out from its ground, and no two statuses share a shape', async () => {
  for (const colorScheme of [undefined, 'dark'] as const) {
    const { page, context } = await open('', NOW, colorScheme === undefined ? {} : { colorScheme });
    const low = await page.evaluate(() => {
      const channel = (value: number) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
      const light = (colour: string) => {
        const [r = 0, g = 0, b = 0] = (colour.match(/[\d.]+/g) ?? []).map((each) => channel(Number(each) / 255));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const ground = light(
        getComputedStyle(document.documentElement).backgroundColor === 'rgba(0, 0, 0, 0)'
          ? getComputedStyle(document.body).backgroundColor
          : '',
      );
      return [...document.querySelectorAll('p, dt, dd, th, td, a, li, small, h1, h2, h3')].flatMap((each) => {
        const text = light(getComputedStyle(each).color);
        const ratio = (Math.max(text, ground) + 0.05) / (Math.min(text, ground) + 0.05);
        return each.textContent?.trim() && !each.matches('.c') && ratio < 4.5
          ? [`${each.tagName}.${each.className} ${ratio.toFixed(2)}`]
          : [];
      });
    });
    assert.deepEqual([...new Set(low)], []);
    const shapes = await page.$$eval('.legend li', (all) =>
      all.map((each) => {
        const mark = each.querySelector('.c') as Element;
        const { borderTopStyle, borderRadius, borderTopWidth, backgroundImage } = getComputedStyle(mark);
        const glyph = getComputedStyle(mark, '::before').content;
        return [
          borderTopStyle,
          borderRadius,
          borderTopWidth === '0px',
          backgroundImage.replace(/rgb[^)]*\)/g, ''),
          glyph,
        ].join(' ');
      }),
    );
    assert.equal(new Set(shapes).size, 9);
    await context.close();
  }
});
