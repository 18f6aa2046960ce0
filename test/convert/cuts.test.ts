import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { type Converted, openBench } from './bench.ts';
import { choppedFiles } from './chopped-files.ts';

/** What meets at a boundary: quotes, doubled ones, every line end, letters of two to four bytes, values of each parser, faults. */
const TRICKY = Buffer.concat([
  Buffer.from(
    [
      '\ufeffi,n,at,s\r\n\r\n1,.50,2021-01-31 23:59:59,"two\r\nlines ""𝄞"""\r\n-9223372036854775808,-0.05,,é\r3,7,"",""""\n',
      '\n4,1e2,2021-02-29 00:00:00,x\r\r\n9223372036854775808,1,,z\n6,"12345678.90",9999-12-31T23:59:59,"q"z\n7,8,,a"b\n',
    ].join(''),
  ),
  Buffer.from([0x38, 0x2c, 0x31, 0x2c, 0x2c, 0xe9, 0x0a]),
  Buffer.from('9,\0,,1\n10,11\n12,13,,,\r\n14,2.6299999999999999,,日本\n15,16,,"17'),
]);
const LINES = [
  'columns: { i: { type: int64 }, n: { type: "numeric(10,2)" }, at: { type: datetime }, s: { type: string } }',
  'contract: { max_rejected: 100% }',
];

function bytesOf({ conversion }: Converted): unknown {
  const { parquet, quarantine, rejectedBy } = conversion;
  return [parquet.sha256, quarantine?.sha256, rejectedBy];
}

for (const [wrapping, raw] of Object.entries({ plain: TRICKY, gzip: gzipSync(TRICKY) })) {
  test(`C8: the same Parquet bytes for every cut and chunks of 1 to 64 bytes: ${wrapping}`, async (context) => {
    const bench = await openBench(context);
    const whole = await bench.convert({ lines: LINES, raw });
    assert.deepEqual([whole.conversion.rows, whole.conversion.rejected], [4, 9]);
    for (let size = 1; size <= 64; size++) {
      const found = await bench.convert({ lines: LINES, raw, files: choppedFiles({ size }) });
      assert.deepEqual(bytesOf(found), bytesOf(whole), `chunks of ${size}`);
    }
    for (let cut = 1; cut < raw.length; cut++) {
      const found = await bench.convert({ lines: LINES, raw, files: choppedFiles({ cut }) });
      assert.deepEqual(bytesOf(found), bytesOf(whole), `cut at ${cut}`);
    }
  });
}
