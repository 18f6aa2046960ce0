import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

test('a bundle leaves the native library to run time, whatever its settings', async () => {
  const entry = fileURLToPath(new URL('../../src/warehouse/open.ts', import.meta.url));
  const { metafile, outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  assert.deepEqual(
    Object.keys(metafile.inputs).filter((input) => /node_modules\/@?duckdb/.test(input)),
    [],
  );
  assert.match(outputFiles[0]?.text ?? '', /import\(\w+\)/);
});
