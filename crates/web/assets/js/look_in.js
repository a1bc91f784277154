// Counts to the sitter's next look-in and rings when it is time. It counts on from what the page said when it came, by a
// clock that only goes forward; the wall clock counts too where it is ahead, because the other stands still while a device
// sleeps. So a clock that is set anew can make it time sooner, and never later.
//
// A browser lets a page sound only after a touch: the button says truthfully whether it does.

import { askForSound, chime, isHearable } from './chime.js';

/** How often the clocks are looked at, in milliseconds. */
const GLANCE = 1_000;

/** Where this window remembers that sound is wanted, so that the next page of the session rings too. */
const WANTED = 'sound';

/**
 * Whole minutes that are left; 0 while it is due, less once it was missed.
 * @param {number} seconds since the last look
 * @param {number} minutes from one look to the next
 */
export function minutesLeft(seconds, minutes) {
  return minutes - Math.floor(seconds / 60);
}

class LookIn {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.minutes = Number(root.dataset['lookInMinutes']);
    this.since = Number(root.dataset['lookIn']);
    this.from = now();
    /** What was said last: it rings once as each begins. @type {number | undefined} */
    this.said = undefined;
    this.sound = this.part('sound');
    this.sound.hidden = false;
    this.sound.addEventListener('click', () => this.toggle());
    // A look that is noted without leaving the page begins the time anew.
    document.addEventListener('submit', (event) => this.looked(event.target), { capture: true });
    setInterval(() => this.look(), GLANCE);
    document.addEventListener('visibilitychange', () => this.look());
    this.look();
    this.tellSound();
    // Where the browser wants a touch on this very page first, the next one anywhere will do.
    for (const touch of ['pointerdown', 'keydown']) addEventListener(touch, (event) => event.target !== this.sound && this.listen());
    this.listen();
  }

  /** @param {string} name */
  part(name) {
    const found = this.root.querySelector(`[data-look-in-${name}]`);
    if (!(found instanceof HTMLElement)) throw new Error(`the panel has no ${name}`);
    return found;
  }

  look() {
    const left = minutesLeft(this.since + passed(this.from) / 1000, this.minutes);
    if (left === this.said) return;
    // What was due when the page came was rung for already.
    const begins = this.said !== undefined && (left === 0 || left === -1);
    this.said = left;
    const next = `Next look-in in ${left} ${left === 1 ? 'minute' : 'minutes'}.`;
    this.part('next').textContent = left > 0 ? next : 'Look in now.';
    this.part('due').hidden = left !== 0;
    this.part('missed').hidden = left >= 0;
    if (begins && this.wanted()) chime();
  }

  /** @param {EventTarget | null} form */
  looked(form) {
    if (!(form instanceof HTMLFormElement) || !form.dataset['looked']) return;
    this.minutes = Number(form.dataset['looked']);
    this.part('last').hidden = false;
    this.part('last').textContent = form.dataset['says'] ?? '';
    this.since = 0;
    this.from = now();
    this.look();
  }

  toggle() {
    if (this.isOn()) {
      sessionStorage.removeItem(WANTED);
      this.tellSound();
      return;
    }
    sessionStorage.setItem(WANTED, 'on');
    this.listen();
    // So that somebody hears what it sounds like, and that it does.
    chime();
  }

  listen() {
    if (this.wanted() && !isHearable()) askForSound(() => this.tellSound());
  }

  wanted() {
    return sessionStorage.getItem(WANTED) !== null;
  }

  isOn() {
    return this.wanted() && isHearable();
  }

  tellSound() {
    this.sound.setAttribute('aria-pressed', String(this.isOn()));
    this.sound.textContent = this.isOn() ? 'Sound is on' : 'Sound is off';
  }
}

function now() {
  return { steady: performance.now(), wall: Date.now() };
}

/** @param {{steady: number, wall: number}} from @returns {number} milliseconds */
function passed(from) {
  return Math.max(performance.now() - from.steady, Date.now() - from.wall);
}

const panel = document.querySelector('[data-look-in]');
if (panel instanceof HTMLElement) new LookIn(panel);
