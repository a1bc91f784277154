import assert from 'node:assert/strict';
import { test } from 'node:test';

import { countdown, momentAt } from '../../crates/web/assets/js/breath_clock.js';

/** @type {import('../../crates/web/assets/js/breath_clock.js').Phase[]} */
const LONGER_OUT = [
  { kind: 'in', ms: 4000, cue: 'Breathe in' },
  { kind: 'out', ms: 6000, cue: 'Breathe out' },
];

/** @param {number} elapsed */
function moment(elapsed) {
  const found = momentAt(LONGER_OUT, elapsed);
  assert.ok(found);
  return found;
}

test('phases begin at their very millisecond', () => {
  assert.deepEqual([moment(0).index, moment(3999).index, moment(4000).index, moment(9999).index], [0, 0, 1, 1]);
});

test('the thousandth breath begins as exactly as the first', () => {
  const late = moment(10_000 * 1000);
  assert.deepEqual([late.index, late.breath, late.into, late.left], [0, 1000, 0, 4000]);
});

test('the breath fills while breathing in and empties while breathing out', () => {
  assert.equal(moment(0).size, 0);
  assert.ok(Math.abs(moment(2000).size - 0.5) < 1e-9);
  assert.ok(moment(4000).size > 0.999);
  assert.ok(moment(9_999).size < 0.001);
});

test('seconds are counted down to one and never to zero', () => {
  assert.deepEqual([0, 999, 1001, 3999].map((at) => countdown(moment(at))), [4, 4, 3, 1]);
});

test('natural breathing has no moments', () => {
  assert.equal(momentAt([], 1234), undefined);
});
