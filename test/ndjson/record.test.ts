import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linesOf } from '../../src/ndjson/lines.ts';
import { parseRecord } from '../../src/ndjson/record.ts';

/** A small generator of its own, so that a failure comes again. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

test('a line is a record exactly where JSON.parse finds an object, over 20,000 lines with characters changed', () => {
  const random = randomOf(6);
  const seeds = [
    '{"a":1,"b":"x\\n\\u00e9","c":[1,{"d":"]}"}],"e":null,"f":-0.5e+3}',
    '{"":"","a b":true , "z" : { } }',
    '{}',
  ];
  const signs = '{}[]":,\\ \t0123456789.eE+-truefalsn\u0000é'.split('');
  let records = 0;
  for (let round = 0; round < 20_000; round++) {
    const characters = [...(seeds[round % seeds.length] as string)];
    for (let change = 0; change < round % 3; change++) {
      const at = Math.floor(random() * characters.length);
      const sign = signs[Math.floor(random() * signs.length)] as string;
      characters.splice(at, random() < 0.5 ? 1 : 0, ...(random() < 0.8 ? [sign] : []));
    }
    const line = characters.join('');
    const found = parseRecord(line);
    const expected = parsed(line);
    if ('rule' in found) {
      if (found.rule === 'JSON_SYNTAX') assert.equal(expected, undefined, line);
      else if (found.rule === 'JSON_NOT_OBJECT') assert.ok(expected !== undefined && !isObject(expected), line);
      else assert.equal(found.rule, 'JSON_DUPLICATE_KEY', line);
      continue;
    }
    records++;
    assert.ok(isObject(expected), line);
    assert.deepEqual([...found.keys()].sort(), Object.keys(expected).sort(), line);
    for (const [key, { text, nested }] of found) {
      const value: unknown = expected[key];
      if (text === undefined) assert.equal(value, null, line);
      else if (typeof value === 'string') assert.equal(text, value, line);
      else assert.deepEqual([JSON.parse(text), nested], [value, typeof value === 'object'], line);
    }
  }
  assert.ok(records > 8000, String(records));
});

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

test('lines are the same however the text is cut', async () => {
  const text = Buffer.from('a\n\nbc\r\nd é\nlast');
  const expected = await lines(text, text.length);
  assert.deepEqual(
    expected.map(({ number, text: line }) => `${number} ${line}`),
    ['1 a', '2 ', '3 bc\r', '4 d é', '5 last'],
  );
  assert.equal(expected.at(-1)?.end, text.length);
  for (let size = 1; size < text.length; size++) assert.deepEqual(await lines(text, size), expected, `${size}`);
});

async function lines(text: Buffer, size: number): Promise<{ number: number; text: string; end: number }[]> {
  async function* chunks() {
    for (let at = 0; at < text.length; at += size) yield text.subarray(at, at + size);
  }
  const found: { number: number; text: string; end: number }[] = [];
  for await (const { number, bytes, end } of linesOf(chunks(), { most: 100, file: 'a' })) {
    found.push({ number, text: Buffer.from(bytes).toString('utf8'), end });
  }
  return found;
}
