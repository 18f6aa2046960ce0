import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  Schema as ArrowSchema,
  Binary,
  CompressionType,
  compressionRegistry,
  type Data,
  type DataType,
  DateDay,
  DateMillisecond,
  Decimal,
  Dictionary,
  Field,
  Float16,
  Float64,
  Int8,
  Int32,
  Int64,
  makeData,
  RecordBatch,
  RecordBatchStreamWriter,
  Struct,
  TimestampMillisecond,
  TimestampNanosecond,
  Uint64,
  Utf8,
} from 'apache-arrow';
import { Endianness } from 'apache-arrow/fb/endianness';
import { Message as FbMessage } from 'apache-arrow/fb/message';
import { MessageHeader } from 'apache-arrow/fb/message-header';
import { MetadataVersion } from 'apache-arrow/fb/metadata-version';
import { Schema as FbSchema } from 'apache-arrow/fb/schema';
import { Builder } from 'flatbuffers';
import { openArrow } from '../../src/arrow/arrow.ts';
import { LakeferryError } from '../../src/base/errors.ts';
import type { Files } from '../../src/base/ports/files.ts';
import type { Schema } from '../../src/table/schema.ts';
import { type ColumnType, parseColumnType } from '../../src/table/type.ts';
import { columnOf } from '../parquet/columns.ts';
import { foreignStream, indexed, numbers, texts } from './foreign.ts';
import { files, read, readBytes, withFolder, write } from './streams.ts';

const INT64: ColumnType = { kind: 'int64' };
const STRING: ColumnType = { kind: 'string' };
const NUMBER = numbers(new Int64(), BigInt64Array.of(1n));

/** What the library declares beside its class, where the compiler does not look. */
interface Encoder {
  encode(builder: Builder, field: Field): number;
}

/** The error of reading, whose message is one line and names the file. */
async function failure(bytes: Uint8Array, schema?: Schema): Promise<LakeferryError> {
  const error = await readBytes(bytes, schema).then(
    () => assert.fail('it was read'),
    (each: unknown) => each,
  );
  assert.ok(error instanceof LakeferryError, String(error));
  assert.match(error.message, /^\S+in\.arrows: [^\n]+$/);
  return error;
}

/** Code, exit code and the message without the file's name. */
function told(error: LakeferryError): [string, number, string] {
  return [error.code, error.exitCode, error.message.replace(/^\S+in\.arrows: /, '')];
}

test('all columns that do not fit are named at once: missing, wrong, one too many, twice', async () => {
  const bytes = foreignStream([
    { name: 'a', type: new Utf8(), data: [texts(new Utf8(), ['x'])] },
    { name: 'extra', type: new Int64(), data: [NUMBER] },
    { name: 'extra', type: new Int64(), data: [NUMBER] },
    {
      name: 'd',
      type: new Dictionary(new Utf8(), new Int8(), 0),
      data: [indexed(new Dictionary(new Utf8(), new Int8(), 0), Int8Array.of(0), [texts(new Utf8(), ['x'])])],
    },
  ]);
  const error = await failure(bytes, [
    { name: 'a', type: INT64, required: false },
    { name: 'b', type: parseColumnType('numeric(10,2)'), required: false },
    { name: 'd', type: { kind: 'timestamp', unit: 'us' }, required: false },
  ]);
  assert.deepEqual(told(error), [
    'ARROW_SCHEMA',
    3,
    'the columns do not fit: "extra" is there twice, expected once; ' +
      'a is string, expected int64, in Arrow int64 or a dictionary of it; ' +
      'b is missing, expected numeric(10,2), in Arrow decimal128(10, 2) or a dictionary of it; ' +
      'd is dictionary<values=string, indices=int8, ordered=0>, expected timestamp, in Arrow timestamp[us, tz=UTC] or a dictionary of it; ' +
      '"extra" is one too many, expected only a, b, d',
  ]);
});

test('a type that no column can be, with a schema and without', async () => {
  const others: [DataType, string][] = [
    [new Binary(), 'binary'],
    [new Float16(), 'halffloat'],
  ];
  for (const [type, name] of others) {
    const bytes = foreignStream([{ name: 'c', type, data: [] }]);
    assert.match((await failure(bytes)).message, new RegExp(`"c" is ${name}, which no column can be`));
    const error = await failure(bytes, [{ name: 'c', type: STRING, required: false }]);
    assert.match(error.message, new RegExp(`c is ${name}, expected string`));
  }
  const noted = foreignStream([
    { name: 'c', type: new Int64(), data: [], metadata: new Map([['lakeferry:type', 'int65']]) },
    { name: 'd', type: new Decimal(30, 38), data: [] },
  ]);
  assert.match(
    (await failure(noted)).message,
    /"c" is int64: "int65" is not a type.*"d" is decimal128\(38, 30\): .* does not fit/,
  );
});

