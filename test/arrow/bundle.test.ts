import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { bundle } from '../../scripts/bundle.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A program that opens the door of the room, and goes through it only when it is told to. */
const PROGRAM = `
import { createArrowFile, openArrow } from '${new URL('../../src/arrow/arrow.ts', import.meta.url).pathname}';
import { nodeFiles as files } from '${new URL('../../src/runtime/node-files.ts', import.meta.url).pathname}';
if (process.argv[2] !== undefined) {
  const path = process.argv[2];
  const schema = [{ name: 'n', type: { kind: 'int64' }, required: true }];
  const file = await createArrowFile({ files, path, schema });
  const values = { physical: 'int64', data: BigInt64Array.of(1n, 2n) };
  await file.append({ schema, rows: 2, columns: [{ kind: 'plain', values, nulls: 0 }] });
  await file.close();
  const opened = await openArrow({ files, path, schema, signal: new AbortController().signal });
  for await (const { columns } of opened.batches()) process.stdout.write(String(columns[0].values.data));
}
`;

test('bundled, it reads and writes; the library is in chunks of its own that nobody loads before', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lakeferry-arrow-'));
  try {
    await writeFile(join(folder, 'program.ts'), PROGRAM);
    const out = await bundle({
      root: ROOT,
      entries: [{ source: join(folder, 'program.ts'), bundle: 'program', stub: 'stub' }],
    });
    for (const [name, text] of out) await writeFile(join(folder, name), text);
    // What the entry imports statically, and what these import: none of it may hold the library.
    const early = new Set(['program.mjs']);
    for (const name of early) {
      for (const [, chunk] of (out.get(name) ?? '').matchAll(/^(?:import|export)\b[^;]*?["']\.\/([^"']+)["'];/gm))
        early.add(chunk as string);
    }
    const isLibrary = (text: string) =>
      text.includes('RecordBatchStreamWriter') || text.includes('node_modules/apache-arrow');
    assert.deepEqual(
      [...early].filter((name) => isLibrary(out.get(name) ?? '')),
      [],
    );
    assert.ok([...out].some(([name, text]) => !early.has(name) && isLibrary(text)));

    const stdout = await new Promise<string>((resolve, reject) => {
      execFile(process.execPath, [join(folder, 'program.mjs'), join(folder, 'f.arrows')], (error, text) => {
        if (error === null) resolve(text);
        else reject(error);
      });
    });
    assert.equal(stdout, '1,2');

    const licenses = out.get('licenses.txt') ?? '';
    assert.match(licenses, /^apache-arrow@\d/m);
    assert.match(licenses, /^flatbuffers@\d/m);
    // Its licence asks for the notice to go along.
    assert.match(licenses, /This product includes software developed at\nThe Apache Software Foundation/);
  } finally {
    await rm(folder, { recursive: true });
  }
});
