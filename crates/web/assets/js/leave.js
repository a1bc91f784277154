// Leave quickly: by the button or by pressing Shift three times. The page is blank at once, then neutral, then locked.
//
// Shift and not Escape: Escape would stop the very page load that it begins.

import { takeUnkept } from './drafts.js';
import { onOtherWindow, tellOtherWindows } from './other_windows.js';
import { ShiftCounter } from './shift_counter.js';

/** Makes both ways out work, and hides the page while somebody looks through the open windows. */
export function startLeaving() {
  const counter = new ShiftCounter();
  addEventListener('keydown', (event) => {
    if (!event.repeat && counter.pressed(event.key, event.timeStamp)) leave();
  }, { capture: true });
  for (const form of document.querySelectorAll('form[action="/leave"]')) {
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      leave();
    });
  }
  onOtherWindow('left', blankAndGone);
  veilWhenHidden();
}

/** Every window of the notebook is left with this one. */
function leave() {
  tellOtherWindows('left');
  blankAndGone();
}

/** What was typed and not kept goes along and is sealed before the lock falls. */
function blankAndGone() {
  const unkept = takeUnkept();
  document.body.replaceChildren();
  const [first, ...others] = unkept;
  // If nothing answers now, whoever asks next is told of it first, and shows nothing.
  document.cookie = `left=1; Path=/; SameSite=Strict${location.protocol === 'https:' ? '; Secure' : ''}`;
  // Whichever arrives after the lock is held sealed, so the order does not matter.
  for (const body of others) send('/drafts', body);
  send('/leave', first ?? new URLSearchParams());
  // Whoever keeps a key on this device takes it away first; nobody waits long for that.
  /** @type {Promise<unknown>[]} */
  const goodbyes = [];
  document.dispatchEvent(new CustomEvent('leaving', { detail: goodbyes }));
  if (goodbyes.length === 0) location.replace('/away');
  else void Promise.race([Promise.allSettled(goodbyes), new Promise((go) => setTimeout(go, GOODBYE))]).then(() => location.replace('/away'));
}

/** Milliseconds. The page is blank already. */
const GOODBYE = 150;

/**
 * @param {string} to
 * @param {URLSearchParams} body
 */
function send(to, body) {
  const keepalive = body.toString().length < 60_000;
  fetch(to, { method: 'POST', body, keepalive, redirect: 'manual' }).catch(() => {
    // The page is gone and nobody is left to tell; the cookie says it again.
  });
}

/** The window switcher shows a veil, and a page that comes back from the browser's memory asks the server again. */
function veilWhenHidden() {
  const root = document.documentElement;
  document.addEventListener('visibilitychange', () => {
    root.classList.toggle('veiled', document.visibilityState === 'hidden');
  });
  addEventListener('pagehide', () => root.classList.add('veiled'));
  addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload();
    else root.classList.remove('veiled');
  });
}