test('a wall clock is no instant, and an instant no wall clock', async () => {
  for (const [kind, zone] of [
    ['datetime', 'UTC'],
    ['timestamp', undefined],
  ] as const) {
    const bytes = foreignStream([{ name: 'c', type: new TimestampMillisecond(zone), data: [] }]);
    const error = await failure(bytes, [{ name: 'c', type: { kind, unit: 'ms' }, required: false }]);
    const seen = zone === undefined ? 'timestamp[ms]' : 'timestamp[ms, tz=UTC]';
    assert.ok(error.message.includes(`c is ${seen}, expected ${kind}`), error.message);
  }
});

test('the first value that cannot be kept is named with column and row, over all record batches', async () => {
  const ns = new TimestampNanosecond();
  const cases: [ColumnType, DataType, Data[], string][] = [
    [
      INT64,
      new Uint64(),
      [numbers(new Uint64(), BigUint64Array.of(1n, 2n ** 63n))],
      'row 2: it is above the most of int64',
    ],
    [
      { kind: 'datetime', unit: 'ms' },
      ns,
      [numbers(ns, BigInt64Array.of(0n)), numbers(ns, BigInt64Array.of(1_000_000n, 1_000_001n))],
      "row 3: it is no whole number of ms, the column's unit",
    ],
    [
      { kind: 'datetime', unit: 'us' },
      new TimestampMillisecond(),
      [numbers(new TimestampMillisecond(), BigInt64Array.of(2n ** 62n))],
      'row 1: it is not in the years 1 to 9999',
    ],
    [
      { kind: 'datetime', unit: 'us' },
      new TimestampMillisecond(),
      [numbers(new TimestampMillisecond(), BigInt64Array.of(253_402_300_799_999n, 253_402_300_800_000n))],
      'row 2: it is not in the years 1 to 9999',
    ],
    [
      { kind: 'timestamp', unit: 'ms' },
      new TimestampMillisecond('UTC'),
      [numbers(new TimestampMillisecond('UTC'), BigInt64Array.of(-62_135_596_800_000n, -62_135_596_800_001n))],
      'row 2: it is not in the years 1 to 9999',
    ],
    [
      { kind: 'date' },
      new DateMillisecond(),
      [numbers(new DateMillisecond(), BigInt64Array.of(1n))],
      'row 1: it is not a whole day',
    ],
    [
      { kind: 'date' },
      new DateDay(),
      [numbers(new DateDay(), Int32Array.of(2_932_896, 2_932_897))],
      'row 2: it is not in the years 1 to 9999',
    ],
    [
      parseColumnType('numeric(10,2)'),
      new Decimal(3, 12),
      [numbers(new Decimal(3, 12), Uint32Array.of(1251, 0, 0, 0), undefined, 4)],
      'row 1: it does not fit numeric(10,2)',
    ],
    [
      parseColumnType('numeric(4,2)'),
      new Decimal(2, 12),
      [numbers(new Decimal(2, 12), Uint32Array.of(10_000, 0, 0, 0), undefined, 4)],
      'row 1: it does not fit numeric(4,2)',
    ],
    [
      parseColumnType('numeric(10,2)'),
      new Decimal(2, 38),
      [numbers(new Decimal(2, 38), Uint32Array.of(0, 0, 1, 0), undefined, 4)],
      'row 1: it does not fit numeric(10,2)',
    ],
    [
      parseColumnType('numeric(20,2)'),
      new Decimal(2, 38),
      [numbers(new Decimal(2, 38), Uint32Array.of(0, 0, 0, 1), undefined, 4)],
      'row 1: it does not fit numeric(20,2)',
    ],
  ];
  for (const [type, source, data, message] of cases) {
    const error = await failure(foreignStream([{ name: 'c', type: source, data }]), [
      { name: 'c', type, required: false },
    ]);
    assert.deepEqual(told(error), ['ARROW_VALUE', 3, `column c, ${message}`]);
  }
});

