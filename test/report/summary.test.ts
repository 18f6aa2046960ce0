import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Decision } from '../../src/plan/decide.ts';
import { codeText } from '../../src/report/markdown.ts';
import { planMarkdown, summaryMarkdown } from '../../src/report/summary.ts';
import type { SummaryRow } from '../../src/report/summary-row.ts';
import { publicationOf } from '../ledger/records.ts';
import { COMMANDS } from '../servers/runner.ts';

/** What Markdown, HTML and GitHub would make something of. */
const HOSTILE = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '[a](javascript:alert(1))',
  '![a](https://evil.example/x.png)',
  '`code` **bold** _i_ ~~s~~ $x$',
  '| a | b |',
  '\n\n# heading\n\n- item\n',
  '</code></pre></details><b>',
  '@user @org/team #1 GH-1 org/repo#1',
  'see www.evil.example or https://evil.example/x?y',
  'mail a@evil.example mailto:a@b.example xmpp:a@b.example',
  '&lt;b&gt; &#64;user \\| \\`',
  ...COMMANDS.map((name) => `::${name}::x\r##[${name}]x`),
];

const decision = (partition: string, reason: string): Decision => ({
  partition,
  status: 'failed',
  action: 'run',
  reason,
  reusable: false,
});

/** Data stands in `<code>` alone, and there as letters, digits, a few harmless signs and entities. */
function assertInert(markdown: string): void {
  const CODE = /<code>((?:[A-Za-z0-9 ,/=%-]|&#\d+;|(?<=&#64;)<!-- -->)*)<\/code>/g;
  const inside = [...markdown.matchAll(CODE)].map(([, text = '']) => text);
  for (const text of inside) {
    assert.doesNotMatch(text, /&#64;(?!<!-- -->)/, 'an address is parted');
  }
  const outside = markdown.replace(CODE, '');
  assert.doesNotMatch(outside, /script|alert|evil|javascript|heading|item|@|#1|\*\*bold|<b>|<img|<\/?code>|::|##\[/);
}

/** A row has as many cells as its table's head. */
function assertTables(markdown: string): void {
  let columns: number | undefined;
  for (const line of markdown.split('\n')) {
    const cells = line.startsWith('|') ? line.split('|').length : undefined;
    if (columns !== undefined && cells !== undefined) assert.equal(cells, columns, line);
    columns = cells;
  }
}

const row = (text: string, partition = '2021-01'): SummaryRow => ({
  partition,
  outcome: 'failed',
  because: text,
  milliseconds: 1,
  notes: [text],
  tries: 2,
  uri: text,
  publication: publicationOf('a'.repeat(64), {
    columns: [{ name: text, type: text, required: false }],
    report: [{ name: text, nulls: 9, fills: 0, discarded: 0 }],
    raw: { format: 'csv', header: [text] },
  }),
  before: [
    publicationOf('b'.repeat(64), {
      report: [{ name: text, nulls: 0, fills: 0, discarded: 0 }],
      raw: { format: 'csv', header: ['b'] },
    }),
  ],
  rows: 3,
  rejected: 1,
  bytes: 1000,
  failure: { task: text, reason: 'error', code: text, message: text },
  rejectedBy: { [text]: 1 },
  sample: {
    columns: [text, 'b'],
    rows: [
      [text, null],
      [text.repeat(2), text],
    ],
  },
});

test('R5: what somebody else wrote is text in a summary, whatever it holds', () => {
  for (const text of HOSTILE) {
    for (const markdown of [
      summaryMarkdown({
        dataset: text,
        description: text,
        decisions: [decision('2021-01', text)],
        results: [row(text)],
        left: 0,
        links: [{ text, url: 'https://github.com/acme/pipelines' }],
      }),
      planMarkdown({
        dataset: text,
        description: text,
        decisions: [decision('2021-01', text)],
        work: [decision('2021-01', text)],
        cut: 1,
        firstRun: true,
      }),
    ]) {
      assertInert(markdown);
      assertTables(markdown);
    }
  }
});

test('R5: what people write is read as it was written', () => {
  assert.equal(codeText('2021-01, 5 % of a/b = c'), '<code>2021-01, 5 % of a/b = c</code>');
  const shown = codeText('Zürich <a.b@c.de> "x"')
    .replace(/<!-- -->|<\/?code>/g, '')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
  assert.equal(shown, 'Zürich <a.b@c.de> "x"');
});

test('R5: a cell of ten megabytes is cut, and the rest counted', () => {
  const long = '|'.repeat(10_000_000);
  const one = summaryMarkdown({
    dataset: 'a',
    description: long,
    decisions: [],
    results: [row(long)],
    left: 0,
    links: [],
  });
  assert.ok(Buffer.byteLength(one) < 30_000, String(Buffer.byteLength(one)));
  assert.match(one, /9999700 more characters/);
});

const summaryOf = (results: readonly SummaryRow[]) =>
  summaryMarkdown({ dataset: 'a', description: 'b', decisions: [], results, left: 0, links: [] });

/** A month as a real one is: twenty columns, notes of each task, six months before it. */
function month(at: number): SummaryRow {
  const columns = Array.from({ length: 20 }, (_, column) => ({
    name: `column_${column}`,
    type: 'int64',
    required: false,
  }));
  const publication = publicationOf('a'.repeat(64), {
    rows: 1000 + at,
    source: { url: 'https://example.org/x.csv', bytes: 30_000_000, sha256: 'c'.repeat(64) },
    columns,
    report: columns.map(({ name }, column) => ({ name, nulls: column === 3 ? 10 * at : 0, fills: 0, discarded: 0 })),
  });
  return {
    partition: `${2000 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`,
    outcome: 'done',
    because: 'never published',
    milliseconds: 12_000,
    notes: ['fetch: downloaded (not in the cache)', 'clean, write-parquet: cache hit (same source, same settings)'],
    tries: 3,
    rows: 1000 + at,
    rejected: 2,
    bytes: 28_000_000,
    rejectedBy: { 'pickup_at: required': 1, malformed: 1 },
    publication,
    before: Array.from({ length: 6 }, () => ({
      ...publication,
      rows: 1000,
      report: publication.report.map((each) => ({ ...each, nulls: 0 })),
    })),
    uri: 'gs://lake/a/year=2000/month=01/part-0.parquet',
  };
}

test('a card tells volume, speed, tries, the cache and its reason, and what changed against the months before', () => {
  const markdown = summaryOf([month(100)]);
  const [, card = ''] = /## Details\n\n<details>([\s\S]*?)<\/details>/.exec(markdown) ?? [];
  assert.match(card, /<summary>2008-05: done, 1,100 rows<\/summary>/);
  assert.match(card, /source 30\.0 MB · Parquet 28\.0 MB · took 12 s · 2\.5 MB\/s of source · 3 tries · 2 rejected/);
  assert.match(card, /clean, write-parquet&#58; cache hit &#40;same source, same settings&#41;/);
  assert.match(card, /- rows \+10\.0 % against the median of the 6 before/);
  assert.match(card, /- nulls of <code>column&#95;3<\/code> 0\.0 % → 90\.9 %/);
  assert.doesNotMatch(markdown, /## Schema/);
});

test('a schema that drifted has a table of its own, and a file whose header changed', () => {
  const now = month(1);
  const before = publicationOf('b'.repeat(64), { raw: { format: 'csv', header: ['a', 'b'] } });
  const publication = {
    ...publicationOf('a'.repeat(64), { raw: { format: 'csv', header: ['a', 'c'] } }),
    columns: [
      { name: 'id', type: 'string', required: false },
      { name: 'fee', type: 'int64', required: false },
    ],
  };
  const [, table = ''] =
    /## Schema\n\n([\s\S]*?)\n\n/.exec(summaryOf([{ ...now, publication, before: [before] }])) ?? [];
  assert.deepEqual(
    table
      .split('\n')
      .slice(2)
      .map((line) =>
        line
          .replace(/<\/?code>/g, '')
          .replace(/&#40;/g, '(')
          .replace(/&#41;/g, ')'),
      ),
    [
      '| 2000-02 | id was int64 and is string |',
      '| 2000-02 | fee is new (int64) |',
      '| 2000-02 | the header has c, which it had not before |',
      '| 2000-02 | the header has b no more |',
    ],
  );
});

test('a partition that failed has a card of its own: where, after how many tries, how long it took; one that crashed has only its line', () => {
  const failed = (reason: string): SummaryRow => ({
    partition: '2021-02',
    outcome: 'failed',
    because: 'never published',
    milliseconds: 61_000,
    notes: [],
    failure: { task: 'fetch', reason, code: 'FETCH_STATUS', message: 'no', tries: 4 },
  });
  const markdown = summaryOf([failed('error')]);
  assert.match(markdown, /\| 2021-02 \| <code>fetch<\/code> \| 4 \| <code>FETCH&#95;STATUS<\/code> \|/);
  assert.match(
    markdown,
    /<details><summary>2021-02: failed in <code>fetch<\/code><\/summary>\n\n- took 1 min 01 s · 4 tries\n/,
  );
  assert.doesNotMatch(summaryOf([failed('crash')]), /## Details/);
});

test('256 partitions stay below 1 MiB and are folded; their rejects are added up by rule', () => {
  const markdown = summaryOf(Array.from({ length: 256 }, (_, at) => month(at)));
  assert.ok(Buffer.byteLength(markdown) < 2 ** 20, String(Buffer.byteLength(markdown)));
  assert.match(markdown, /<details><summary>All 256 partitions<\/summary>/);
  assert.match(markdown, /\| <code>malformed<\/code> \| 256 \| 256 \| 2000-01 \(1\) \|/);
  assert.match(markdown, /## Partitions\n\n<details><summary>256, one line each<\/summary>\n\n\| partition \|/);
  assert.equal(markdown.match(/<details>/g)?.length, 258);
  assert.equal(markdown.match(/<\/details>/g)?.length, 258);
  assertTables(markdown);
});

test('failures come before all that went well', () => {
  const bad = { ...row('no'), partition: '2021-02' };
  const markdown = summaryOf([month(1), bad]);
  assert.ok(markdown.indexOf('## Failures') < markdown.indexOf('## Partitions'));
});
