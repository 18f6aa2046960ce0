import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ContractError } from '../../src/base/errors.ts';
import { readCsv } from '../../src/csv/read.ts';
import { wasmKernel } from '../../src/kernel/wasm-kernel.ts';
import { COMMA, LIMITS, readText } from './csv-reading.ts';

/** The place, the size and the option; nothing of the text. */
const hits = (code: string, line: number) => (error: unknown) =>
  error instanceof ContractError &&
  error.code === code &&
  error.message.startsWith(`trips.csv:${line}: `) &&
  error.message.endsWith(`raise limits.${code.replace('CSV_LIMIT_', '').toLowerCase()}`) &&
  error.message.length < 200 &&
  !error.message.includes('xxx');

test('C9, C11: limits.field: what never ends, quoted or not, stops near the limit and not at the end of the file', async () => {
  for (const comment of [undefined, '#']) {
    for (const [start, rest, code, line] of [
      ['a,b\n1,2\n"', 'x\n', 'CSV_LIMIT_FIELD', 3],
      ['a,b\n1,2\n3,', 'x', 'CSV_LIMIT_FIELD', 3],
      ['a,b\n1,2\n3,"4"', 'x', 'CSV_LIMIT_FIELD', 3],
      ['"', 'x\n', 'CSV_LIMIT_HEADER', 1],
      ['', 'x', 'CSV_LIMIT_HEADER', 1],
      ['', 'x,', 'CSV_LIMIT_COLUMNS', 1],
    ] as const) {
      await stopsInTime({ start, rest, code, line, comment });
    }
  }
});

/** Reads `start` and then `rest` without end; counts what was asked for. */
async function stopsInTime(options: {
  start: string;
  rest: string;
  code: string;
  line: number;
  comment: string | undefined;
}): Promise<void> {
  const { start, rest, code, line, comment } = options;
  let given = 0;
  async function* endless(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(start);
    for (;;) {
      given += 65_536;
      yield Buffer.alloc(65_536, rest);
    }
  }
  const reader = readCsv(endless(), {
    csv: { ...COMMA, ...(comment === undefined ? {} : { comment }) },
    limits: { ...LIMITS, record: 2 * LIMITS.field },
    file: 'trips.csv',
    direct: () => [false, false],
    kernel: wasmKernel,
  });
  await assert.rejects(
    async () => {
      for await (const batch of reader.batches()) assert.ok(batch);
    },
    hits(code, line),
    JSON.stringify(start),
  );
  assert.ok(given <= 4 * LIMITS.field, `${given} bytes were read`);
}

test('C11: limits.field: a field may have so many bytes and not one more, in any chunks', async () => {
  const limits = { field: 100 };
  for (const csv of [{}, { comment: '#' }]) {
    for (const chunk of [1, 7, 1000]) {
      for (const field of ['x'.repeat(100), `"${'x'.repeat(100)}"`]) {
        const read = await readText(`a,b\r\n1,${field}\r\n`, { limits, chunk, csv });
        assert.equal(read.rows[0]?.[1]?.length, 100);
      }
      for (const field of ['x'.repeat(101), `"${'x'.repeat(101)}"`]) {
        await assert.rejects(readText(`a,b\n1,2\n1,${field}\n`, { limits, chunk, csv }), hits('CSV_LIMIT_FIELD', 3));
      }
    }
  }
});

test('C11: limits.record: a record may have so many bytes and not one more, however short its fields are, in any chunks', async () => {
  const limits = { record: 100 };
  const record = (bytes: number) => `"${'x,'.repeat(20)}",${'y,'.repeat(20)}`.padEnd(bytes, 'z');
  const header = Array.from({ length: 22 }, (_, at) => `column_${at}`).join(',');
  for (const csv of [{}, { comment: '#' }]) {
    for (const chunk of [1, 7, 1000]) {
      // The header has a limit of its own.
      const text = (bytes: number) => `${header}\r\n\r\n${record(bytes)}\r\n${record(90)}`;
      assert.equal((await readText(text(100), { limits, chunk, csv })).rows.length, 2);
      await assert.rejects(readText(text(101), { limits, chunk, csv }), hits('CSV_LIMIT_RECORD', 3));
      assert.equal((await readText(text(101), { limits: { record: 101 }, chunk, csv })).rows.length, 2);
    }
  }
});

