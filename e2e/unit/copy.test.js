import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';

import { open, plainWord, seal } from '../../crates/web/assets/js/copy_seal.js';
import { NONE, tried, waitOf } from '../../crates/web/assets/js/copy_tries.js';

const PLAN = {
  title: 'My safety plan',
  steps: [{ title: 'People', entries: [{ words: 'Ana', phone: '020 7946 0958', tel: '02079460958' }] }],
};
const ABOUT = { of: '3.1795773600000', made: 'Friday 27 November 2026' };
const WORD = 'Café under the hill';

test('the first format is frozen: another program made these bytes from the same word', async () => {
  const salt = Uint8Array.from({ length: 16 }, (_, at) => at);
  const nonce = Uint8Array.from({ length: 12 }, (_, at) => 100 + at);
  const copy = await seal('  Cafe\u0301  under the hill ', PLAN, ABOUT, { salt, nonce });
  assert.equal(copy.version, 1);
  assert.equal(copy.sealed.length, 1_024 + 16);
  assert.equal(createHash('sha256').update(copy.sealed).digest('hex'), '692faa6539893422598e24660dbca48dcb6eb7413535613078fb1b32840f8cef');
  assert.deepEqual(await open(WORD, copy), PLAN);
});

test('another word, and a copy that was changed anywhere, open nothing', async () => {
  const copy = await seal(WORD, PLAN, ABOUT);
  assert.deepEqual(await open(WORD, copy), PLAN, 'control: as it was made it opens');
  assert.equal(await open('cafe under the hill', copy), undefined);
  const flipped = copy.sealed.slice();
  flipped[5] = (flipped[5] ?? 0) ^ 1;
  for (const change of [{ sealed: flipped }, { of: '4.1795773600000' }, { made: 'today' }, { version: 2 }, { salt: new Uint8Array(16) }]) {
    assert.equal(await open(WORD, { ...copy, ...change }), undefined, Object.keys(change)[0]);
  }
});

test('two copies of the same plan share no salt, no nonce and no byte that could be compared', async () => {
  const [one, other] = [await seal(WORD, PLAN, ABOUT), await seal(WORD, PLAN, ABOUT)];
  for (const part of /** @type {const} */ (['salt', 'nonce', 'sealed'])) assert.notDeepEqual(one[part], other[part]);
});

test('a word counts however the keyboard spells it, and its capitals count', () => {
  assert.equal(plainWord(' ﬁve\u00a0 lanterns '), 'five lanterns');
  assert.notEqual(plainWord('Lantern'), plainWord('lantern'));
});

test('three wrong words cost nothing, then the wait doubles up to five minutes, and the clock is no way around', () => {
  let tries = NONE;
  const waits = [];
  for (let wrong = 0; wrong < 12; wrong += 1) {
    tries = tried(tries, 1_000_000);
    waits.push(waitOf(tries, 1_000_000) / 1_000);
  }
  assert.deepEqual(waits, [0, 0, 5, 10, 20, 40, 80, 160, 300, 300, 300, 300]);
  assert.equal(waitOf(tries, 1_000_000 + 300_000), 0);
  assert.equal(waitOf(tries, 0), 300_000, 'a clock that was put back makes nobody wait for ever');
});
