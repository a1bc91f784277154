// How long somebody waits after wrong words. Pure: the time is handed in.

/** @typedef {{wrong: number, since: number}} Tries how many were wrong, and when the last one was made */

/** So many wrong words cost nothing. */
const FREE = 3;
const FIRST_WAIT = 5_000;
const LONGEST_WAIT = 300_000;

/** Nobody has tried yet. @type {Tries} */
export const NONE = { wrong: 0, since: 0 };

/**
 * Milliseconds until the next word may be tried. A clock that was put back makes nobody wait longer than once.
 * @param {Tries} tries
 * @param {number} now
 */
export function waitOf({ wrong, since }, now) {
  if (wrong < FREE) return 0;
  const wait = Math.min(FIRST_WAIT * 2 ** (wrong - FREE), LONGEST_WAIT);
  return Math.min(Math.max(since + wait - now, 0), wait);
}

/**
 * A word counts as wrong before it is tried, so that leaving in the middle is no way around.
 * @param {Tries} tries
 * @param {number} now
 * @returns {Tries}
 */
export function tried({ wrong }, now) {
  return { wrong: wrong + 1, since: now };
}
