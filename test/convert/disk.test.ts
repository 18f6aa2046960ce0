import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { LakeferryError } from '../../src/base/errors.ts';
import type { Files } from '../../src/base/ports/files.ts';
import { nodeFiles } from '../../src/runtime/node-files.ts';
import { openBench as openSourceBench } from '../source/bench.ts';
import { OUTPUT, openBench, QUARANTINE } from './bench.ts';

const CODES = ['ENOSPC', 'EACCES', 'EMFILE', 'EIO'] as const;
/** Two row groups would be too many bytes for a loop: one, and a rejected row for the second file. */
const RAW = `id\n${Array.from({ length: 50 }, (_, at) => `${at}\n`).join('')}x\n`;
const LENIENT = ['contract: { max_rejected: 10% }'];

/** Files whose Nth call to create, write, sync or give a name fails; how many calls there were. */
function failingAt(at: number, code: string): { files: Files; calls(): number } {
  let calls = 0;
  const turn = async <T>(work: () => Promise<T>): Promise<T> => {
    if (++calls === at) throw Object.assign(new Error(`${code}: injected`), { code });
    return work();
  };
  return {
    calls: () => calls,
    files: {
      ...nodeFiles,
      create: (path, options) =>
        turn(async () => {
          const file = await nodeFiles.create(path, options);
          return {
            write: (bytes) => turn(() => file.write(bytes)),
            sync: () => turn(() => file.sync()),
            close: () => file.close(),
          };
        }),
      makeFolder: (path) => turn(() => nodeFiles.makeFolder(path)),
      rename: (from, to) => turn(() => nodeFiles.rename(from, to)),
      syncFolder: (path) => turn(() => nodeFiles.syncFolder(path)),
    },
  };
}

function isToldWithItsCause(error: unknown, errno: string): true {
  assert.ok(error instanceof LakeferryError, String(error));
  assert.equal(error.exitCode, 1);
  assert.match(error.message, new RegExp(`cannot write .*${errno}: injected`, 'i'));
  assert.equal((error.cause as NodeJS.ErrnoException).code, errno);
  return true;
}

for (const errno of CODES) {
  test(`F2: ${errno} at each write of a fetch: an error with its cause, and no unfinished file`, async (context) => {
    const bench = await openSourceBench();
    context.after(() => bench.remove());
    const raw = join(bench.folder, 'source.csv');
    await writeFile(raw, RAW);
    const whole = failingAt(0, errno);
    await bench.fetch(raw, { files: whole.files });
    assert.ok(whole.calls() >= 6);
    for (let at = 1; at <= whole.calls(); at++) {
      const into = join(bench.folder, String(at), 'raw');
      await mkdir(join(bench.folder, String(at)));
      const fetching = bench.fetch(raw, { into, files: failingAt(at, errno).files });
      await assert.rejects(fetching, (error) => isToldWithItsCause(error, errno));
      // Only the last call comes after the file has got its name: then it is whole.
      const left = await readdir(join(bench.folder, String(at)));
      assert.deepEqual(left, at === whole.calls() ? ['raw'] : [], `call ${at}`);
      if (left.length > 0) assert.equal(await readFile(into, 'utf8'), RAW);
    }
  });

  test(`F2: ${errno} at each write of a conversion: an error with its cause, and neither file stays`, async (context) => {
    const bench = await openBench(context);
    const whole = failingAt(0, errno);
    await bench.convert({ raw: RAW, lines: LENIENT, files: whole.files });
    assert.ok(whole.calls() >= 8);
    for (let at = 1; at <= whole.calls(); at++) {
      const converting = bench.convert({ raw: RAW, lines: LENIENT, files: failingAt(at, errno).files });
      await assert.rejects(converting, (error) => isToldWithItsCause(error, errno));
      assert.ok(!(await bench.left()).includes(OUTPUT), `call ${at}`);
    }
    const { conversion } = await bench.convert({ raw: RAW, lines: LENIENT });
    assert.deepEqual([conversion.rows, conversion.rejected], [50, 1]);
  });
}

