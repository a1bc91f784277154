import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

import { SessionClock, asHours } from '../../crates/web/assets/js/session_clock.js';
import { Ids } from '../../crates/web/assets/js/session_ids.js';
import { look } from '../../crates/web/assets/js/session_rules.js';
import { framed, makeDeviceKey, openView, padded, sealNote, sealView } from '../../crates/web/assets/js/session_seal.js';
import { known } from '../../crates/web/assets/js/session_shown.js';

const HOUR = 3_600_000;

/** A device whose two clocks are set by hand. */
function device() {
  const at = { steady: 0, wall: 1_795_773_600_000 };
  const clocks = { steady: () => at.steady, wall: () => at.wall };
  const passes = (/** @type {number} */ ms) => { at.steady += ms; at.wall += ms; };
  return { at, clocks, passes };
}

test('the clock of a session goes on over sleep, and a clock that is set back and put right again changes nothing', () => {
  const { at, clocks, passes } = device();
  const clock = new SessionClock(clocks, { elapsed: 0, wall: at.wall, behind: 0 });
  passes(60_000);
  assert.equal(clock.now(), 60_000);
  at.wall -= HOUR;
  passes(1_000);
  assert.equal(clock.now(), 61_000, 'set back');
  at.wall += HOUR;
  assert.equal(clock.now(), 61_000, 'put right');
  at.wall += HOUR;
  assert.equal(clock.now(), 61_000 + HOUR, 'slept for an hour');
});

test('after a reload the clock goes on, and never back', () => {
  const { at, clocks, passes } = device();
  const before = new SessionClock(clocks, { elapsed: 5_000, wall: at.wall, behind: 0 });
  passes(1_000);
  const anchor = before.anchor();
  at.steady = 0;
  at.wall += 30_000;
  assert.equal(new SessionClock(clocks, anchor).now(), 36_000, 'half a minute closed');
  at.wall -= 2 * HOUR;
  const back = new SessionClock(clocks, anchor);
  assert.equal(back.now(), 6_000, 'set back while it was closed');
  at.wall += 2 * HOUR;
  assert.equal(back.now(), 36_000, 'what it was set back is made good, and what passed is counted');
});

test('what is noted after a reload of a second comes behind what was noted before it', () => {
  const { at, clocks, passes } = device();
  const before = new SessionClock(clocks, { elapsed: 0, wall: at.wall, behind: 0 });
  const anchor = before.anchor();
  passes(700);
  const noted = before.now();
  at.steady = 0;
  at.wall += 300;
  assert.equal(new SessionClock(clocks, anchor).now(), 1_000);
  assert.ok(noted < 1_000);
});

test('any walk of both clocks gives a time that never goes back', () => {
  let seed = 7;
  const chance = () => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
  for (let walk = 0; walk < 200; walk += 1) {
    const { at, clocks } = device();
    const clock = new SessionClock(clocks, { elapsed: 0, wall: at.wall, behind: 0 });
    for (let step = 0, last = 0; step < 50; step += 1) {
      at.steady += chance() * 10_000;
      at.wall += (chance() - 0.4) * HOUR;
      const now = clock.now();
      assert.ok(now >= last);
      last = now;
    }
  }
});

test('hours and minutes are shown as on the page', () => {
  assert.deepEqual([0, 59_999, 60_000, 37 * 60_000, 3 * HOUR + 5 * 60_000, -5].map(asHours), ['0:00', '0:00', '0:01', '0:37', '3:05', '0:00']);
});

test('names only go up, also where the clock is set back or ten thousand are made at once', () => {
  let wall = 1_795_773_600_000;
  const ids = new Ids(() => wall);
  const made = Array.from({ length: 10_000 }, (_, nth) => {
    if (nth === 5_000) wall -= HOUR;
    return ids.next();
  });
  assert.ok(made.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id)));
  assert.deepEqual([...made].sort(), made);
  assert.equal(new Set(made).size, made.length);
});

test('a note is padded, another each time, and of the length that the notebook expects', async () => {
  assert.deepEqual([0, 255, 256, 1_000, 70_000].map((length) => padded(new Uint8Array(length)).length), [256, 256, 272, 1_024, 71_680]);
  const pair = /** @type {CryptoKeyPair} */ (await crypto.subtle.generateKey('X25519', true, ['deriveBits']));
  const to = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const id = crypto.randomUUID();
  const plain = framed({ kind: 'part' });
  const [one, other] = [await sealNote(to, id, id, plain), await sealNote(to, id, id, plain)];
  assert.equal(one.length, 2 + 32 + 256 + 16);
  assert.notDeepEqual(one, other);
  assert.ok(!Buffer.from(one).includes('part'));
});

test('what the page shows opens with the key of this device alone, and only as it was sealed', async () => {
  const [key, another] = [await makeDeviceKey(), await makeDeviceKey()];
  const view = { noted: [{ words: 'a heron, ünder glass \u0080' }] };
  const sealed = await sealView(key, view);
  assert.deepEqual(await openView(key, sealed), view);
  assert.equal(await openView(another, sealed), undefined);
  const changed = sealed.sealed.slice();
  changed[9] = (changed[9] ?? 0) ^ 1;
  assert.equal(await openView(key, { ...sealed, sealed: changed }), undefined);
  await assert.rejects(crypto.subtle.exportKey('raw', key), 'it cannot be taken out');
});

test('the rules tell on a device what the program tells', async () => {
  const { rules, cases } = JSON.parse(await readFile(new URL('session_rules.json', import.meta.url), 'utf8'));
  assert.ok(cases.length > 300 && cases.some((/** @type {{fired: unknown[]}} */ one) => one.fired.length > 1));
  for (const { facts, released, fired } of cases) {
    assert.deepEqual(look(rules, facts, released), fired, JSON.stringify(facts));
  }
});

test('of readings the latest counts, and what was noticed stays noticed', () => {
  const facts = { answers: {}, anyUnsure: false, numbers: { pulse: 60 }, events: ['seizure'], route: null, setting: null };
  /** @param {Record<string, number>} numbers @param {boolean} wrong */
  const noted = (numbers, wrong = false) => ({ item: '', when: '', what: '', words: '', numbers, wrong });
  const now = known(facts, [noted({ pulse: 70, oxygen: 95 }), noted({ 'chest-pain': 1 }, true), noted({ pulse: 65 })]);
  assert.deepEqual(now.numbers, { pulse: 65, oxygen: 95 });
  assert.deepEqual(now.events, ['seizure', 'chest-pain']);
});
