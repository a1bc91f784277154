// What the page of a session shows. Everything that comes from a person is shown as words, never as markup.

import { asHours } from './session_clock.js';
import { look, since } from './session_rules.js';

/** @typedef {import('./session_rules.js').Facts} Facts */
/** @typedef {import('./session_rules.js').Action} Action */
/** @typedef {{when: string, what: string, part?: string | null, words: string}} Line */
/** @typedef {Line & {item: string, numbers: Record<string, number>, wrong: boolean}} Pending */
/**
 * @typedef {object} Words what is the same for everybody
 * @property {{title: string, to: number}[]} phases
 * @property {string} clock what the clock counts
 * @property {Record<string, string>} numbers
 * @property {Record<string, string>} events
 * @property {Record<string, {label: string, next: string}>} answers
 * @property {import('./session_rules.js').Rule[]} rules
 */
/**
 * @typedef {object} View what the page goes on from; sealed wherever it lies
 * @property {string} session
 * @property {string} key the public key that notes are sealed to, as hex
 * @property {boolean} [sealed] the key of this device is gone: what stood here cannot be shown
 * @property {boolean} [sitter] a sitter has this device
 * @property {number} [number]
 * @property {string} [place]
 * @property {number} [began] when it began, in milliseconds since 1970
 * @property {number} [elapsed] milliseconds since the session began, when this was put together
 * @property {number | null} [medicine] milliseconds from then to the medicine
 * @property {string | null} [intention]
 * @property {string} [watcher] who takes readings
 * @property {string[] | null} [office] in an office: the next reading, and what is not over yet
 * @property {{address: string, medicines: string, people: {role: string, name: string, phone: string, tel: string | null}[]}} [card]
 * @property {{title: string, lead: string, items: {id: string, words: string}[], done: string[], seen: number}} [end]
 * @property {Facts} [facts]
 * @property {Record<string, Action>} [released]
 * @property {Line[]} noted
 * @property {Pending[]} pending what was noted here and is not in the notebook yet
 * @property {Record<string, string>} typed words on their way, by the kind of form that they are in
 * @property {boolean} [over] the list at the end is done
 */
/** @typedef {{waiting: number, refused: number, loose: number, outcome: import('./session_send.js').Outcome | 'looking'}} Standing */

/** Sentences a person reads. */
const SAYS = {
  kept: 'Kept.',
  loose: 'This browser has no room to keep it. It is on this page alone: leave the page open, and write it on paper too.',
  'not-here': 'Nothing can be kept in this browser; what you note goes straight into the notebook. When it does not answer, write on paper.',
  'not-without': 'This page could not be kept for when nothing answers. While the notebook answers, all is as ever.',
};