test('C9, C11: limits.record: a record of endlessly many fields that are all within their limit stops near its own', async () => {
  const field = `${'x'.repeat(65_535)},`;
  for (const comment of [undefined, '#']) {
    await stopsInTime({ start: 'a,b\n1,2\n3,', rest: field, code: 'CSV_LIMIT_RECORD', line: 3, comment });
  }
});

test('C11: limits.columns: a record may have so many fields and not one more', async () => {
  const wide = (fields: number) => `a,b\n${','.repeat(fields - 1)}\n`;
  for (const csv of [{}, { comment: '#' }]) {
    assert.equal((await readText(wide(4096), { csv })).malformed.length, 1);
    for (const fields of [4097, 100_000]) {
      await assert.rejects(readText(wide(fields), { csv }), hits('CSV_LIMIT_COLUMNS', 2));
    }
  }
  const names = Array.from({ length: 11 }, (_, at) => `c${at}`).join(',');
  await assert.rejects(readText(names, { limits: { columns: 10 } }), hits('CSV_LIMIT_COLUMNS', 1));
  assert.equal((await readText(names, { limits: { columns: 11 } })).header.length, 11);
});

test('more columns than a block first has room for are read', async () => {
  const names = Array.from({ length: 40_000 }, (_, at) => `c${at}`).join(',');
  const read = await readText(`${names}\n${names}\n`, { limits: { columns: 40_000, header: 1e6 } });
  assert.equal(read.rows[0]?.[39_999], 'c39999');
});

test('C11: limits.header: a header may have so many bytes and not one more', async () => {
  const limits = { header: 200 };
  for (const chunk of [1, 64, 1000]) {
    assert.equal((await readText(`\n${'x'.repeat(200)}\r\n1\n`, { limits, chunk })).rows.length, 1);
    await assert.rejects(readText(`\n${'x'.repeat(201)}\n1\n`, { limits, chunk }), hits('CSV_LIMIT_HEADER', 2));
  }
});

test('C11: a name in the header is bounded by limits.header alone, in any chunks', async () => {
  const limits = { field: 100, record: 200, header: 5000 };
  const name = 'x'.repeat(3000);
  for (const csv of [{}, { comment: '#' }]) {
    for (const chunk of [1, 64, 10_000]) {
      const read = await readText(`${name},b\n1,2\n`, { limits, chunk, csv });
      assert.deepEqual([read.header, read.rows], [[name, 'b'], [['1', '2']]]);
    }
  }
});

test('C11: limits.field: a misplaced quote does not hide a long field', async () => {
  const limits = { field: 100 };
  for (const csv of [{}, { comment: '#' }]) {
    for (const chunk of [7, 5000]) {
      const text = `a,b\n1,"2"${'x'.repeat(3000)}\n`;
      await assert.rejects(readText(text, { limits, chunk, csv }), hits('CSV_LIMIT_FIELD', 2));
    }
  }
});

test('the source is let go when the header is refused, and when the reader is left early', async () => {
  let closed = 0;
  async function* source(text: string): AsyncGenerator<Uint8Array> {
    try {
      for (;;) yield Buffer.from(text);
    } finally {
      closed++;
    }
  }
  const open = (text: string) =>
    readCsv(source(text), {
      csv: COMMA,
      limits: LIMITS,
      file: 'trips.csv',
      groupBytes: 100,
      direct: () => [false],
      kernel: wasmKernel,
    });
  await assert.rejects(open('a,a\n').header(), { code: 'CSV_HEADER' });
  assert.equal(closed, 1);
  for await (const batch of open('a\n').batches()) {
    assert.ok(batch.rows > 0);
    break;
  }
  assert.equal(closed, 2);
});
