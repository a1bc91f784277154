// How long a session has lasted, by a clock that only goes forward: a device whose time is set anew shows no jump, and no
// order is turned around. Pure: both clocks are handed in.
//
// A browser's own steady clock may stand still while the device sleeps; the wall clock goes on, but can be set. So what
// passes on the steady clock always counts, and what the wall clock is ahead counts as sleep, unless it only makes good
// what it was set back before.

/** @typedef {{elapsed: number, wall: number, behind: number}} Anchor milliseconds: how long it had lasted, what the wall clock showed then, and how far it had been set back */
/** @typedef {{steady: () => number, wall: () => number}} Clocks */

/** So many milliseconds the two may differ and nothing has happened. */
const TOLERANCE = 2_000;

export class SessionClock {
  /**
   * @param {Clocks} clocks
   * @param {Anchor} anchor
   */
  constructor(clocks, { elapsed, wall, behind }) {
    this.clocks = clocks;
    this.elapsed = elapsed;
    this.behind = behind;
    this.steady = clocks.steady();
    this.wall = clocks.wall();
    // How the steady clock went on meanwhile nobody knows, so all that the wall clock is ahead counts: what is noted after a
    // reload comes behind what was noted before it.
    this.pass(0, this.wall - wall, 0);
  }

  /** Whole milliseconds since the session began; never fewer than a moment ago. */
  now() {
    const [steady, wall] = [this.clocks.steady(), this.clocks.wall()];
    this.pass(steady - this.steady, wall - this.wall);
    this.steady = steady;
    this.wall = wall;
    return Math.floor(this.elapsed);
  }

  /** To go on from after a reload. @returns {Anchor} */
  anchor() {
    return { elapsed: this.now(), wall: this.wall, behind: this.behind };
  }

  /**
   * @param {number} steady
   * @param {number} wall
   * @param {number} tolerance
   */
  pass(steady, wall, tolerance = TOLERANCE) {
    this.elapsed += Math.max(steady, 0);
    const ahead = wall - Math.max(steady, 0);
    if (ahead < -TOLERANCE) this.behind -= ahead;
    if (ahead <= tolerance) return;
    const madeGood = Math.min(this.behind, ahead);
    this.behind -= madeGood;
    this.elapsed += ahead - madeGood;
  }
}

/**
 * Hours and minutes, as the large clock shows them.
 * @param {number} milliseconds
 */
export function asHours(milliseconds) {
  const minutes = Math.floor(Math.max(milliseconds, 0) / 60_000);
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}
