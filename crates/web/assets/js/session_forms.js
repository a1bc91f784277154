// What is noted on the page of a session: read from its forms, asked back where a reading cannot be, and said in words.

import { draftOf, wordFields } from './session_begun.js';

/**
 * Something to be taken down.
 * @typedef {object} Noting
 * @property {string} kind
 * @property {string} [record] its id, where it has one already
 * @property {string} [words]
 * @property {Record<string, number>} [numbers]
 * @property {string} [by]
 * @property {string} [draft] the draft of the notebook that these words were typed into
 * @property {number} [draft_seen] the revision of it that the page knew
 * @property {string[]} [shown]
 * @property {string[]} [done]
 * @property {number} [seen]
 * @property {number} [seconds]
 * @property {Uint8Array<ArrayBuffer>} [beside]
 */

/** @typedef {import('./session_shown.js').View} View */
/** @typedef {{note(noting: Noting): Promise<void>, typed(): void, keep(): Promise<void>, urgent(): boolean}} Page */
/** @typedef {import('./session_shown.js').Words} Words */

/** After so many milliseconds without a key, typed words are kept. */
const PAUSE = 400;

/** What goes into the seal: numbers as pairs, because their order counts. @param {Noting} noting */
export function bodyOf({ kind: _kind, record: _record, beside: _beside, numbers = {}, ...rest }) {
  return { ...rest, numbers: Object.entries(numbers) };
}

/**
 * A line of what was noted, as the notebook says it too.
 * @param {Noting} noting
 * @param {Words} words
 */
export function lineOf({ kind, words: said = '', numbers = {} }, words) {
  const named = Object.entries(numbers).map(([name, value]) => {
    if (kind === 'wrong') return words.events[name] ?? name;
    if (name === 'moaas') return words.answers[value]?.label ?? `${value}`;
    return `${words.numbers[name] ?? name} ${value}`;
  });
  const what = KINDS[kind] ?? kind;
  return { what: named.length > 0 ? `${what}: ${named.join(', ')}` : what, words: said };
}

/** @type {Record<string, string>} */
const KINDS = {
  part: 'A part is here',
  words: 'Said',
  voice: 'A voice note',
  vitals: 'Readings',
  'look-in': 'Looked in',
  wrong: 'Something was wrong',
  medicine: 'The medicine was taken',
  end: 'The list at the end is done',
};

/**
 * Takes the forms of the page over.
 * @param {HTMLElement} root
 * @param {View} view
 * @param {Page} page
 */
export function startForms(root, view, page) {
  const forms = new Forms(root, view, page);
  root.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.dataset['note']) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    void forms.submitted(form);
  }, { capture: true });
  for (const way of root.querySelectorAll('[data-opens]')) {
    way.addEventListener('click', (event) => {
      event.preventDefault();
      forms.open(/** @type {HTMLElement} */ (way).dataset['opens'] ?? '');
    });
  }
  for (const back of root.querySelectorAll('[data-back]')) back.addEventListener('click', () => history.back());
  addEventListener('popstate', () => forms.close());
  forms.typing();
  forms.endList();
}

class Forms {
  /**
   * @param {HTMLElement} root
   * @param {View} view
   * @param {Page} page
   */
  constructor(root, view, page) {
    this.root = root;
    this.view = view;
    this.page = page;
    /** Forms of which something is being kept right now. @type {Set<HTMLFormElement>} */
    this.busy = new Set();
  }

  /** @param {string} selector */
  part(selector) {
    const found = this.root.querySelector(selector);
    if (!(found instanceof HTMLElement)) throw new Error(`the page has no ${selector}`);
    return found;
  }

  /** Opens a sheet over the page, in place of one that is open; Back closes it. @param {string} name */
  open(name) {
    const before = this.root.querySelector('[data-sheet]:not([hidden])');
    before?.toggleAttribute('hidden', true);
    this.part('[data-under-way]').hidden = true;
    const sheet = this.part(`[data-sheet="${name}"]`);
    sheet.hidden = false;
    if (before) history.replaceState({ sheet: name }, '');
    else history.pushState({ sheet: name }, '');
    sheet.querySelector('h2')?.focus();
    scrollTo(0, 0);
  }

  close() {
    for (const sheet of this.root.querySelectorAll('[data-sheet]')) if (sheet instanceof HTMLElement) sheet.hidden = true;
    this.part('[data-under-way]').hidden = this.view.over === true;
  }

  /** @param {HTMLFormElement} form */
  async submitted(form) {
    const noting = this.busy.has(form) ? undefined : this.read(form);
    if (!noting) return;
    // A field of words is emptied at once, which is guard enough: the next words are not held up by these.
    const words = form.dataset['note'] === 'words';
    if (!words) this.busy.add(form);
    try {
      const field = form.querySelector('textarea');
      const draft = form.elements.namedItem('draft');
      if (words && field) {
        // At once, so that what is typed while these words are being kept is the beginning of the next.
        field.defaultValue = '';
        field.value = '';
        if (draft instanceof HTMLInputElement) draft.value = '';
      }
      await this.page.note(noting);
      if (!words) form.reset();
      this.page.typed();
      const sheet = form.closest('[data-sheet]');
      // Who to call stays in sight where this is an emergency (K1), or comes into it.
      if (this.page.urgent()) this.open('wrong');
      else if (sheet instanceof HTMLElement && !sheet.hidden) history.back();
    } finally {
      this.busy.delete(form);
    }
  }