test('a value of a dictionary is named by its place there, and by its row where the type itself breaks', async () => {
  const dictionary = new Dictionary(new DateMillisecond(), new Int8(), 0);
  const parts = [
    numbers(new DateMillisecond(), BigInt64Array.of(0n, 0n)),
    numbers(new DateMillisecond(), BigInt64Array.of(0n, 5n)),
  ];
  const error = await failure(
    foreignStream([{ name: 'c', type: dictionary, data: [indexed(dictionary, Int8Array.of(3), parts)] }]),
    [{ name: 'c', type: { kind: 'date' }, required: false }],
  );
  assert.match(error.message, /column c, value 4 of its dictionary: it is not a whole day/);

  const words = new Dictionary(new Utf8(), new Int8(), 0);
  const broken = texts(new Utf8(), ['fine', 'broken']);
  (broken.values as Uint8Array)[4] = 0xff;
  const data = [indexed(words, Int8Array.of(0, 0, 1, 1), [broken])];
  const text = await failure(foreignStream([{ name: 'c', type: words, data }]), [
    { name: 'c', type: STRING, required: false },
  ]);
  assert.deepEqual(told(text), ['ARROW_VALUE', 3, 'column c, row 3: a text that is not UTF-8']);
});

test('a text cut inside a character is not UTF-8, though all its bytes are', async () => {
  const broken = texts(new Utf8(), ['é', 'x']);
  (broken.valueOffsets as Int32Array)[1] = 1;
  const error = await failure(foreignStream([{ name: 'c', type: new Utf8(), data: [broken] }]), [
    { name: 'c', type: STRING, required: false },
  ]);
  assert.match(error.message, /column c, row 1: a text that is not UTF-8/);
});

test('a null in a required column, in every form', async () => {
  const dictionary = new Dictionary(new Utf8(), new Int8(), 0);
  const values = [texts(new Utf8(), ['a', null])];
  const forms: [DataType, Data[]][] = [
    [new Utf8(), [texts(new Utf8(), ['a']), texts(new Utf8(), ['a', null])]],
    [dictionary, [indexed(dictionary, Int8Array.of(0, 0, 1), values)]],
    [dictionary, [indexed(dictionary, Int8Array.of(0, 0, 0), values, [true, true, false])]],
  ];
  for (const [type, data] of forms) {
    const error = await failure(foreignStream([{ name: 'c', type, data }]), [
      { name: 'c', type: STRING, required: true },
    ]);
    assert.deepEqual(told(error), ['ARROW_VALUE', 3, 'column c, row 3: null, expected a value: c is required']);
  }
});

test('other formats, folders, nothing at all', async () => {
  const formats: [string, RegExp][] = [
    ['ARROW1\0\0', /this is the Arrow IPC file format \(it starts with ARROW1\).*expected the Arrow IPC stream format/],
    ['PAR1', /this is a Parquet file, expected/],
    ['FEA1....', /this is the Feather format of version 1, expected/],
  ];
  for (const [start, message] of formats) {
    const error = await failure(Buffer.from(start.padEnd(64, '\0')));
    assert.deepEqual([error.code, error.exitCode], ['ARROW_FORMAT', 2]);
    assert.match(error.message, message);
  }
  const empty = await failure(Buffer.alloc(0));
  assert.deepEqual(told(empty), ['ARROW_DAMAGED', 3, 'not a whole Arrow stream: it is empty']);
  await withFolder(async (folder) => {
    await assert.rejects(read(join(folder, 'none')), {
      code: 'ARROW_FILE',
      exitCode: 2,
      message: /there is no such file/,
    });
    await mkdir(join(folder, 'folder'));
    await assert.rejects(read(join(folder, 'folder')), { code: 'ARROW_FILE', message: /this is a folder/ });
  });
});

test('compressed, big-endian and too large batches are refused by name', async () => {
  const type = new Int64();
  const whole = Buffer.from(foreignStream([{ name: 'c', type, data: [NUMBER] }]));
  // The writer compresses only with a codec that it is given: here one that only wraps.
  compressionRegistry.set(CompressionType.ZSTD, {
    encode: (bytes) => Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 0]), bytes]),
  });
  const schema = new ArrowSchema([new Field('c', type, true)]);
  const writer = new RecordBatchStreamWriter({ compressionType: CompressionType.ZSTD });
  writer.reset(undefined, schema);
  writer.write(
    new RecordBatch(schema, makeData({ type: new Struct(schema.fields), length: 1, nullCount: 0, children: [NUMBER] })),
  );
  const compressed = await failure(writer.finish().toUint8Array(true));
  assert.deepEqual(told(compressed), [
    'ARROW_FORMAT',
    2,
    'record batch 1: compressed buffers; write the stream without compression',
  ]);

  const builder = new Builder();
  const fields = FbSchema.createFieldsVector(builder, []);
  const big = FbSchema.createSchema(builder, Endianness.Big, fields, 0, 0);
  const message = FbMessage.createMessage(builder, MetadataVersion.V5, MessageHeader.Schema, big, 0n, 0);
  FbMessage.finishMessageBuffer(builder, message);
  const head = builder.asUint8Array();
  const endian = await failure(Buffer.concat([Buffer.from(Int32Array.of(-1, head.length).buffer), head]));
  assert.deepEqual(told(endian), ['ARROW_FORMAT', 2, 'its schema: big-endian numbers; write them little-endian']);

  // The length of the only record batch stands as a 64-bit 1 in its header.
  const header = whole.lastIndexOf(Buffer.from('ffffffff', 'hex'), whole.length - 9);
  const many = Buffer.from(whole);
  for (let at = header; at < whole.length - 8; at += 4) {
    if (many.readBigInt64LE(at) === 1n) many.writeBigInt64LE(2n ** 24n + 1n, at);
  }
  const large = await failure(many);
  assert.match(large.message, /16777217 rows in one record batch, the most is 16777216; write smaller record batches/);
});

