import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createInputReader, parseSet, word } from '../../src/session/inputs.ts';

test('a flag wins over the environment, and an empty text is unset', () => {
  assert.equal(word('time-budget', { timeBudget: '1h' }, { LAKEFERRY_TIME_BUDGET: '2h' }), '1h');
  assert.equal(word('time-budget', {}, { LAKEFERRY_TIME_BUDGET: '2h' }), '2h');
  assert.equal(word('time-budget', { timeBudget: '' }, { LAKEFERRY_TIME_BUDGET: ' 2h ' }), '2h');
  assert.equal(word('time-budget', { timeBudget: ' ' }, { LAKEFERRY_TIME_BUDGET: '' }), undefined);
  assert.equal(word('lake', {}, { LAKEFERRY_LAKE: ' ' }), undefined);
});

test('all problems are told at once', () => {
  const inputs = createInputReader(
    { force: 'yes', limit: '5 GB', checkSource: 'sometimes', failOn: 'failed,never' },
    {},
  );
  inputs.bool('force', false);
  inputs.count('limit', 50);
  inputs.choice('check-source', ['recent', 'all', 'none'], 'recent');
  inputs.choices('fail-on', ['failed', 'late'], ['failed']);
  assert.throws(
    () => inputs.check(),
    (error: Error) => {
      assert.deepEqual(error.message.split('\n'), [
        'force: "yes" is not true or false',
        'limit: "5 GB" is not a whole number from 1',
        'check-source: "sometimes" is not one of recent, all, none',
        'fail-on: "never" is not one of failed, late',
      ]);
      return true;
    },
  );
});

test('a value that may be blanks is taken as it was written, and only an empty text is unset', () => {
  const exact = (flags: Record<string, string>, env: Record<string, string> = {}) =>
    createInputReader(flags, env).exact('delimiter');
  assert.equal(exact({ delimiter: ' ' }), ' ');
  assert.equal(exact({ delimiter: '' }, { LAKEFERRY_DELIMITER: '\t' }), '\t');
  assert.equal(exact({}), undefined);
});

test('a bug in a parser stays a bug', () => {
  const broken = () => {
    throw new TypeError('no');
  };
  assert.throws(() => createInputReader({ x: '1' }, {}).parsed('x', broken, 0), TypeError);
});

test('defaults stand where nothing is said', () => {
  const inputs = createInputReader({}, {});
  assert.deepEqual(
    [inputs.bool('force', true), inputs.count('limit', 50), inputs.choice('x', ['a', 'b'], 'b')],
    [true, 50, 'b'],
  );
  inputs.check();
});

test('set takes lines of name=value and refuses the rest', () => {
  assert.deepEqual(parseSet(['color=green\nyear=2021', 'empty=']), { color: 'green', year: '2021', empty: '' });
  assert.throws(() => parseSet(['green', 'a=1\n=2']), {
    message: 'set: "green" is not name=value, like color=green\nset: "=2" is not name=value, like color=green',
  });
});