export class Shown {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.words = /** @type {Words} */ (JSON.parse(root.dataset['words'] ?? '{}'));
    this.fired = '';
    /** The rules that tell of an emergency; unknown until they were looked at once. @type {Set<string> | undefined} */
    this.emergencies = undefined;
    this.isNewlyUrgent = false;
  }

  /** @param {string} name */
  part(name) {
    const found = this.root.querySelector(`[data-${name}]`);
    if (!(found instanceof HTMLElement)) throw new Error(`the page has no ${name}`);
    return found;
  }

  /** There is no session here. */
  nothing() {
    this.part('nothing').hidden = false;
  }

  /** This browser keeps nothing: what is noted goes straight to the notebook. */
  keepsNothing() {
    this.part('queue').textContent = SAYS['not-here'];
  }

  /** @param {keyof typeof SAYS} sentence */
  say(sentence) {
    this.part('kept').textContent = SAYS[sentence];
  }

  /**
   * The clock moves.
   * @param {View} view
   * @param {number} elapsed
   */
  tick(view, elapsed) {
    const taken = view.medicine !== undefined && view.medicine !== null;
    const passed = elapsed - (view.medicine ?? 0);
    this.part('clock').textContent = asHours(passed);
    const minutes = Math.max(passed, 0) / 60_000;
    const { phases } = this.words;
    const phase = phases.find(({ to }) => minutes < to) ?? phases.at(-1);
    this.part('phase').hidden = !taken;
    const said = this.part('phase').textContent ?? '';
    if (taken && phase && !said.startsWith(`${phase.title}.`)) this.part('phase').textContent = `${phase.title}. ${this.words.clock}`;
    this.tell(view, taken ? passed : undefined);
  }

  /**
   * What the rules tell whoever is there.
   * @param {View} view
   * @param {number | undefined} sinceStart
   */
  tell(view, sinceStart) {
    if (!view.facts) return;
    const facts = since(known(view.facts, view.pending), sinceStart);
    const all = look(this.words.rules, facts, view.released ?? {});
    const fired = all.map((one) => ({ ...one, words: view.sitter ? one.toSitter : one.words })).filter(({ words }) => words);
    const now = JSON.stringify(fired);
    if (now === this.fired) return;
    this.fired = now;
    this.part('told').replaceChildren(...fired.map(toldLine));
    this.urge(fired.filter(({ action }) => action === 'emergency'));
  }

  /**
   * What is told of an emergency stands beside the numbers too (K1). What stood there when the page was opened is not new.
   * @param {import('./session_rules.js').Fired[]} urgent
   */
  urge(urgent) {
    const before = this.emergencies;
    this.emergencies = new Set(urgent.map(({ id }) => id));
    if (before && urgent.some(({ id }) => !before.has(id))) this.isNewlyUrgent = true;
    this.root.querySelector('[data-urgent]')?.replaceChildren(...urgent.map(toldLine));
    for (const piece of this.root.querySelectorAll('[data-urgent], [data-urgent-seen]')) piece.toggleAttribute('hidden', urgent.length === 0);
  }

  /**
   * Whether there is an emergency that was none before; it is said once.
   * @param {View} view
   * @param {number} elapsed
   */
  takeUrgent(view, elapsed) {
    this.tick(view, elapsed);
    const isNew = this.isNewlyUrgent;
    this.isNewlyUrgent = false;
    return isNew;
  }

  /**
   * @param {View} view
   * @param {Standing} standing
   */
  show(view, standing) {
    this.part('under-way').hidden = this.root.querySelector('[data-sheet]:not([hidden])') !== null || view.over === true;
    if (view.number !== undefined) this.part('number').textContent = `Session ${view.number} · ${view.place}`;
    this.part('since-what').textContent = view.medicine == null ? 'since the beginning' : 'since the medicine';
    const medicine = this.root.querySelector('form[data-note="medicine"]');
    if (medicine instanceof HTMLElement) medicine.hidden = view.medicine != null || view.sealed === true;
    this.part('intention').hidden = !view.intention;
    this.part('intention').replaceChildren(made('bdi', view.intention ?? ''));
    const lines = [...view.pending].reverse().concat(/** @type {Pending[]} */ (view.noted));
    this.part('timeline').replaceChildren(...lines.map(line));
    this.part('earlier').hidden = !view.sealed;
    this.part('earlier').textContent = 'What was noted before is sealed here. With the notebook unlocked it is shown again.';
    this.part('office').hidden = !view.office;
    this.part('office').replaceChildren(...(view.office ?? []).map((line) => Object.assign(made('p', line), { className: 'help' })));
    const card = this.root.querySelector('[data-card]');
    if (card && view.card) card.replaceChildren(...cardOf(view.card));
    this.part('nothing').hidden = view.over !== true;
    this.part('nothing').textContent = 'The session is over. What was noted is kept here until it is in the notebook; then this page goes.';
    this.stand(standing, view.session);
  }

  /** Something is on its way into the browser. */
  keeping() {
    this.part('queue').dataset['said'] = '';
    this.part('queue').textContent = 'keeping …';
  }

  /**
   * How what was noted stands.
   * @param {Standing} standing
   * @param {string} session
   */
  stand({ waiting, refused, loose, outcome }, session) {
    const place = this.part('queue');
    const here = waiting > 0 ? `${waiting} kept here` : 'all kept here';
    const said = { kept: waiting > 0 ? here : 'all in the notebook', locked: `locked · ${here}`, 'no-answer': `no answer · ${here}`, looking: here }[outcome];
    const pieces = [said, refused > 0 ? `${refused} not taken` : '', loose > 0 ? `${loose} on this page alone` : ''];
    const text = pieces.filter(Boolean).join(' · ');
    if (place.dataset['said'] === text) return;
    place.dataset['said'] = text;
    place.replaceChildren(text);
    if (outcome !== 'locked') return;
    const unlock = made('a', 'Unlock');
    unlock.setAttribute('href', `/unlock?next=${encodeURIComponent(`/journey/sessions/${session}/during`)}`);
    place.append(' ', unlock);
  }

  /**
   * What is in the notebook now counts as known.
   * @param {View} view
   * @param {Pending[]} brought oldest last
   */
  count(view, brought) {
    if (view.facts) view.facts = known(view.facts, [...brought].reverse());
  }
}

/**
 * The facts with what was noted since: the latest of each number counts, and what was noticed stays noticed.
 * @param {Facts} facts
 * @param {Pending[]} noted in their order
 * @returns {Facts}
 */
export function known(facts, noted) {
  const readings = noted.filter(({ wrong }) => !wrong).map(({ numbers }) => numbers);
  const events = noted.filter(({ wrong }) => wrong).flatMap(({ numbers }) => Object.keys(numbers));
  return { ...facts, numbers: Object.assign({}, facts.numbers, ...readings), events: [...new Set([...facts.events, ...events])] };
}

/** @param {{action: Action, words: string | null}} fired */
function toldLine({ action, words }) {
  const line = made('p', words ?? '');
  line.className = action === 'emergency' ? 'told urgent' : 'told';
  // What only wants to be known interrupts nobody.
  line.setAttribute('role', action === 'info' || action === 'caution' ? 'status' : 'alert');
  return line;
}

/** Where what was known is sealed: the rules look at what is noted from then on. @returns {Facts} */
export function nothingKnown() {
  return { answers: {}, anyUnsure: false, numbers: {}, events: [], route: null, setting: null };
}

/** @param {Line} noted */
function line({ when, what, part, words }) {
  const item = made('li', '');
  const at = made('span', when);
  at.className = 'at';
  item.append(at, ` ${what}`);
  if (part) item.append(': ', made('bdi', part));
  if (words) {
    const written = made('div', words);
    written.className = 'written';
    written.dir = 'auto';
    item.append(written);
  }
  return item;
}

/** @param {NonNullable<View['card']>} card */
function cardOf({ address, medicines, people }) {
  /** @param {string} title @param {string} words */
  const piece = (title, words) => (words ? [made('h3', title), Object.assign(made('div', words), { className: 'written', dir: 'auto' })] : []);
  const called = people.map(({ role, name, phone, tel }) => {
    const who = made('p', `${role}: `);
    who.append(made('bdi', name), ' ');
    const number = made(tel ? 'a' : 'bdi', phone);
    if (tel && /^\+?\d+$/.test(tel)) number.setAttribute('href', `tel:${tel}`);
    who.append(number);
    return who;
  });
  return [...piece('The address here', address), ...piece('Medicines and allergies', medicines), ...called];
}

/**
 * @param {string} name
 * @param {string} text
 */
function made(name, text) {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}
