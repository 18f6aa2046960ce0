import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Decision } from '../../src/plan/decide.ts';
import { codeText } from '../../src/report/markdown.ts';
import { planMarkdown, type SummaryRow, summaryMarkdown } from '../../src/report/summary.ts';
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
  const one = summaryMarkdown({ dataset: 'a', description: long, decisions: [], results: [row(long)], left: 0 });
  assert.ok(Buffer.byteLength(one) < 30_000, String(Buffer.byteLength(one)));
  assert.match(one, /9999700 more characters/);
});