test('F1: a conversion that is cancelled at 20 moments leaves no file, and the next one is whole', async (context) => {
  const bench = await openBench(context);
  const raw = `id\n${Array.from({ length: 60_000 }, (_, at) => `${at}\n`).join('')}`;
  const reference = await bench.convert({ raw });
  await rm(reference.conversion.parquet.path);
  const reason = new Error('enough');
  let chance = 7;
  for (let moment = 1; moment <= 20; moment++) {
    chance = (Math.imul(chance, 1_664_525) + 1_013_904_223) >>> 0;
    const controller = new AbortController();
    // Moments are counted in bytes read or written, not in time, so that each run of this test meets the same ones.
    const bytes = 1 + (chance % (raw.length + reference.conversion.parquet.bytes));
    const converting = bench.convert({
      raw,
      signal: controller.signal,
      files: abortingFiles(bytes, controller, reason),
    });
    await assert.rejects(converting, (error) => error === reason, `moment ${moment}: ${bytes} bytes`);
    assert.deepEqual(await bench.left(), ['raw']);
  }
  const again = await bench.convert({ raw });
  assert.equal(again.conversion.parquet.sha256, reference.conversion.parquet.sha256);
});

/** Aborts when so many bytes were read or written. */
function abortingFiles(bytes: number, controller: AbortController, reason: Error): Files {
  let seen = 0;
  const count = (more: number) => {
    seen += more;
    if (seen >= bytes) controller.abort(reason);
  };
  return {
    ...nodeFiles,
    async *stream(path, range) {
      for await (const chunk of nodeFiles.stream(path, range)) {
        for (let at = 0; at < chunk.length; at += 4096) {
          const piece = chunk.subarray(at, at + 4096);
          count(piece.length);
          yield piece;
        }
      }
    },
    async create(path, options) {
      const file = await nodeFiles.create(path, options);
      return {
        ...file,
        async write(piece) {
          count(piece.length);
          await file.write(piece);
        },
      };
    },
  };
}

test('F3: a link in the work folder is replaced; what it leads to stays as it is', async (context) => {
  const bench = await openBench(context);
  const source = await openSourceBench();
  context.after(() => source.remove());
  const target = join(bench.folder, 'target');
  await writeFile(target, 'theirs');
  for (const name of [OUTPUT, QUARANTINE]) await symlink(target, join(bench.folder, name));
  await symlink(target, source.into);

  const { table, quarantine } = await bench.convert({ raw: RAW, lines: LENIENT });
  assert.deepEqual([table.rows.length, quarantine?.rows.length], [50, 1]);
  await writeFile(join(source.folder, 'source.csv'), RAW);
  await source.fetch(join(source.folder, 'source.csv'));
  assert.equal(String(await source.read()), RAW);
  assert.equal(await readFile(target, 'utf8'), 'theirs');
});

test('F5: a file that the disk did not keep as it was written is an error before anybody gets it', async (context) => {
  const bench = await openBench(context);
  let writes = 0;
  for (let at = 1; at <= 20; at++) {
    let count = 0;
    const files: Files = {
      ...nodeFiles,
      async create(path, options) {
        const file = await nodeFiles.create(path, options);
        if (!path.endsWith(OUTPUT)) return file;
        return {
          ...file,
          async write(bytes) {
            if (++count !== at) return file.write(bytes);
            const copy = Buffer.from(bytes);
            const middle = copy.length >> 1;
            copy[middle] = (copy[middle] as number) ^ 4;
            return file.write(copy);
          },
        };
      },
    };
    const outcome = await bench.convert({ raw: RAW, lines: LENIENT, files }).catch((error: unknown) => error);
    if (count < at) break;
    writes++;
    assert.ok(outcome instanceof LakeferryError, `write ${at}`);
    assert.equal(outcome.code, 'PARQUET_VERIFY');
    const left = await bench.left();
    assert.ok(!left.includes(OUTPUT) && !left.includes(QUARANTINE), left.join());
  }
  assert.ok(writes >= 3, `${writes} writes: magic, groups, footer`);
});
