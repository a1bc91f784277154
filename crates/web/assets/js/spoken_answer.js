// Puts what was said into the form as if it had been typed or ticked, so that it is kept as a draft like any other.

import { labelsIn, levelIn } from './spoken_words.js';

/** Where words of one's own go; never into “another word”, which belongs to a choice. */
const FIELDS = 'textarea, input[type="text"]:not([name="other"])';

/** @param {Element} element */
function words(element) {
  return element.textContent?.trim().replace(/\s+/g, ' ') ?? '';
}

/** @param {HTMLElement} field */
function changed(field) {
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.dispatchEvent(new Event('change', { bubbles: true }));
}

/**
 * What can be chosen here, to be read aloud after the question.
 * @param {HTMLFormElement} form
 */
export function choices(form) {
  return [...form.querySelectorAll('fieldset')].map((group) => {
    const named = [...group.querySelectorAll('legend, .help')].map(words);
    const labels = [...group.querySelectorAll('.chip')].map(words);
    return [...named, ...labels].filter((text) => text !== '').join('. ');
  });
}

/**
 * Fills the form with what was said. Says what was noted (nothing for words of one's own), or `undefined` when it was
 * not understood.
 * @param {HTMLFormElement} form
 * @param {string} said
 */
export function answer(form, said) {
  return level(form, said) ?? chosen(form, said) ?? written(form, said);
}

/**
 * A level goes into the first row that has none yet; once all have one, into the last.
 * @param {HTMLFormElement} form
 * @param {string} said
 */
function level(form, said) {
  const rows = [...form.querySelectorAll('[data-levels]')];
  const number = levelIn(said);
  if (rows.length === 0 || number === undefined) return undefined;
  const empty = rows.findIndex((row) => !row.querySelector('input:checked:not([value=""])'));
  const row = rows[empty === -1 ? rows.length - 1 : empty];
  const step = row?.querySelector(`input[value="${number}"]`);
  if (!row || !(step instanceof HTMLInputElement)) return undefined;
  step.checked = true;
  changed(step);
  const next = empty === -1 ? undefined : rows[empty + 1]?.querySelector('legend');
  return `Noted: ${number}.${next ? ` ${words(next)}` : ''}`;
}

/**
 * @param {HTMLFormElement} form
 * @param {string} said
 */
function chosen(form, said) {
  const chips = [...form.querySelectorAll('.chip')];
  const found = labelsIn(said, chips.map(words)).map((place) => chips[place]?.querySelector('input'));
  const boxes = found.filter((box) => box instanceof HTMLInputElement);
  // Two circles of one group cannot both be meant.
  const circles = boxes.filter((box) => box.type === 'radio').map((box) => box.name);
  if (boxes.length === 0 || new Set(circles).size < circles.length) return undefined;
  for (const box of boxes) {
    box.checked = true;
    changed(box);
  }
  return `Noted: ${boxes.map((box) => words(/** @type {Element} */ (box.parentElement))).join(', ')}.`;
}

/**
 * @param {HTMLFormElement} form
 * @param {string} said
 */
function written(form, said) {
  const fields = [...form.querySelectorAll(FIELDS)].filter(
    (field) => field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement,
  );
  const field = fields.find((field) => field === document.activeElement) ?? fields.find((field) => field.value === '') ?? fields[0];
  if (!field) return undefined;
  field.value = field.value === '' ? said : `${field.value.trimEnd()} ${said}`;
  changed(field);
  return '';
}