test('a tool that keeps the seal and changes the values is told so', async () => {
  await withFolder(async (folder) => {
    const schema: Schema = [{ name: 'c', type: { kind: 'float64' }, required: false }];
    const path = join(folder, 'f');
    await write(path, schema, [{ schema, rows: 1, columns: [columnOf('plain', { kind: 'float64' }, [1.5])] }]);
    const bytes = Buffer.from(await files.read(path));
    const seal = /lakeferry:batch/.exec(bytes.toString('latin1'));
    assert.ok(seal);
    const at = bytes.lastIndexOf(Buffer.from(Float64Array.of(1.5).buffer));
    bytes.writeDoubleLE(2.5, at);
    await writeFile(path, bytes);
    await assert.rejects(read(path, schema), {
      code: 'ARROW_DAMAGED',
      exitCode: 3,
      message:
        /record batch 1: .*do not have the checksum that lakeferry gave them; a tool that changes them must leave out the metadata lakeferry:batch/,
    });
  });
  const odd = foreignStream([{ name: 'c', type: new Float64(), data: [numbers(new Float64(), Float64Array.of(1))] }], {
    metadata: new Map([['lakeferry:batch', 'x']]),
  });
  assert.match((await failure(odd)).message, /the metadata lakeferry:batch cannot be read/);
});

test('a file of ours that is read by another pipeline file keeps the new one’s promises', async () => {
  await withFolder(async (folder) => {
    const path = join(folder, 'f');
    const wide: Schema = [{ name: 'c', type: parseColumnType('numeric(10,2)'), required: false }];
    const column = columnOf('dictionary', parseColumnType('numeric(10,2)'), [1n, 99_999n]);
    await write(path, wide, [{ schema: wide, rows: 2, columns: [column] }]);
    await assert.rejects(read(path, [{ name: 'c', type: parseColumnType('numeric(4,2)'), required: false }]), {
      code: 'ARROW_VALUE',
      message: /column c, row 2: it does not fit numeric\(4,2\)/,
    });
    const [batch] = (await read(path, [{ name: 'c', type: parseColumnType('numeric(12,3)'), required: false }]))
      .batches;
    assert.deepEqual(
      batch?.columns[0]?.kind === 'dictionary' && batch.columns[0].dictionary.data,
      BigInt64Array.of(10n, 999_990n),
    );
  });
});

test('two columns that call dictionaries of different types the same', async () => {
  const one = new Dictionary(new Utf8(), new Int8(), 0);
  const builder = new Builder();
  const other = new Dictionary(new DateDay(), new Int8(), 0);
  // The library refuses to say so: its schema is put together from two.
  const parts = [one, other].map((type, at) =>
    (Field as unknown as Encoder).encode(builder, new Field(`c${at}`, type, true)),
  );
  const schema = FbSchema.createSchema(builder, Endianness.Little, FbSchema.createFieldsVector(builder, parts), 0, 0);
  const message = FbMessage.createMessage(builder, MetadataVersion.V5, MessageHeader.Schema, schema, 0n, 0);
  FbMessage.finishMessageBuffer(builder, message);
  const head = builder.asUint8Array();
  const error = await failure(Buffer.concat([Buffer.from(Int32Array.of(-1, head.length).buffer), head]));
  assert.deepEqual(told(error), [
    'ARROW_DAMAGED',
    3,
    'its schema: not a whole Arrow stream: dictionary 0 has two types',
  ]);
});

