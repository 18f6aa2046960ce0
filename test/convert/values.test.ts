import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openBench } from './bench.ts';

const DATE = '2021-01-01';
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

test('V1, V4: the ends of each number type come back from the file as they went in', async (context) => {
  const bench = await openBench(context);
  const { table } = await bench.convert({
    lines: ['columns: { i: { type: int64 }, f: { type: float64 } }'],
    raw: 'i,f\n9007199254740993,-0\n9223372036854775807,5e-324\n-9223372036854775808,1.7976931348623157e308\n',
  });
  assert.deepEqual(table.rows, [
    ['9007199254740993', '-0', DATE],
    ['9223372036854775807', '5e-324', DATE],
    ['-9223372036854775808', '1.7976931348623157e+308', DATE],
  ]);
});

test('V6: only what csv.nulls names is null; an empty field and "" are the same text', async (context) => {
  const bench = await openBench(context);
  const texts = ['', '""', 'NULL', 'NA', 'N/A', '\\N', 'NV'];
  const raw = `a,b\n${texts.map((text) => `1,${text}\n`).join('')}`;
  const values = async (...lines: string[]) => {
    const columns = 'columns: { a: { type: int64 }, b: { type: string } }';
    return (await bench.convert({ lines: [columns, ...lines], raw })).table.rows.map((row) => row[1]);
  };
  assert.deepEqual(await values(), [null, null, 'NULL', 'NA', 'N/A', '\\N', 'NV']);
  assert.deepEqual(await values('csv: { nulls: [] }'), ['', '', 'NULL', 'NA', 'N/A', '\\N', 'NV']);
  assert.deepEqual(await values('csv: { nulls: [NULL, "\\\\N"] }'), ['', '', null, 'NA', 'N/A', null, 'NV']);
});

test('V7: a column that is empty for a whole month has the type of every other month', async (context) => {
  const bench = await openBench(context);
  const lines = ['columns: { a: { type: int64 }, fee: { type: "numeric(10,2)" } }'];
  const empty = await bench.convert({ lines, raw: 'a,fee\n1,\n2,\n' });
  const full = await bench.convert({ lines, raw: 'a,fee\n1,2.50\n' });
  assert.deepEqual(empty.conversion.columns, full.conversion.columns);
  assert.deepEqual(empty.conversion.report[1], { name: 'fee', nulls: 2, fills: 0, discarded: 0 });
});

test('V14: odd values are kept and counted exactly: by least and greatest value, or by the rule that they break', async (context) => {
  const bench = await openBench(context);
  const rows = [
    ['2021-01-31 23:50:00', '2021-02-01 00:10:00', '1', '10.00'],
    ['2008-12-31 23:59:59', '2009-01-01 00:05:00', '0', '-52.80'],
    ['2021-01-05 10:00:00', '2021-01-05 09:00:00', '7', '0.00'],
    ['2098-09-11 02:23:31', '2098-09-11 02:30:00', '1', '-3.30'],
  ];
  const raw = `pickup,dropoff,passengers,total\n${rows.map((row) => `${row.join(',')}\n`).join('')}`;
  const columns = (passengers: string, total: string) =>
    `columns: { pickup: { type: datetime }, dropoff: { type: datetime }, passengers: { type: int64${passengers} }, total: { type: "numeric(10,2)"${total} } }`;
  const kept = await bench.convert({ lines: [columns('', '')], raw });
  assert.deepEqual(
    kept.table.rows,
    rows.map((row) => [...row, DATE]),
  );
  assert.deepEqual(
    kept.conversion.report.map(({ name, minimum, maximum }) => [name, minimum, maximum]),
    [
      ['pickup', '2008-12-31T23:59:59', '2098-09-11T02:23:31'],
      ['dropoff', '2009-01-01T00:05:00', '2098-09-11T02:30:00'],
      ['passengers', '0', '7'],
      ['total', '-52.80', '10.00'],
      ['partition_date', DATE, DATE],
    ],
  );
  const ruled = await bench.convert({
    lines: [columns(', maximum: 6', ', minimum: 0'), 'contract: { max_rejected: 100% }'],
    raw,
  });
  assert.deepEqual(ruled.conversion.rejectedBy, { 'total minimum': 2, 'passengers maximum': 1 });
  assert.deepEqual([ruled.conversion.rowsRead, ruled.conversion.rows, ruled.conversion.rejected], [4, 1, 3]);
});

test('V15: text that a spreadsheet would run reaches the file unchanged; negative numbers stay numbers', async (context) => {
  const bench = await openBench(context);
  const texts = ['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '=HYPERLINK("x","y")', "'=1"];
  const { table } = await bench.convert({
    lines: ['columns: { t: { type: string }, n: { type: "numeric(10,2)" } }'],
    raw: `t,n\n${texts.map((text) => `${quoted(text)},-5\n`).join('')}`,
  });
  assert.deepEqual(
    table.rows,
    texts.map((text) => [text, '-5.00', DATE]),
  );
});
