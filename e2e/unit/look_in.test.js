import assert from 'node:assert/strict';
import { test } from 'node:test';

import './no_page.js';
import { minutesLeft } from '../../crates/web/assets/js/look_in.js';

test('a look is due in its minute and missed in the one after', () => {
  const at = [0, 59, 60, 14 * 60 + 59, 15 * 60, 15 * 60 + 59, 16 * 60];
  assert.deepEqual(at.map((seconds) => minutesLeft(seconds, 15)), [15, 15, 14, 1, 0, 0, -1]);
});
