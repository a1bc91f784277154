// On a device that was a sitter's and is so no more: what it had not sent still goes for some hours, and the page says so.
// It was sealed when it was noted; the device can read none of it, and what it is brought by opens nothing.

import { bring } from './session_send.js';
import { countNotes, leaveDevice, noteBegun, waitAgain } from './session_store.js';

/** After so many milliseconds without an answer it is tried again. */
const AGAIN = 5_000;

/**
 * Brings what waits, until nothing does or nothing is taken any more.
 * @param {HTMLElement} place where it is said
 */
export async function bringLate(place) {
  await noteBegun('sitter');
  const here = await left();
  await waitAgain();
  let outcome = here > 0 ? (await bring()).outcome : 'kept';
  for (;;) {
    const still = await left();
    place.textContent = said(here, still, outcome);
    await leaveDevice();
    if (still === 0 || outcome === 'locked') return;
    await new Promise((done) => {
      setTimeout(done, AGAIN);
      addEventListener('online', () => done(undefined), { once: true });
    });
    ({ outcome } = await bring());
  }
}

async function left() {
  const { waiting, refused } = await countNotes();
  return waiting + refused;
}

/**
 * @param {number} before how many waited when the page came
 * @param {number} still how many wait now
 * @param {import('./session_send.js').Outcome} outcome
 */
export function said(before, still, outcome) {
  const notes = still === 1 ? '1 note waits here, sealed.' : `${still} notes wait here, sealed.`;
  if (still > 0 && outcome === 'locked') return `${notes} Nothing is lost: unlocked on this device, the notebook takes what waits.`;
  if (still > 0) return `${notes} Leave this page open, or come back to it within 12 hours: what waits goes as soon as the notebook answers.`;
  if (before > 0) return `What still waited here has arrived: ${before === 1 ? '1 note' : `${before} notes`}.`;
  return 'What was noted here has arrived.';
}
