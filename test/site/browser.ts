import { access } from 'node:fs/promises';
import { type Browser, chromium } from 'playwright-core';

/** Where Debian and Ubuntu put it; `LAKEFERRY_CHROMIUM` names another one. */
const PLACES = [
  process.env['LAKEFERRY_CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** A real browser without a window. Throws where there is none, with what to do about it. */
export async function openBrowser(): Promise<Browser> {
  for (const path of PLACES) {
    if (path === undefined || path === '') continue;
    const isThere = await access(path).then(
      () => true,
      () => false,
    );
    // Containers often run as root, in which Chromium's own sandbox does not start; the pages are ours.
    if (isThere) return chromium.launch({ executablePath: path, args: ['--no-sandbox'] });
  }
  throw new Error(
    'these tests need Chromium: install the package "chromium" (Debian: apt-get install chromium), or name one in LAKEFERRY_CHROMIUM',
  );
}
