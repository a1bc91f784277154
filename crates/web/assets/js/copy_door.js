// The way to the copy of the plan that opens without a network. What makes or opens it is fetched only where it is used.

import { COPY_DATABASE, hasDatabase } from './databases.js';
import { fetched } from './fetched.js';

/** Starts what the page has of it: keeping a copy, opening it, or the link to it. */
async function startCopy() {
  const place = document.querySelector('[data-copy]');
  if (!(place instanceof HTMLElement)) return;
  const can = isSecureContext && 'serviceWorker' in navigator && 'indexedDB' in window && 'subtle' in crypto;
  if (place.dataset['copy'] === 'link') place.hidden = !can || !(await hasDatabase(COPY_DATABASE));
  if (place.dataset['copy'] === 'keep' && can) (await fetched(import('./copy_keep.js')))?.startKeeping(place);
  if (place.dataset['copy'] === 'read') (await fetched(import('./copy_read.js')))?.startReading(place, can);
}

void startCopy();
