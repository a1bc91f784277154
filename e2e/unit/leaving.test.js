import assert from 'node:assert/strict';
import { test } from 'node:test';

import { isOver } from '../../crates/web/assets/js/activity.js';
import { ShiftCounter } from '../../crates/web/assets/js/shift_counter.js';

test('the third Shift within a breath leaves', () => {
  const counter = new ShiftCounter();
  assert.deepEqual([0, 200, 400].map((at) => counter.pressed('Shift', at)), [false, false, true]);
});

test('slow presses of Shift and capitals in a sentence do not leave', () => {
  const slow = new ShiftCounter();
  assert.deepEqual([0, 1000, 2000, 3000].map((at) => slow.pressed('Shift', at)), [false, false, false, false]);
  const writing = new ShiftCounter();
  const keys = ['Shift', 'I', 'Shift', 'A', 'Shift', 'M'];
  assert.ok(keys.every((key, at) => !writing.pressed(key, at * 50)));
});

test('the lock waits for as many minutes as the settings say, and 0 means never', () => {
  assert.equal(isOver(0, 15 * 60_000, 15), false);
  assert.equal(isOver(0, 15 * 60_000 + 2_000, 15), true);
  assert.equal(isOver(0, 1e12, 0), false);
});
