// The very script that stands in a sealed page, and the page that crates/seal froze: it opens, and a changed one does not.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { heard, isPast, isWhole, open } from '../../crates/web/assets/sealed_page/reader.js';

/** @param {string} name */
const vectors = (name) => readFileSync(new URL(`../../crates/seal/tests/vectors/${name}.txt`, import.meta.url), 'utf8');

/** @param {string} name */
function bytes(name, from = vectors('good')) {
  const hex = new RegExp(`^${name} = ([0-9a-f]*)$`, 'm').exec(from)?.[1] ?? '';
  return Uint8Array.from(hex.match(/../g) ?? [], (two) => Number.parseInt(two, 16));
}

/** @param {Uint8Array | undefined} said */
const text = (said) => said && new TextDecoder().decode(said);
const PASSPHRASE = text(bytes('passphrase')) ?? '';

test('a browser opens the frozen page, however the passphrase is spelled', async () => {
  const words = text(bytes('text'));
  for (const typed of [PASSPHRASE, PASSPHRASE.normalize('NFD'), PASSPHRASE.replace('vom Fluss', 'VOM FLUSS').replace('Grü', 'GRÜ'), `  ${PASSPHRASE.replaceAll(' ', '\u3000 ')}`]) {
    assert.equal(text(await open(typed, bytes('page'))), words, typed);
  }
});

test('another passphrase and changed bytes open nothing', async () => {
  assert.equal(await open(`${PASSPHRASE}.`, bytes('page')), undefined);
  for (const at of [3, 6, 22, 34, bytes('page').length - 1]) {
    const changed = bytes('page');
    changed[at] = (changed[at] ?? 0) ^ 1;
    assert.equal(await open(PASSPHRASE, changed), undefined, `byte ${at}`);
  }
});

test('every frozen page that must not open does not', async () => {
  const bad = vectors('bad');
  const names = [...bad.matchAll(/^(page_\w+) = /gm)].map((found) => found[1] ?? '');
  assert.ok(names.length >= 10, 'they are there');
  for (const name of names) assert.equal(await open(PASSPHRASE, bytes(name, bad)), undefined, name);
});

test('rounds that nobody here wrote are not even tried', () => {
  assert.ok(isWhole(bytes('page')));
  for (const rounds of [0, 599_999, 10_000_001]) {
    const changed = bytes('page');
    new DataView(changed.buffer).setUint32(2, rounds);
    assert.ok(!isWhole(changed), String(rounds));
  }
  assert.ok(!isWhole(new Uint8Array()) && !isWhole(bytes('page').slice(0, 49)));
});

test('capitals and further spaces are not heard', () => {
  assert.equal(heard(' Lantern\u00a0 OTTER '), 'lantern otter');
  assert.equal(heard('ΟΔΟΣ I\u0307'), 'οδοσ i\u0307', 'each letter by itself');
  assert.notEqual(heard('lanternotter'), heard('lantern otter'));
});

test('a day is over when the next has begun, by the clock of whoever reads', () => {
  assert.ok(!isPast('2026-12-31', new Date(2026, 11, 31, 23, 59)));
  assert.ok(isPast('2026-12-31', new Date(2027, 0, 1, 0, 1)));
  assert.ok(!isPast('', new Date()));
});
