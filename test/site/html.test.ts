import assert from 'node:assert/strict';
import { test } from 'node:test';
import { html, lines } from '../../src/site/html.ts';

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
