// Names for what is noted on a device: UUIDs of version 7 that only go up, also where the clock was set back.

export class Ids {
  /** @param {() => number} wall milliseconds */
  constructor(wall) {
    this.wall = wall;
    this.last = 0;
    this.nth = 0;
  }

  next() {
    const now = this.wall();
    if (now > this.last) [this.last, this.nth] = [now, 0];
    else if (this.nth < 0xfff) this.nth += 1;
    else [this.last, this.nth] = [this.last + 1, 0];
    const time = this.last.toString(16).padStart(12, '0').slice(-12);
    const chance = crypto.randomUUID();
    return `${time.slice(0, 8)}-${time.slice(8)}-7${this.nth.toString(16).padStart(3, '0')}-${chance.slice(19)}`;
  }
}
