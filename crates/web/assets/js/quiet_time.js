// A quiet time: counted from what the clock says and not from ticks, so that a tab in the background keeps time.

import { touched } from './activity.js';
import { chime } from './chime.js';

/** How often the clock is looked at, in milliseconds. */
const GLANCE = 250;

/**
 * Milliseconds of a quiet time that are left.
 * @param {number} seconds its length
 * @param {number} elapsed milliseconds since it began
 */
export function left(seconds, elapsed) {
  return Math.max(0, seconds * 1000 - elapsed);
}

/**
 * Milliseconds as minutes and seconds: “1:05”.
 * @param {number} ms
 */
export function asClock(ms) {
  const seconds = Math.ceil(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** One quiet time of the page. */
export class QuietTime {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.seconds = Number(root.dataset['wait']);
    this.rings = root.dataset['chimes'] === 'on';
    /** Milliseconds that passed before the last pause. */
    this.before = 0;
    /** When it last went on; `undefined` while it rests. @type {number | undefined} */
    this.since = undefined;
    this.over = false;
    /** Called once, at the end. @type {(() => void) | undefined} */
    this.atEnd = undefined;
    setInterval(() => this.look(), GLANCE);
  }

  elapsed() {
    return this.before + (this.since === undefined ? 0 : performance.now() - this.since);
  }

  begin() {
    if (this.over) this.atEnd?.();
    else this.since ??= performance.now();
  }

  rest() {
    this.before = this.elapsed();
    this.since = undefined;
  }

  look() {
    if (this.over || this.since === undefined) return;
    const ms = left(this.seconds, this.elapsed());
    this.part('left').textContent = ms > 0 ? `${asClock(ms)} left` : '';
    if (ms > 0) return;
    this.over = true;
    // Sitting quietly is no reason to lock: the person did what the page asked for.
    touched();
    this.part('over').textContent = 'That was the time. Go on when you like.';
    if (this.rings) chime();
    this.atEnd?.();
  }

  /** @param {string} name */
  part(name) {
    const found = this.root.querySelector(`[data-wait-${name}]`);
    if (!(found instanceof HTMLElement)) throw new Error(`the quiet time has no ${name}`);
    return found;
  }
}

/** The quiet time of this page, if it has one; it begins at once unless somebody else begins it. */
export function quietTime() {
  const root = document.querySelector('[data-wait]');
  return root instanceof HTMLElement ? new QuietTime(root) : undefined;
}
