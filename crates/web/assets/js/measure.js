// A questionnaire under the hand: help that an answer asks for comes up at once, also with the network gone (G3); digits
// choose; on a small screen one question at a time. What is answered is kept by drafts.js.

import { Conditions } from './measure_conditions.js';
import { asOne } from './measure_fields.js';

const SMALL = matchMedia('(max-width: 48rem)');

/** What the notebook says once it has kept the answers that were sent. @typedef {{help?: string[], unclear?: number[], sent?: URLSearchParams, over?: boolean}} Kept */

class Questionnaire {
  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    this.conditions = new Conditions(JSON.parse(form.dataset['measure'] ?? '{}'));
    /** @type {HTMLElement[]} */
    this.questions = [...form.querySelectorAll('[data-question]')].filter((it) => it instanceof HTMLElement);
    this.at = Math.max(0, this.asked().findIndex((question) => !isAnswered(question) || isUnclear(question)));
    /** The cards that were shown, and may not come up again for the same answer. @type {Set<string>} */
    this.shown = new Set(helpPlace()?.firstElementChild ? [...this.conditions.fired(this.given()), ...(form.dataset['fired'] ?? '').split(' ')] : []);
    /** What was touched last. @type {HTMLElement | undefined} */
    this.touched = undefined;
    form.addEventListener('change', (event) => this.changed(event));
    form.addEventListener('keydown', (event) => this.pressed(event));
    this.button('next')?.addEventListener('click', () => this.go(1));
    this.button('back')?.addEventListener('click', () => this.go(-1));
    SMALL.addEventListener('change', () => this.show());
    // What the notebook says of the answers that it has kept: it knows totals, too.
    form.addEventListener('kept', (event) => this.kept(/** @type {CustomEvent<Kept>} */ (event).detail));
    // What was held while it was locked is kept now.
    if (form.dataset['unkept'] !== undefined) form.dispatchEvent(new Event('input', { bubbles: true }));
    this.help();
    this.show();
  }

  /** @param {string} name */
  button(name) {
    const button = this.form.querySelector(`[data-measure-${name}]`);
    return button instanceof HTMLButtonElement ? button : undefined;
  }

  /** The questions that are asked now. */
  asked() {
    return this.questions.filter((question) => !question.hidden);
  }

  /** What is answered now, by the place of the item. */
  given() {
    return (/** @type {number} */ nth) => {
      const fields = [...this.form.querySelectorAll(`[name="q${nth}"]`)].filter((field) => field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement);
      const chosen = fields.filter((field) => !(field instanceof HTMLInputElement) || !['radio', 'checkbox'].includes(field.type) || field.checked);
      return chosen.map((field) => ({ sent: field.value, value: Number(field.dataset['value'] ?? field.value) })).filter(({ sent }) => sent !== '');
    };
  }

  /** @param {Event} event */
  changed(event) {
    const field = event.target instanceof HTMLElement ? event.target : undefined;
    this.touched = field;
    // Whatever is touched counts, also when it ends where it began.
    field?.closest('[data-question]')?.querySelector('[data-was]')?.remove();
    for (const [nth, asked] of this.conditions.asked(this.given())) {
      for (const place of this.form.querySelectorAll(`[data-item="${nth}"]`)) {
        if (place instanceof HTMLElement) place.hidden = !asked;
      }
    }
    const comesUp = this.help();
    const radio = event.target instanceof HTMLInputElement && event.target.type === 'radio';
    // The next question comes by itself; with help on the screen nothing moves away under it.
    if (radio && SMALL.matches && !comesUp) this.go(1);
    else this.show();
  }

  /** @param {Kept} said */
  kept({ help = [], unclear = [], sent, over }) {
    const finished = this.form.querySelector('[data-measure-over]');
    if (over && finished instanceof HTMLElement) finished.hidden = false;
    if (sent && !over) this.stands(sent, unclear);
    // What is none of what is asked for was not kept with the rest.
    for (const place of this.form.querySelectorAll('[data-unclear]')) {
      if (place instanceof HTMLElement) place.hidden = !unclear.includes(Number(place.dataset['unclear']));
    }
    this.help(help);
  }

  /**
   * What was sent is kept now: as long as it is not touched again, this window says nothing more of it, and another one may change it.
   * @param {URLSearchParams} sent
   * @param {number[]} unclear
   */
  stands(sent, unclear) {
    for (const question of this.questions) {
      const nth = Number(question.dataset['item']);
      if (unclear.includes(nth) || question.querySelector('[data-was]')) continue;
      const was = Object.assign(document.createElement('input'), { type: 'hidden', name: `q${nth}-was`, value: asOne(sent, nth) });
      was.dataset['was'] = '';
      question.append(was);
    }
  }

  /**
   * Shows the strongest card that an answer asks for now, once. Whether one came up.
   * @param {string[]} [said] what the notebook says of what it has kept
   */
  help(said) {
    const known = this.conditions.known();
    const here = this.conditions.fired(this.given());
    const fired = [...here, ...(said ?? []).filter((id) => !known.includes(id))];
    const fresh = fired.filter((id) => !this.shown.has(id)).sort((a, b) => this.conditions.level(a).localeCompare(this.conditions.level(b)))[0];
    // Taken back and given again, it comes up again; what only the notebook can tell is gone once it says so.
    this.shown = new Set([...this.shown].filter((id) => (known.includes(id) ? here.includes(id) : said === undefined || said.includes(id))));
    for (const id of fired) this.shown.add(id);
    const card = document.querySelector(`template[data-help="${fresh}"]`);
    const place = helpPlace();
    if (!fresh || !(card instanceof HTMLTemplateElement) || !place) return false;
    // What stands there and was not put away gives way only to something stronger.
    const stands = place.querySelector('[data-level]');
    if (stands instanceof HTMLElement && (stands.dataset['level'] ?? '') <= this.conditions.level(fresh)) return false;
    place.replaceChildren(card.content.cloneNode(true));
    place.querySelector('[data-help-seen]')?.addEventListener('click', () => this.seen(place));
    const title = place.querySelector('h1, h2');
    if (title instanceof HTMLElement) {
      title.tabIndex = -1;
      title.focus();
    }
    place.scrollIntoView({ block: 'start' });
    return true;
  }

  /** The card goes, and whoever answered goes on where they were. @param {Element} place */
  seen(place) {
    const first = place.querySelector('[data-level="S0"]') ? 'first' : 'card';
    fetch(`/help-now/${first}/seen`, { method: 'POST', body: new URLSearchParams(), redirect: 'manual' }).catch(() => {
      // Only the time is noted; nobody waits for that.
    });
    place.replaceChildren();
    document.dispatchEvent(new Event('help-seen'));
    if (!this.form.elements.namedItem('help-seen')) {
      const seen = Object.assign(document.createElement('input'), { type: 'hidden', name: 'help-seen', value: '1' });
      this.form.append(seen);
    }
    this.touched?.focus();
    this.touched?.scrollIntoView({ block: 'center' });
  }

  /** A digit chooses the answer that counts so much, and goes on. @param {KeyboardEvent} event */
  pressed(event) {
    if (!/^\d$/.test(event.key) || event.ctrlKey || event.altKey || event.metaKey) return;
    const target = event.target instanceof Element ? event.target : undefined;
    const question = target?.closest('[data-question]');
    if (!question || !target?.matches('input[type="radio"], input[type="checkbox"]')) return;
    const values = [...question.querySelectorAll('input[data-value]')].map((input) => (input instanceof HTMLInputElement ? Number(input.dataset['value']) : 0));
    // A 1 may be the first digit of a 10.
    if (Math.max(...values) > 9) return;
    const choice = question.querySelector(`input[data-value="${event.key}"]`);
    if (!(choice instanceof HTMLInputElement)) return;
    event.preventDefault();
    choice.checked = true;
    choice.focus();
    choice.dispatchEvent(new Event('input', { bubbles: true }));
    choice.dispatchEvent(new Event('change', { bubbles: true }));
    if (SMALL.matches) return;
    const asked = this.asked();
    const next = asked[asked.findIndex((it) => it === question) + 1];
    const first = next?.querySelector('input, textarea');
    if (first instanceof HTMLElement && !helpPlace()?.firstElementChild) first.focus();
  }

  /** @param {number} by */
  go(by) {
    const last = this.asked().length - 1;
    this.at = Math.min(Math.max(this.at + by, 0), last);
    this.show();
    if (SMALL.matches) this.asked()[this.at]?.scrollIntoView({ block: 'nearest' });
  }

  /** One at a time on a small screen, all of them on a large one. */
  show() {
    const asked = this.asked();
    this.at = Math.min(this.at, asked.length - 1);
    const one = SMALL.matches;
    this.form.classList.toggle('measure-one', one);
    asked.forEach((question, nth) => question.classList.toggle('measure-current', nth === this.at));
    const [next, back, finish] = [this.button('next'), this.button('back'), this.button('finish')];
    const isLast = this.at === asked.length - 1;
    if (next) next.hidden = !one || isLast;
    if (back) back.hidden = !one || this.at === 0;
    if (finish) finish.hidden = one && !isLast;
    const place = this.form.querySelector('[data-measure-progress]');
    if (place) place.textContent = one ? `${this.at + 1} of ${asked.length}` : '';
  }
}

/** Where help comes up. */
function helpPlace() {
  return document.querySelector('[data-measure-help]');
}

/** Whether what was typed there is asked for again. @param {HTMLElement} question */
function isUnclear(question) {
  return question.querySelector('[data-unclear]:not([hidden])') !== null;
}

/** @param {HTMLElement} question */
function isAnswered(question) {
  return [...question.querySelectorAll('input, textarea')].some((field) =>
    field instanceof HTMLInputElement && ['radio', 'checkbox'].includes(field.type) ? field.checked : /** @type {HTMLInputElement} */ (field).value !== '');
}

const form = document.querySelector('form[data-measure]');
if (form instanceof HTMLFormElement) new Questionnaire(form);
