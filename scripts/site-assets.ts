/**
 * `node scripts/site-assets.ts` bundles what runs and what styles in the pages of a site, from src/site/browser, into
 * src/site/made-assets.ts: a site is made where there is no bundler. `--check` writes nothing and exits 1 where that
 * file is out of step.
 */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { licensesText } from './licenses.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const TARGET = join(ROOT, 'src/site/made-assets.ts');

/** The text of src/site/made-assets.ts. Each asset is named by its content, so that no cache mixes two releases. */
export async function siteAssets(): Promise<{ text: string; inputs: string[] }> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: {
      site: 'src/site/browser/main.ts',
      style: 'src/site/browser/style.css',
      first: 'src/site/browser/first.css',
    },
    outdir: 'site',
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    // Baseline of 2023: color-mix, toSorted.
    target: ['chrome115', 'firefox121', 'safari16.4'],
    charset: 'utf8',
    legalComments: 'none',
    metafile: true,
    write: false,
    logLevel: 'error',
  });
  const inputs = Object.keys(metafile.inputs);
  const find = (end: string) => outputFiles.find(({ path }) => path.endsWith(end))?.text.trim() ?? '';
  const licences = await licensesText({ root: ROOT, inputs });
  const named = (stem: string, end: string, text: string) => ({
    name: `${stem}-${createHash('sha256').update(text).digest('hex').slice(0, 10)}.${end}`,
    text,
  });
  const first = find('first.css');
  const assets = {
    script: named('site', 'js', find('site.js')),
    style: named('site', 'css', find('style.css')),
    licences: { name: 'licenses.txt', text: licences.replace('dist/ also holds', 'This site also holds') },
  };
  const entries = Object.entries(assets).map(
    ([key, { name, text }]) =>
      `  ${key}: {\n    name: ${JSON.stringify(name)},\n    text: ${JSON.stringify(text)},\n  },`,
  );
  const inline = { text: first, sha256: createHash('sha256').update(first).digest('base64') };
  const head = '/** Made by scripts/site-assets.ts from src/site/browser. */\nexport const MADE_ASSETS = {';
  const last = `} as const;\n\n/** Stands in each page; its policy names the sum, in base64. */\nexport const FIRST_STYLE = ${JSON.stringify(inline)};`;
  return { text: [head, ...entries, last, ''].join('\n'), inputs };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { text } = await siteAssets();
  const known = await readFile(TARGET, 'utf8').catch(() => '');
  if (process.argv.includes('--check')) {
    if (known === text) process.stdout.write("the site's assets are in step\n");
    else {
      process.stderr.write('src/site/made-assets.ts is out of step with src/site/browser; run "npm run site:assets"\n');
      process.exitCode = 1;
    }
  } else if (known !== text) {
    await writeFile(TARGET, text);
    process.stdout.write('wrote src/site/made-assets.ts\n');
  }
}
