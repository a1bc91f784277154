// What a window sent is what it stands by: only what is touched again is sent again. And no lock takes a card of help away.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { onceHelpIsSeen } from '../../crates/web/assets/js/drafts.js';
import { asOne } from '../../crates/web/assets/js/measure_fields.js';

test('what was sent reads as the notebook reads it', () => {
  const sent = new URLSearchParams([['q1', '2'], ['q2', ''], ['q2', '0'], ['q2', '3'], ['q2-other', 'a blackbird'], ['q12', '1']]);
  assert.deepEqual([1, 2, 3].map((nth) => asOne(sent, nth)), ['2', '0 3 a blackbird', '']);
});

test('the lock page waits until a card that came up was put away, and for nothing else', () => {
  const gone = /** @type {string[]} */ ([]);
  const page = (/** @type {object | null} */ card) => Object.assign(new EventTarget(), { querySelector: () => card });
  onceHelpIsSeen(/** @type {any} */ (page(null)), () => gone.push('at once'));
  const withCard = page({});
  onceHelpIsSeen(/** @type {any} */ (withCard), () => gone.push('seen'));
  assert.deepEqual(gone, ['at once']);
  withCard.dispatchEvent(new Event('help-seen'));
  withCard.dispatchEvent(new Event('help-seen'));
  assert.deepEqual(gone, ['at once', 'seen']);
});
