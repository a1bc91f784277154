// The way to what keeps a session that is under way. It is fetched only where there is something to keep or to bring.

import { SESSION_DATABASE, hasDatabase } from './databases.js';
import { fetched } from './fetched.js';

/** Runs the page of a session; elsewhere brings what was left, and on the lock screen takes the key of this device away. */
export async function startSession() {
  const place = document.querySelector('[data-during]');
  if (place instanceof HTMLElement) await (await fetched(import('./session_page.js')))?.startPage(place);
  else if (await hasDatabase(SESSION_DATABASE)) {
    const over = document.querySelector('[data-over-said]');
    if (document.querySelector('form[action="/unlock"]')) await (await fetched(import('./session_store.js')))?.lockDevice();
    else if (over instanceof HTMLElement) await (await fetched(import('./session_late.js')))?.bringLate(over);
    else await (await fetched(import('./session_send.js')))?.bringWhatIsLeft();
  }
}