test('a dictionary that never came is enough for nulls, and for nothing else', async () => {
  const type = new Dictionary(new Utf8(), new Int32(), 0);
  const none = [texts(new Utf8(), [])];
  const schema: Schema = [{ name: 'c', type: STRING, required: false }];
  const nulls = foreignStream([{ name: 'c', type, data: [indexed(type, Int32Array.of(5, 0), none, [false, false])] }]);
  assert.equal((await readBytes(withoutDictionary(nulls), schema)).batches[0]?.columns[0]?.nulls, 2);
  const values = foreignStream([{ name: 'c', type, data: [indexed(type, Int32Array.of(0, 5), none)] }]);
  assert.match((await failure(withoutDictionary(values), schema)).message, /index 0 in a dictionary of 0 values/);
});

/** Cuts the first message after the schema out of the stream. */
function withoutDictionary(stream: Uint8Array): Uint8Array {
  const bytes = Buffer.from(stream);
  const second = 8 + bytes.readInt32LE(4);
  // A dictionary of no texts: its body is one padded offset, or nothing.
  let third = second + 8 + bytes.readInt32LE(second + 4);
  while (bytes.readInt32LE(third) !== -1) third += 8;
  return Buffer.concat([bytes.subarray(0, second), bytes.subarray(third)]);
}

test('an index beyond its dictionary, and one below it', async () => {
  const type = new Dictionary(new Utf8(), new Int8(), 0);
  const values = [texts(new Utf8(), ['a', 'b'])];
  for (const index of [2, -1]) {
    const bytes = foreignStream([{ name: 'c', type, data: [indexed(type, Int8Array.of(0, index), values)] }]);
    const error = await failure(bytes, [{ name: 'c', type: STRING, required: false }]);
    assert.deepEqual(told(error), [
      'ARROW_DAMAGED',
      3,
      `record batch 1: not a whole Arrow stream: index ${index} in a dictionary of 2 values`,
    ]);
  }
});

/** Whole numbers below 2^31 that all belong to the first places of a table; the places are those of src/kernel/distinct.ts. */
function colliding(count: number): BigInt64Array {
  const found: bigint[] = [];
  for (let low = 1; found.length < count; low++) {
    let slot = Math.imul(low, 0x9e3779b1);
    slot = Math.imul(slot ^ (slot >>> 15), 0x2c1b3c6d);
    if (((slot ^ (slot >>> 13)) & 8191) < 64) found.push(BigInt(low));
  }
  return BigInt64Array.from(found);
}

test('a dictionary whose values were made to collide is refused, not searched for hours', async () => {
  const type = new Dictionary(new Int64(), new Int8(), 0);
  const values = [numbers(new Int64(), colliding(2500))];
  const bytes = foreignStream([{ name: 'c', type, data: [indexed(type, Int8Array.of(0, 1), values)] }]);
  assert.deepEqual(told(await failure(bytes, [{ name: 'c', type: INT64, required: false }])), [
    'ARROW_DAMAGED',
    3,
    'record batch 1: not a whole Arrow stream: a dictionary of 2500 values that were made to collide',
  ]);
});

test('a disk that fails and a reader that is called off are told as what they are', async () => {
  await withFolder(async (folder) => {
    const schema: Schema = [{ name: 'c', type: INT64, required: false }];
    const path = join(folder, 'f');
    await write(path, schema, [{ schema, rows: 1, columns: [columnOf('plain', INT64, [1n])] }]);
    const failing = (code: string): Files => ({
      ...files,
      // biome-ignore lint/correctness/useYield: it fails before its first piece.
      stream: async function* () {
        throw Object.assign(new Error('injected'), { code });
      },
    });
    const { signal } = new AbortController();
    await assert.rejects(openArrow({ files: failing('EIO'), path, schema, signal }), {
      code: 'ARROW_READ',
      retryable: true,
    });
    await assert.rejects(openArrow({ files: failing('EACCES'), path, schema, signal }), {
      code: 'ARROW_READ',
      retryable: false,
    });
    const denied: Files = { ...files, stat: () => Promise.reject(Object.assign(new Error('x'), { code: 'EACCES' })) };
    await assert.rejects(openArrow({ files: denied, path, schema, signal }), { code: 'ARROW_READ' });

    const controller = new AbortController();
    const opened = await openArrow({ files, path, schema, signal: controller.signal });
    controller.abort(new Error('called off'));
    await assert.rejects(async () => {
      for await (const _ of opened.batches());
    }, /called off/);
    await assert.rejects(openArrow({ files, path, schema, signal: controller.signal }), /called off/);
  });
});
