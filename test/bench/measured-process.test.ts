import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { measureProcess } from '../../bench/measured-process.ts';
import { testFolder } from './folder.ts';

async function measure(context: TestContext, program: string) {
  const folder = await testFolder(context);
  const script = join(folder, 'program.mjs');
  await writeFile(script, program);
  return measureProcess({ script, arguments: ['word'], env: { SAID: 'yes' } }, folder);
}

test('wall, processor time and the peak of the process itself are told', async (t) => {
  // Held by this process: what it would have inherited at the fork must not count.
  const held = Buffer.alloc(300 << 20, 1);
  const idle = await measure(t, `setTimeout(() => {}, 200);`);
  assert.ok(idle.wall >= 0.2 && (idle.cpu ?? 0) > 0);
  assert.ok((idle.peak ?? 0) > 20 && (idle.peak ?? 0) < 150, `${idle.peak} MiB`);
  const busy = await measure(t, `Buffer.alloc(200 << 20, 1); while (process.cpuUsage().user < 5e5);`);
  assert.ok((busy.cpu ?? 0) >= 0.5, `${busy.cpu} s`);
  assert.ok((busy.peak ?? 0) > 200, `${busy.peak} MiB`);
  assert.equal(held.length, 300 << 20);
});

test('arguments and environment reach the program, and its last words are told where it fails', async (t) => {
  const program = `console.error(process.argv[2], process.env.SAID); process.exit(3);`;
  await assert.rejects(measure(t, program), /^Error: ended with 3: word yes$/);
});
