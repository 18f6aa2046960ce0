/**
 * `node scripts/kernel.ts` compiles assembly/ into src/kernel/kernel-code.ts; `--check` tells whether it is in step. Why its
 * result is committed: docs/adr/0010-the-compiled-kernel-is-committed.md.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { main } from 'assemblyscript/asc';

const ROOT = join(import.meta.dirname, '..');
const CODE = join(ROOT, 'src/kernel/kernel-code.ts');

/** Must agree with `MOST_PAGES` in src/kernel/machine.ts. */
const MOST_PAGES = '32768';

const OPTIONS = [
  '-O3',
  '--converge',
  '--noAssert',
  // Nothing allocates there: every place is the host's.
  ...['--runtime', 'stub', '--zeroFilledMemory'],
  ...['--importMemory', '--sharedMemory', '--initialMemory', '1', '--maximumMemory', MOST_PAGES],
  ...['--enable', 'threads', '--enable', 'simd', '--enable', 'bulk-memory'],
];

async function compile(): Promise<string> {
  let binary: Uint8Array | undefined;
  const { error, stderr } = await main([join('assembly', 'index.ts'), '--outFile', 'kernel.wasm', ...OPTIONS], {
    readFile: (name, base) => readFile(join(ROOT, base, name), 'utf8').catch(() => null),
    writeFile(_name, contents) {
      binary = contents as Uint8Array;
    },
    listFiles: () => null,
  });
  if (error !== null || binary === undefined) throw new Error(`the kernel does not compile:\n${stderr.toString()}`);
  const lines =
    Buffer.from(binary)
      .toString('base64')
      .match(/.{1,116}/g) ?? [];
  return [
    '/** Made by `npm run kernel` from assembly/: WebAssembly in base64. */',
    'export const KERNEL_CODE =',
    `${lines.map((line) => `  '${line}'`).join(' +\n')};`,
    '',
  ].join('\n');
}

const text = await compile();
if (process.argv.includes('--check')) {
  if ((await readFile(CODE, 'utf8').catch(() => '')) !== text) {
    process.stderr.write(
      'src/kernel/kernel-code.ts is out of step with assembly/; run "npm run kernel" and commit it\n',
    );
    process.exitCode = 1;
  } else process.stdout.write('the compiled kernel is in step\n');
} else await writeFile(CODE, text);
