// Opens the sealed copy of the plan on a page that needs neither the network nor the program. Words are shown as words.

import { isOver } from './activity.js';
import { CopyPage } from './copy_page.js';
import { open } from './copy_seal.js';
import { readCopy, tryBegins, tryWorked } from './copy_store.js';

/** After so many minutes without a touch or a key it closes. Longer than most calls: who comes back from one finds it open. */
const QUIET_MINUTES = 15;
const GLANCE = 10_000;

/**
 * @param {HTMLElement} place
 * @param {boolean} can whether the browser can keep a copy at all
 */
export async function startReading(place, can) {
  const reading = new Reading(place);
  if (can && (await readCopy())) reading.close();
  else reading.page.show('none');
}

class Reading {
  /** @param {HTMLElement} place */
  constructor(place) {
    this.page = new CopyPage(place);
    this.page.removed = () => {
      this.close();
      this.page.show('none');
    };
    this.shown = /** @type {HTMLElement} */ (place.querySelector('[data-copy-plan]'));
    this.last = Date.now();
    place.querySelector('[data-copy-form]')?.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.open();
    });
    place.querySelector('[data-copy-close]')?.addEventListener('click', () => {
      this.close();
      this.page.field('copy-word').focus();
    });
    this.closeWhenQuiet();
  }

  async open() {
    const field = this.page.field('copy-word');
    const word = field.value;
    if (word.trim() === '') return;
    const wait = await tryBegins();
    if (wait > 0) {
      this.page.say(`Not yet: after wrong words there is a wait. Try again in ${inWords(wait)}.`);
      return;
    }
    field.value = '';
    this.page.say('Opening …');
    const copy = await readCopy();
    const plan = copy && (await open(word, copy));
    if (!copy || !plan) {
      this.page.say('That word does not open it. Nothing is lost; try another.');
      field.focus();
      return;
    }
    await tryWorked();
    this.page.madeOn(copy.made);
    this.shown.replaceChildren(...sections(plan));
    this.page.show('open');
    this.page.say('It is open.');
    this.last = Date.now();
    this.shown.querySelector('h2')?.focus();
  }

  /** What is shown goes; the word and the key were let go of when it opened. */
  close() {
    this.shown.replaceChildren();
    this.page.show('closed');
    this.page.say('');
  }

  closeWhenQuiet() {
    for (const kind of ['pointerdown', 'keydown', 'scroll']) {
      addEventListener(kind, () => { this.last = Date.now(); }, { capture: true, passive: true });
    }
    const look = () => {
      if (this.shown.childElementCount > 0 && isOver(this.last, Date.now(), QUIET_MINUTES)) this.close();
    };
    setInterval(look, GLANCE);
    document.addEventListener('visibilitychange', look);
    addEventListener('pagehide', () => this.shown.replaceChildren());
  }
}

/** @param {number} wait milliseconds */
function inWords(wait) {
  const seconds = Math.ceil(wait / 1_000);
  if (seconds === 1) return 'a second';
  return seconds < 60 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
}

/** @param {import('./copy_seal.js').Plan} plan */
function sections(plan) {
  const title = made('h2', plan.title);
  title.tabIndex = -1;
  const steps = plan.steps.map((step) => {
    const section = made('section');
    section.className = 'card';
    const list = made('ul');
    list.className = 'plain-list large';
    list.append(...step.entries.map(line));
    section.append(made('h3', step.title), list);
    return section;
  });
  return [title, ...steps];
}

/** @param {import('./copy_seal.js').Entry} entry */
function line({ words, phone, tel }) {
  const item = made('li');
  if (words) item.append(made('bdi', words));
  if (words && phone) item.append(' ');
  if (phone && tel && /^\+?\d+$/.test(tel)) {
    const call = made('a', phone);
    call.setAttribute('href', `tel:${tel}`);
    call.className = 'call';
    item.append(call);
  } else if (phone) item.append(made('bdi', phone));
  return item;
}

/**
 * @param {string} name
 * @param {string} [text]
 */
function made(name, text = '') {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}
