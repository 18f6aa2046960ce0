import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { ACTIONS } from '../src/session/surfaces.ts';
import { licensesText } from './licenses.ts';
import { siteAssets } from './site-assets.ts';
import { stubText } from './stub.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** What is built: `source` becomes dist/`bundle`.mjs, and dist/`stub`.mjs is what a user starts. */
export interface BundleEntry {
  /** Relative to the root; exports `main(argv, host)`. */
  source: string;
  bundle: string;
  stub: string;
}

export const ENTRIES: readonly BundleEntry[] = [
  { source: 'src/cli/main.ts', bundle: 'lakeferry', stub: 'cli' },
  ...Object.keys(ACTIONS).map((name) => ({
    source: `src/actions/${name}.ts`,
    bundle: `${name}-action`,
    stub: name,
  })),
];

/** What a worker thread runs: dist/worker.mjs, beside the chunk that starts it. Nobody else starts it, so it has no stub. */
export const WORKER = { source: 'src/worker/main.ts', bundle: 'worker' };

/**
 * CommonJS packages inside an ES module bundle ask for `require`. The name of the import is ours alone: a package that
 * itself imports `createRequire` would collide with the plain one.
 */
const BANNER = `import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);`;

/**
 * Packages that name no licence and that nothing calls: `buffers` lies under @actions/artifact → unzip-stream → binary, which
 * needs it for reading streams, and unzip-stream lets it read buffers only. They may not be shipped, so they are not.
 */
const LEFT_OUT: Plugin = {
  name: 'left out',
  setup(building) {
    building.onResolve({ filter: /^buffers$/ }, ({ path }) => ({ path, namespace: 'left-out' }));
    building.onLoad({ filter: /.*/, namespace: 'left-out' }, ({ path }) => ({
      contents: `module.exports = () => { throw new TypeError('${path} is left out of this bundle'); };`,
    }));
  },
};

/**
 * A CommonJS package that is imported at run time gets a chunk of its own, of which esbuild exports `default` alone
 * (https://github.com/evanw/esbuild/issues/3245). Google's client takes this name out of it, behind a proxy only.
 */
const NAMED: Plugin = {
  name: 'named exports',
  setup(building) {
    const filter = /^https-proxy-agent$/;
    building.onResolve({ filter }, ({ path, kind, resolveDir }) =>
      kind === 'dynamic-import' ? { path, namespace: 'named', pluginData: resolveDir } : undefined,
    );
    building.onLoad({ filter, namespace: 'named' }, ({ pluginData }) => ({
      contents: `export { HttpsProxyAgent } from 'https-proxy-agent';`,
      resolveDir: pluginData as string,
    }));
  },
};

/**
 * Bundles the entries and returns every file of dist as a map of name → text. Same sources, same text: nothing of the
 * machine, the clock or the output folder goes in. Writes nothing.
 */
export async function bundle(
  options: { entries?: readonly BundleEntry[]; root?: string; withWorker?: boolean } = {},
): Promise<Map<string, string>> {
  const { entries = ENTRIES, root = ROOT } = options;
  const modules = options.entries === undefined || options.withWorker ? [...entries, WORKER] : entries;
  const result = await build({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(modules.map(({ source, bundle: name }) => [name, source])),
    // Nothing is written there; chunks are named from their content.
    outdir: 'dist',
    outExtension: { '.js': '.mjs' },
    chunkNames: 'chunk-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    charset: 'utf8',
    // Native code cannot be bundled; it is an optional dependency of the package.
    external: ['@duckdb/node-api'],
    banner: { js: BANNER },
    plugins: [LEFT_OUT, NAMED],
    metafile: true,
    write: false,
    logLevel: 'error',
  });
  const files = new Map<string, string>();
  for (const { path, text } of result.outputFiles) {
    // git would turn a CR LF inside a third-party comment into LF, and dist would never be in step.
    files.set(path.slice(path.lastIndexOf('/') + 1), text.replace(/\r\n/g, '\n'));
  }
  for (const { stub, bundle: name } of entries) files.set(`${stub}.mjs`, stubText(`${name}.mjs`));
  const inputs = Object.keys(result.metafile.inputs);
  // The pages of a site have a bundle of their own, which these sources hold as a text.
  const pages = inputs.includes('src/site/made-assets.ts') ? (await siteAssets()).inputs : [];
  files.set('licenses.txt', await licensesText({ root, inputs: [...inputs, ...pages] }));
  return files;
}