  /** What a form says; nothing where something has to be mended first. @param {HTMLFormElement} form @returns {Noting | undefined} */
  read(form) {
    const kind = form.dataset['note'] ?? '';
    const fields = new FormData(form);
    const words = `${fields.get('words') ?? ''}`.trim();
    if (kind === 'words') return words === '' ? undefined : { kind, words, ...draftOf(fields) };
    if (kind === 'vitals') return this.readings(form, fields, words);
    if (kind === 'wrong') return { kind, words, numbers: Object.fromEntries(fields.getAll('sign').map((sign) => [`${sign}`, 1])) };
    if (kind === 'end') return this.ended(fields);
    if (kind === 'look-in') return { kind, by: 'sitter', numbers: { moaas: Number(fields.get('moaas')) } };
    return { kind };
  }

  /**
   * @param {HTMLFormElement} form
   * @param {FormData} fields
   * @param {string} words
   * @returns {Noting | undefined}
   */
  readings(form, fields, words) {
    const sure = fields.has('sure');
    /** @type {Record<string, number>} */
    const numbers = {};
    for (const input of form.querySelectorAll('input[type="number"]')) {
      if (!(input instanceof HTMLInputElement)) continue;
      const [least, most] = [Number(input.dataset['least']), Number(input.dataset['most'])];
      const text = input.value.trim();
      if (text === '' && !input.validity.badInput) continue;
      const value = Number(text);
      const whole = /^-?\d{1,9}$/.test(text);
      if (!whole || (!sure && (value < least || value > most))) return this.askBack(form, input.dataset['label'] ?? '');
      numbers[input.name] = value;
    }
    const { systolic, diastolic } = numbers;
    if (!sure && systolic !== undefined && diastolic !== undefined && systolic <= diastolic) return this.askBack(form, 'Upper and lower blood pressure');
    const answers = fields.get('moaas');
    if (answers !== null) numbers['moaas'] = Number(answers);
    this.askedBack(form, '');
    // Words alone are no reading, and are kept all the same.
    if (Object.keys(numbers).length === 0) return words === '' ? undefined : { kind: 'words', words };
    return { kind: 'vitals', by: this.view.watcher ?? 'sitter', words, numbers };
  }

  /** @param {HTMLFormElement} form @param {string} label @returns {undefined} */
  askBack(form, label) {
    this.askedBack(form, label);
    return undefined;
  }

  /**
   * Asks whether a reading is so; with no label it is asked no longer.
   * @param {HTMLFormElement} form
   * @param {string} label
   */
  askedBack(form, label) {
    const notice = this.part('[data-asked-back]');
    notice.hidden = label === '';
    const what = notice.querySelector('.what');
    if (what) what.textContent = (notice.dataset['askedBack'] ?? '').replace('{label}', label);
    const sure = form.querySelector('[data-unlikely]');
    if (sure instanceof HTMLElement) sure.hidden = label === '';
    if (label) notice.scrollIntoView({ block: 'nearest' });
  }

  /** It ends by the whole of its list; what is ticked stays ticked. @param {FormData} fields @returns {Noting | undefined} */
  ended(fields) {
    const { end } = this.view;
    if (!end) {
      this.part('[data-end-open]').textContent = 'The list is sealed here. Unlock the notebook to see it; the session goes on until then.';
      return undefined;
    }
    const done = fields.getAll('done').map(String);
    end.done = done;
    const shown = end.items.map(({ id }) => id);
    const open = shown.filter((id) => !done.includes(id)).length;
    this.part('[data-end-open]').textContent = open > 0 ? 'The session goes on until all of this is so.' : '';
    if (open > 0) {
      void this.page.keep();
      return undefined;
    }
    return { kind: 'end', shown, done, seen: end.seen };
  }

  /** The items of the list at the end. */
  endList() {
    const { end } = this.view;
    if (!end) return;
    this.part('[data-end-lead]').textContent = end.lead;
    this.part('[data-end-items]').replaceChildren(...end.items.map(({ id, words }) => {
      const label = document.createElement('label');
      label.className = 'choice';
      const box = Object.assign(document.createElement('input'), { type: 'checkbox', name: 'done', value: id, defaultChecked: end.done.includes(id) });
      label.append(box, ` ${words}`);
      return label;
    }));
  }

  /** Words on their way outlive a reload here too. */
  typing() {
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    const keep = () => this.page.typed();
    for (const { kind, field } of wordFields(this.root)) {
      const typed = this.view.typed[kind];
      if (field.value === '' && typed) {
        field.value = typed;
        const details = field.closest('details');
        if (details) details.open = true;
      }
      field.addEventListener('input', () => {
        clearTimeout(timer);
        timer = setTimeout(keep, PAUSE);
      });
    }
    addEventListener('pagehide', keep);
  }
}
