import assert from 'node:assert/strict';
import { test } from 'node:test';

import { goesOn, typedOf, whose } from '../../crates/web/assets/js/session_begun.js';

test('what one has begun to type goes on in their own fields, and never in those of the other', () => {
  const [person, sitter] = [{ typed: { words: 'mine' } }, { sitter: true, typed: { words: 'theirs' } }];
  assert.deepEqual(goesOn(person, {}), { words: 'mine' });
  assert.deepEqual(goesOn(sitter, { sitter: true }), { words: 'theirs' });
  assert.equal(goesOn(person, { sitter: true }), undefined, 'handed over');
  assert.equal(goesOn(sitter, { sitter: false }), undefined, 'taken back');
  assert.equal(goesOn(undefined, {}), undefined);
  assert.deepEqual([{}, { sitter: true }].map(whose), ['person', 'sitter']);
});

test('words that an older page kept are those of its one form', () => {
  assert.deepEqual(typedOf({ typed: 'half' }), { words: 'half' });
  assert.deepEqual(typedOf({ typed: { wrong: 'half' } }), { wrong: 'half' });
  assert.deepEqual(typedOf({}), {});
});
