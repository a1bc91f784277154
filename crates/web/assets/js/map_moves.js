// Moves of parts: kept by the server soon after each, tried again when that failed, and taken back one at a time.

import { touched } from './activity.js';
import { DraftQueue } from './draft_queue.js';

/** Sentences a person reads. */
const SAYS = {
  locked: 'Not kept yet: the notebook is locked. Unlock it in another window, and this one tries again by itself.',
  refused: 'Not kept yet: the notebook could not take it. It tries again by itself.',
  'no-answer': 'Not kept yet: the notebook is not answering. It tries again by itself.',
};

/** @typedef {import('./map_picture.js').Spot} Spot */

export class Moves {
  /**
   * @param {(words: string) => void} say
   * @param {(any: boolean) => void} undoable
   */
  constructor(say, undoable) {
    this.say = say;
    this.undoable = undoable;
    /** Where parts lay before, the newest move last. @type {{spot: Spot, x: number, y: number}[]} */
    this.before = [];
    /** Parts whose place is not kept yet. @type {Set<Spot>} */
    this.unkept = new Set();
    this.locked = false;
    this.queue = new DraftQueue({
      send: (parting) => this.send(parting),
      say: (outcome) => this.tell(outcome),
      later: (run, ms) => setTimeout(run, ms),
      cancel: (timer) => clearTimeout(timer),
    });
    addEventListener('pagehide', () => void this.queue.flush(true));
  }

  /**
   * A part was moved away from where it lay.
   * @param {Spot} spot
   * @param {{x: number, y: number}} from
   */
  moved(spot, from) {
    if (spot.x === from.x && spot.y === from.y) return;
    const last = this.before.at(-1);
    // Several presses of an arrow key, one soon after the other, are one move.
    if (!(last?.spot === spot && this.unkept.has(spot))) this.before.push({ spot, x: from.x, y: from.y });
    this.keep(spot);
  }

  /** Takes the last move back. */
  undo() {
    const last = this.before.pop();
    if (!last) return;
    last.spot.put(last.x, last.y);
    this.keep(last.spot);
    last.spot.element.focus();
  }

  /** @param {Spot} spot */
  keep(spot) {
    this.unkept.add(spot);
    this.undoable(this.before.length > 0);
    this.queue.changed();
  }

  /**
   * @param {boolean} parting
   * @returns {Promise<import('./draft_queue.js').Outcome>}
   */
  async send(parting) {
    const sent = new Map([...this.unkept].map((spot) => [spot, `${spot.x} ${spot.y}`]));
    const body = new URLSearchParams();
    for (const spot of sent.keys()) {
      body.append('part', spot.id);
      body.append('x', String(spot.x));
      body.append('y', String(spot.y));
    }
    try {
      const headers = { Accept: 'application/json' };
      const answer = await fetch('/parts/place', { method: 'POST', body, headers, keepalive: parting, redirect: 'error' });
      this.locked = answer.status === 423;
      // A part that was erased in another window has no place any more.
      if (!answer.ok && answer.status !== 404) return 'refused';
      touched();
      for (const [spot, at] of sent) if (`${spot.x} ${spot.y}` === at) this.unkept.delete(spot);
      return 'kept';
    } catch {
      return 'no-answer';
    }
  }

  /** @param {import('./draft_queue.js').Outcome | 'typing'} outcome */
  tell(outcome) {
    if (outcome === 'typing') this.say('');
    else if (outcome === 'kept') this.say('Kept.');
    else if (outcome === 'refused') this.say(this.locked ? SAYS.locked : SAYS.refused);
    else if (outcome === 'no-answer') this.say(SAYS['no-answer']);
  }
}
