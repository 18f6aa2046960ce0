import assert from 'node:assert/strict';
import { test } from 'node:test';
import { html, json, lines } from '../../src/site/html.ts';

test('a value of a template is text, in an element and in an attribute', () => {
  const hostile = `<b x="1" y='2'>&amp;\u202e`;
  assert.equal(
    html`<p title="${hostile}">${hostile}</p>`.markup,
    '<p title="&lt;b x=&quot;1&quot; y=&#39;2&#39;&gt;&amp;amp;\\u{202e}">&lt;b x=&quot;1&quot; y=&#39;2&#39;&gt;&amp;amp;\\u{202e}</p>',
  );
});

test('what another template made is taken as it is, lists are joined, nothing is nothing', () => {
  assert.equal(
    html`<ul>${['a', '<'].map((each) => html`<li>${each}</li>`)}${undefined}${false}${0}</ul>`.markup,
    '<ul><li>a</li><li>&lt;</li>0</ul>',
  );
  assert.equal(html`${lines('a\n<b>')}`.markup, 'a<br>&lt;b&gt;');
});

test('JSON for a script comes back whole, however long and hostile it is', () => {
  const value = { '"><b>': ['\u202e', "'", '&quot;'], long: 'x'.repeat(100_000) };
  const { markup } = html`<meta content="${json(value)}">`;
  const [, inside = ''] = /^<meta content="([^"<>']*)">$/.exec(markup) ?? [];
  const names: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  assert.deepEqual(JSON.parse(inside.replace(/&(#?\w+);/g, (_, name: string) => names[name] ?? '')), value);
});
