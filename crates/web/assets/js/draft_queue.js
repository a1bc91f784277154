// When a draft is sent: soon after the first unsaved keystroke, one request at a time, again when it failed.
//
// Knows neither the page nor the network: both are handed in, so it can be tested with a clock of its own.

/** How long after the first unsaved change a draft is sent, in milliseconds. A second is the promise. */
export const SOON = 600;

/** The first and the longest pause between two tries, in milliseconds. */
export const FIRST_PAUSE = 1_000;
export const LONGEST_PAUSE = 30_000;

/**
 * What came of a try to keep the words.
 * @typedef {'kept' | 'locked' | 'too-long' | 'refused' | 'no-answer'} Outcome
 */

/**
 * What the queue needs of the world.
 * @typedef {object} World
 * @property {(parting: boolean) => Promise<Outcome>} send sends the words as they are now; `parting` when the page may be gone a moment later
 * @property {(outcome: Outcome | 'typing') => void} say tells the person
 * @property {(run: () => void, ms: number) => unknown} later
 * @property {(timer: any) => void} cancel
 */

export class DraftQueue {
  /** @param {World} world */
  constructor(world) {
    this.world = world;
    this.dirty = false;
    this.stopped = false;
    /** @type {unknown} */
    this.timer = undefined;
    /** @type {Promise<void> | undefined} */
    this.sending = undefined;
    this.pause = FIRST_PAUSE;
    /** What came of the last try. @type {Outcome | undefined} */
    this.last = undefined;
  }

  /** The person typed. */
  changed() {
    if (this.stopped) return;
    if (!this.dirty) this.world.say('typing');
    this.dirty = true;
    if (this.timer === undefined && !this.sending) this.schedule(SOON);
  }

  /** Sends what is not kept yet, now. */
  async flush(parting = false) {
    this.unschedule();
    // A request that is under way carries older words; on parting there is no time to wait for it.
    if (this.sending && !parting) await this.sending;
    if (!this.dirty || this.stopped) return;
    this.sending = this.try(parting);
    await this.sending;
  }

  /** Waits for a request that is under way, and begins no other. */
  async stop() {
    this.unschedule();
    this.stopped = true;
    await this.sending;
  }

  /** @param {boolean} parting */
  async try(parting) {
    this.dirty = false;
    const outcome = await this.world.send(parting);
    this.sending = undefined;
    this.last = outcome;
    if (this.stopped) return;
    // What was typed while it was under way is not kept yet.
    this.world.say(outcome === 'kept' && this.dirty ? 'typing' : outcome);
    if (outcome === 'no-answer' || outcome === 'refused') {
      this.dirty = true;
      this.schedule(this.pause);
      this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
    } else {
      this.pause = FIRST_PAUSE;
      if (this.dirty) this.schedule(SOON);
    }
  }

  /** @param {number} ms */
  schedule(ms) {
    this.unschedule();
    this.timer = this.world.later(() => {
      this.timer = undefined;
      void this.flush();
    }, ms);
  }

  unschedule() {
    if (this.timer !== undefined) this.world.cancel(this.timer);
    this.timer = undefined;
  }
}
