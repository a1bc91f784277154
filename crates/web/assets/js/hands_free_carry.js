// Whether the next screen goes on hands-free: a bare flag with the run's id, for one step and a few seconds.
//
// It holds no word of anybody's, is taken away by the page that reads it, and is worth nothing to another run.

const NAME = 'hands-free';

/** How long a step may take, in milliseconds. */
const SECONDS = 20_000;

/**
 * How it goes on.
 * @typedef {object} Carried
 * @property {string} run the address of the run
 * @property {boolean} dark whether the screen is off
 * @property {boolean} deaf whether listening was turned off
 */

/** @param {Carried} carried */
export function carry({ run, dark, deaf }) {
  sessionStorage.setItem(NAME, JSON.stringify({ run, dark, deaf, at: Date.now() }));
}

export function forget() {
  sessionStorage.removeItem(NAME);
}

/**
 * What the page before handed on, if it was for this run; it is gone afterwards.
 * @param {string} run
 * @returns {Carried | undefined}
 */
export function taken(run) {
  const text = sessionStorage.getItem(NAME);
  forget();
  if (text === null) return undefined;
  const carried = JSON.parse(text);
  return carried.run === run && Date.now() - carried.at < SECONDS ? carried : undefined;
}
