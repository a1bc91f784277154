import assert from 'node:assert/strict';
import { test } from 'node:test';

import { beginnings, countdown, momentAt } from '../../crates/web/assets/js/breath_clock.js';

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

test('after ten minutes of uneven frames, two of them without any, each phase begins within a frame of its time', () => {
  let seed = 7;
  const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  for (const phases of [LONGER_OUT, [{ kind: 'in', ms: 5500, cue: '' }, { kind: 'out', ms: 5500, cue: '' }]]) {
    const cycle = phases.reduce((sum, phase) => sum + phase.ms, 0);
    let seen = -1;
    for (let at = 0; at < 600_000;) {
      const step = at > 200_000 && at < 320_000 ? 120_000 : 4 + random() * 90;
      const found = momentAt(/** @type {typeof LONGER_OUT} */ (phases), at);
      assert.ok(found);
      const number = found.breath * phases.length + found.index;
      // When it is due, worked out apart from the clock under test.
      const due = Math.floor(number / 2) * cycle + (number % 2) * (phases[0]?.ms ?? 0);
      assert.ok(at >= due && at - due < (phases[found.index]?.ms ?? 0), `${at} ${due}`);
      if (number === seen + 1) assert.ok(at - due <= 94);
      seen = number;
      at += step;
    }
  }
});

test('tones are set where phases begin, each once, however the stretches are cut', () => {
  const whole = beginnings(LONGER_OUT, 0, 600_000);
  assert.deepEqual(whole.slice(0, 3), [{ at: 0, kind: 'in' }, { at: 4000, kind: 'out' }, { at: 10_000, kind: 'in' }]);
  const cut = [0, 1, 3999, 4000, 75_000, 200_001, 600_000];
  const pieces = cut.slice(1).flatMap((to, index) => beginnings(LONGER_OUT, cut[index] ?? 0, to));
  assert.deepEqual(pieces, whole);
  assert.deepEqual(beginnings([], 0, 1000), []);
});
