import assert from 'node:assert/strict';
import { test } from 'node:test';

import { dayAfter } from '../../crates/web/assets/js/days.js';

test('days are counted by the calendar, across summer time and leap days', () => {
  assert.equal(dayAfter('2026-03-01', 0), '2026-03-01');
  assert.equal(dayAfter('2026-03-28', 2), '2026-03-30');
  assert.equal(dayAfter('2028-02-28', 1), '2028-02-29');
  assert.equal(dayAfter('2026-12-31', 1), '2027-01-01');
});
