import assert from 'node:assert/strict';
import { test } from 'node:test';
import { safeJson } from '../../src/base/safe-text.ts';
import { createSecrets } from '../../src/session/secrets.ts';

test('a secret is masked as it is, in a URL, in JSON and in a line that was made safe', () => {
  const secrets = createSecrets();
  const secret = 'pa"ss\\wörd ##[x]\u202e';
  secrets.add([secret]);
  for (const form of [secret, encodeURIComponent(secret), safeJson({ secret })]) {
    assert.doesNotMatch(secrets.mask(`a ${form} b`), /ss/, form);
  }
  assert.equal(secrets.mask('pa"ss\\wörd #\\#[x]\\u{202e}'), '***');
});

test('of two secrets the longer one is masked whole', () => {
  const secrets = createSecrets();
  secrets.add(['abcd', 'abcdefgh']);
  assert.equal(secrets.mask('abcdefgh abcd'), '*** ***');
});

test('a text of three characters is no secret: masking it would take words apart', () => {
  const secrets = createSecrets();
  secrets.add(['abc']);
  assert.equal(secrets.mask('abc'), 'abc');
});
