// Counts presses of Shift alone. Pure: the time is handed in.

/** Three presses within this many milliseconds. */
const WITHIN = 1_500;

/** Says when Shift was pressed three times in a row and nothing else between. */
export class ShiftCounter {
  constructor() {
    /** @type {number[]} */
    this.presses = [];
  }

  /**
   * Takes a key; says whether it was the third Shift in a row.
   * @param {string} key
   * @param {number} now milliseconds
   */
  pressed(key, now) {
    if (key !== 'Shift') {
      this.presses = [];
      return false;
    }
    this.presses = [...this.presses.filter((at) => now - at < WITHIN), now];
    return this.presses.length >= 3;
  }
}
