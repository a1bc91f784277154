import assert from 'node:assert/strict';
import { test } from 'node:test';

import { asClock, left } from '../../crates/web/assets/js/quiet_time.js';
import { commandIn, labelsIn, levelIn, plain } from '../../crates/web/assets/js/spoken_words.js';

test('a command is a whole sentence and never part of an answer', () => {
  assert.equal(commandIn('Go on.'), 'next');
  assert.equal(commandIn('This is too much!'), 'too-much');
  assert.equal(commandIn('I want it to stop'), undefined);
  assert.equal(commandIn('what comes next'), undefined);
  assert.equal(commandIn(''), undefined);
});

test('a level is a digit or a word for it, and two are none', () => {
  assert.equal(levelIn('seven'), 7);
  assert.equal(levelIn('I would say 10.'), 10);
  assert.equal(levelIn('zero'), 0);
  assert.equal(levelIn('seven, 7'), 7);
  assert.equal(levelIn('three or four'), undefined);
  assert.equal(levelIn('eleven'), undefined);
  assert.equal(levelIn('42'), undefined);
});

test('labels are found in what was said, the longest first', () => {
  const labels = ['calm', 'Not quite calm', 'It would rather not', 'curious'];
  assert.deepEqual(labelsIn('calm and curious', labels), [0, 3]);
  assert.deepEqual(labelsIn('I am not quite calm', labels), [1]);
  assert.deepEqual(labelsIn('it would rather', labels), [2]);
  assert.deepEqual(labelsIn('calmly', labels), []);
  assert.deepEqual(labelsIn('', labels), []);
});

test('a beginning that fits two labels fits none', () => {
  assert.deepEqual(labelsIn('yes', ['Yes, a little', 'Yes, all of it', 'No']), []);
});

test('an apostrophe and a mark make no difference', () => {
  assert.equal(plain('  It’s “Fine”, – really! '), 'its fine really');
});

test('a quiet time counts down by what has passed', () => {
  assert.equal(left(60, 15_000), 45_000);
  assert.equal(left(60, 90_000), 0);
  assert.equal(asClock(64_001), '1:05');
  assert.equal(asClock(1), '0:01');
});
