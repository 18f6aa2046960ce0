import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { ContractError } from '../../src/base/errors.ts';
import type { Files } from '../../src/base/ports/files.ts';
import type { Workers } from '../../src/base/ports/workers.ts';
import { convert } from '../../src/convert/convert.ts';
import { nodeFiles } from '../../src/runtime/node-files.ts';
import { openWorkers } from '../../src/session/workers.ts';
import { job, read } from '../pipeline/text-files.ts';
import { keepingLog } from '../source/bench.ts';

const LINES = [
  'columns:',
  '  id: { type: int64, required: true }',
  '  at: { type: datetime }',
  '  amount: { type: "numeric(10,2)", minimum: -5 }',
  '  note: { type: string }',
  'contract: { max_rejected: 10% }',
  'csv: { extra_empty_columns: drop }',
];

let folder = '';
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lakeferry-workers-'));
});
after(() => rm(folder, { recursive: true, force: true }));

/** Four row groups and a bit: quotes with line ends around the borders, every line end, rows that are rejected for each reason. */
function wideText(seed: number): string {
  const lines = ['id,at,amount,note'];
  let size = 0;
  for (let row = 0; size < 43 * 1024 * 1024; row++) {
    const at = `2021-01-${String(1 + (row % 28)).padStart(2, '0')} 0${row % 10}:0${(row * seed) % 10}:30`;
    let note = `${'lorem ipsum '.repeat(row % 97)}${row % 1013}`;
    if (row % 11 === 0) note = `"he said ""${row}""\r\nand ${note}"`;
    let line = `${row},${at},${(row * seed) % 997}.5,${note}`;
    if (row % 5003 === 0) line = `${row},cut short`;
    if (row % 7001 === 0) line = `${row},${at},-7,too little`;
    if (row % 9001 === 0) line += ',,';
    if (row % 12007 === 0) line = `${row},${at},1,"odd" quotes`;
    if (row % 3001 === 0) line += '\n';
    lines.push(line);
    size += line.length + 2;
  }
  return lines.join('\r\n');
}

interface Made {
  parquet: string;
  quarantine: string | undefined;
  told: object;
}

async function convertWith(
  raw: string,
  name: string,
  options: { workers?: Workers; files?: Files; lines?: readonly string[]; signal?: AbortSignal } = {},
): Promise<Made> {
  const { workers, files = nodeFiles, lines = LINES, signal = new AbortController().signal } = options;
  const output = join(folder, `${name}.parquet`);
  const quarantine = join(folder, `${name}.quarantine`);
  const {
    parquet,
    quarantine: rejects,
    ...told
  } = await convert({
    raw,
    shownName: 'trips.csv',
    pipeline: await read(job(...lines)),
    partition: '2021-01',
    evolved: [],
    output,
    quarantine,
    files,
    log: keepingLog().log,
    signal,
    ...(workers === undefined ? {} : { workers }),
  });
  const hash = async (path: string) =>
    createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
  assert.equal(await hash(output), parquet.sha256);
  return { parquet: parquet.sha256, quarantine: rejects && (await hash(quarantine)), told };
}

/** The file system, with files read in pieces of so many bytes. */
function inPieces(bytes: number): Files {
  return {
    ...nodeFiles,
    async *stream(path, range) {
      for await (const chunk of nodeFiles.stream(path, range)) {
        for (let at = 0; at < chunk.length; at += bytes) yield chunk.subarray(at, at + bytes);
      }
    },
  };
}

test('the same bytes and the same report without threads, with one, two and four, and for any pieces of the file', async () => {
  const text = wideText(31);
  const [plain, packed] = [join(folder, 'wide.csv'), join(folder, 'wide.csv.gz')];
  await writeFile(plain, text);
  await writeFile(packed, gzipSync(text, { level: 1 }));
  const alone = await convertWith(plain, 'alone');
  assert.ok(alone.quarantine !== undefined);
  for (const codec of ['gzip', 'zstd']) {
    const lines = [...LINES, `parquet: { codec: ${codec} }`];
    const expected = codec === 'zstd' ? alone : await convertWith(plain, 'alone-gzip', { lines });
    for (const size of [1, 2, 4]) {
      const workers = openWorkers(size);
      try {
        assert.deepEqual(await convertWith(plain, 'threads', { workers, lines }), expected, `${codec}, ${size}`);
        if (codec === 'gzip') continue;
        assert.deepEqual(await convertWith(packed, 'packed', { workers }), expected);
        for (const bytes of [65_537, 999_983])
          assert.deepEqual(await convertWith(plain, 'pieces', { workers, files: inPieces(bytes) }), expected);
      } finally {
        await workers.close();
      }
    }
  }
});

test('two files at once share the threads and get each its own bytes', async () => {
  const paths = await Promise.all(
    [7, 13].map(async (seed) => {
      const path = join(folder, `${seed}.csv`);
      await writeFile(path, wideText(seed));
      return path;
    }),
  );
  const expected = [];
  for (const [at, path] of paths.entries()) expected.push(await convertWith(path, `one-${at}`));
  const workers = openWorkers(2);
  try {
    const made = await Promise.all(paths.map((path, at) => convertWith(path, `both-${at}`, { workers })));
    assert.deepEqual(made, expected);
  } finally {
    await workers.close();
  }
});

test('a file of one row group needs no thread', async () => {
  const path = join(folder, 'small.csv');
  await writeFile(path, 'id,at,amount,note\n1,2021-01-01 00:00:00,1,x\n');
  const workers: Workers = {
    size: 2,
    warm: () => assert.fail('a thread was started'),
    run: () => assert.fail('a thread was asked'),
    close: async () => {},
  };
  assert.deepEqual(await convertWith(path, 'small', { workers }), await convertWith(path, 'small-alone'));
});

test('what breaks a limit in a later row group is the same error, at the same line, and leaves no file', async () => {
  const path = join(folder, 'long.csv');
  const rows = `${Array.from({ length: 260_000 }, (_, row) => `${row},,1,${'x'.repeat(90)}`).join('\n')}\n`;
  await writeFile(path, `id,at,amount,note\n${rows}1,,1,${'y'.repeat(2_000_000)}\n${rows}`);
  const lines = [...LINES, 'limits: { field: 1MB }'];
  const errors = [];
  for (const workers of [undefined, openWorkers(2)]) {
    errors.push(
      await convertWith(path, 'long', { lines, ...(workers === undefined ? {} : { workers }) }).then(
        () => assert.fail('it was converted'),
        (error: unknown) => error,
      ),
    );
    await workers?.close();
    assert.equal(await nodeFiles.stat(join(folder, 'long.parquet')), undefined);
  }
  const [alone, inThreads] = errors as [ContractError, ContractError];
  assert.ok(inThreads instanceof ContractError);
  assert.match(inThreads.message, /^trips\.csv:260002: a field is longer than/);
  assert.deepEqual([inThreads.code, inThreads.message, inThreads.data], [alone.code, alone.message, alone.data]);
});

test('a conversion that is cancelled leaves its threads, and no file', async () => {
  const path = join(folder, '31.csv');
  await writeFile(path, wideText(31));
  const workers = openWorkers(2);
  const controller = new AbortController();
  const started = convertWith(path, 'cancelled', { workers, signal: controller.signal });
  setTimeout(() => controller.abort(new Error('enough')), 100);
  await assert.rejects(started, /enough/);
  await workers.close();
  assert.equal(await nodeFiles.stat(join(folder, 'cancelled.parquet')), undefined);
});
