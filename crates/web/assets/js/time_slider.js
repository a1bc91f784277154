// The slider over time: shows the map as it lay on the day one stops at, without leaving the page.

import { dayAfter } from './days.js';

/** How long one rests on a day before it is asked for, in milliseconds. */
const REST = 150;

function startTimeSlider() {
  const form = /** @type {HTMLFormElement | null} */ (document.querySelector('[data-time-slider]'));
  const range = /** @type {HTMLInputElement | null} */ (form?.querySelector('input[type="range"]') ?? null);
  const date = /** @type {HTMLInputElement | null} */ (form?.querySelector('input[type="date"]') ?? null);
  if (!form || !range || !date) return;
  form.querySelector('.slide')?.removeAttribute('hidden');
  const first = form.dataset['first'] ?? '';
  const say = () => range.setAttribute('aria-valuetext', date.value);
  say();
  let waiting = 0;
  range.addEventListener('input', () => {
    date.value = dayAfter(first, range.valueAsNumber);
    say();
    clearTimeout(waiting);
    // Today can be moved and changed, so it is opened anew.
    const today = range.value === range.max;
    waiting = window.setTimeout(() => (today ? location.assign(addressOf(form, today)) : show(form)), REST);
  });
}

/**
 * Where the form leads; without a day where that day is today.
 * @param {HTMLFormElement} form
 * @param {boolean} today
 */
function addressOf(form, today) {
  const address = new URL(form.action);
  for (const [name, value] of new FormData(form)) address.searchParams.set(name, String(value));
  if (today) address.searchParams.delete('at');
  return address;
}

/**
 * Puts the map of the day that the form asks for in the place of the one that is shown.
 * @param {HTMLFormElement} form
 */
function show(form) {
  const address = addressOf(form, false);
  const request = new XMLHttpRequest();
  request.open('GET', address);
  request.responseType = 'document';
  request.addEventListener('load', () => {
    const there = request.responseXML?.querySelector('[data-shown-day]');
    const here = document.querySelector('[data-shown-day]');
    // Locked in between, or another page altogether: go there as any link would.
    if (!there || !here) {
      location.assign(address);
      return;
    }
    here.replaceWith(document.importNode(there, true));
  });
  request.addEventListener('error', () => location.assign(address));
  request.send();
}

startTimeSlider();
