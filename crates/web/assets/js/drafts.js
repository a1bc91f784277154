// Keeps what is being typed: within a second of typing, and again when the page goes away.
//
// A form with `data-draft-place` carries hidden fields `draft` and `seen`; both follow what the server answers. The
// words go to our own server alone and are sealed there. Nothing is put into the browser's storage. A form with
// `data-kept-by` has an address of its own that keeps it as it is typed.

import { DraftQueue } from './draft_queue.js';
import { touched } from './activity.js';

/** Bytes of UTF-8 in one field; the same number as `limits::TEXT_BYTES` in the core. */
const TEXT_BYTES = 1 << 20;

/** The most bytes a browser sends for a page that is already gone. */
const PARTING_BYTES = 60_000;

/** @type {Draft[]} */
const drafts = [];

/** Sentences a person reads. */
const SAYS = {
  typing: '',
  locked: 'Kept, sealed. The notebook is locked: unlock it and your words are here again.',
  'too-long': 'Not kept yet: this is longer than one page can hold. Your words are still here. Please put a part of them into a second one.',
  refused: 'Not kept yet: the notebook could not take it. Your words are still on this page, and it tries again by itself.',
  'no-answer': 'Not kept yet: the notebook is not answering. Your words are still on this page, and it tries again by itself.',
};

/** One form whose words are kept. */
export class Draft {
  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    this.place = form.dataset['draftPlace'] ?? location.pathname;
    this.status = statusOf(form);
    this.queue = new DraftQueue({
      send: (parting) => this.send(parting),
      say: (outcome) => this.say(outcome),
      later: (run, ms) => setTimeout(run, ms),
      cancel: (timer) => clearTimeout(timer),
    });
    form.addEventListener('input', () => this.typed());
    form.addEventListener('submit', (event) => void this.submit(event));
  }

  typed() {
    // Whoever types is not quiet, although no answer says so.
    if (this.queue.last === 'no-answer') touched();
    this.queue.changed();
  }

  /** The form's fields as they are now, with the place they are typed at. */
  fields() {
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) {
      if (typeof value === 'string') fields.append(name, value);
    }
    fields.set('place', this.place);
    return fields;
  }

  /**
   * @param {boolean} parting
   * @returns {Promise<import('./draft_queue.js').Outcome>}
   */
  async send(parting) {
    const body = this.fields();
    if (tooLong(body)) return 'too-long';
    const keepalive = parting && body.toString().length < PARTING_BYTES;
    try {
      const headers = { Accept: 'application/json' };
      const answer = await fetch(this.form.dataset['keptBy'] ?? '/drafts', { method: 'POST', body, headers, keepalive, redirect: 'error' });
      touched();
      if (answer.status === 423) return 'locked';
      if (answer.status === 413) return 'too-long';
      if (!answer.ok) return 'refused';
      const kept = await answer.json();
      this.take(kept);
      this.form.dispatchEvent(new CustomEvent('kept', { detail: { ...kept, sent: body } }));
      return 'kept';
    } catch {
      return 'no-answer';
    }
  }

  /**
   * Follows the server: when another window had the same draft, this one goes on under an id of its own.
   * @param {{draft: string, rev: number}} kept
   */
  take(kept) {
    setField(this.form, 'draft', kept.draft);
    setField(this.form, 'seen', String(kept.rev));
  }

  /** @param {import('./draft_queue.js').Outcome | 'typing'} outcome */
  say(outcome) {
    this.status.dataset['draftState'] = outcome;
    this.status.textContent = outcome === 'kept' ? `Kept at ${timeOfDay()}. Only you can read this.` : SAYS[outcome];
    if (outcome === 'locked') onceHelpIsSeen(document, () => location.replace(`/unlock?held=1&next=${encodeURIComponent(this.place)}`));
  }

  /**
   * Keeps the words before the form goes out. When the notebook does not answer, the page and its words stay; and
   * no draft that is still under way can outlive what was kept from it.
   * @param {SubmitEvent} event
   */
  async submit(event) {
    if (event.defaultPrevented || this.queue.stopped) return;
    const { submitter } = event;
    if (tooLong(this.fields())) {
      event.preventDefault();
      this.say('too-long');
      return;
    }
    if (!this.queue.dirty && !this.queue.sending) {
      void this.queue.stop();
      return;
    }
    event.preventDefault();
    await this.queue.flush();
    if (this.queue.last !== 'kept') return;
    await this.queue.stop();
    this.form.requestSubmit(submitter);
  }
}

/**
 * Goes on at once, or once a card of help was put away that an answer has brought up: no lock takes it from the screen.
 * @param {Pick<Document, 'querySelector' | 'addEventListener'>} page
 * @param {() => void} on
 */
export function onceHelpIsSeen(page, on) {
  if (!page.querySelector('[data-measure-help] [data-help-seen]')) return on();
  page.addEventListener('help-seen', on, { once: true });
}

/** Begins to keep every form of the page that asks for it. */
export function startDrafts() {
  for (const form of document.querySelectorAll('form[data-draft-place]')) {
    if (form instanceof HTMLFormElement) drafts.push(new Draft(form));
  }
  addEventListener('pagehide', () => void flushAll(true));
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void flushAll(true);
  });
}

/** Sends every draft that is not kept yet. */
export async function flushAll(parting = false) {
  await Promise.all(drafts.map((draft) => draft.queue.flush(parting)));
}

/** Whether words are on this page alone: not kept yet, or too long to be. */
export function hasUnkept() {
  return drafts.some(({ queue }) => queue.dirty || queue.sending || queue.last === 'too-long');
}

/** Whether words were held by a lock that fell before them, and the page is on its way there. */
export function wentToLock() {
  return drafts.some(({ queue }) => queue.last === 'locked');
}

/** The fields of every form that has words which are not kept yet; none of these forms sends anything afterwards. */
export function takeUnkept() {
  const unkept = drafts.filter((draft) => draft.queue.dirty || draft.queue.sending);
  const fields = unkept.map((draft) => draft.fields());
  for (const draft of drafts) void draft.queue.stop();
  return fields;
}

/** @param {URLSearchParams} fields */
function tooLong(fields) {
  const encoder = new TextEncoder();
  return [...fields.values()].some((text) => text.length > TEXT_BYTES / 3 && encoder.encode(text).length > TEXT_BYTES);
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 * @param {string} value
 */
function setField(form, name, value) {
  const field = form.elements.namedItem(name);
  if (field instanceof HTMLInputElement) field.value = value;
}

/**
 * Where the form says whether its words are kept.
 * @param {HTMLFormElement} form
 * @returns {HTMLElement}
 */
function statusOf(form) {
  const there = form.querySelector('[data-draft-status]');
  if (there instanceof HTMLElement) return there;
  const made = document.createElement('p');
  made.className = 'draft-status';
  made.dataset['draftStatus'] = '';
  made.setAttribute('role', 'status');
  form.append(made);
  return made;
}

/** The time as the person's clock shows it. */
function timeOfDay() {
  return new Date().toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' });
}
