// Where the sealed copy of the plan lies in the browser, and how it goes.

import { COPY_DATABASE, hasDatabase } from './databases.js';
import { removeDatabase } from './kept_pages.js';
import { NONE, tried, waitOf } from './copy_tries.js';

/** Names that a browser shows to whoever looks; they tell nothing. */
const STORE = 'kept';
const COPY = 'copy';
const TRIES = 'tries';

/** @returns {Promise<import('./copy_seal.js').Copy | undefined>} */
export async function readCopy() {
  // Asking for a database makes it; whoever keeps no copy has none.
  if (!(await hasDatabase(COPY_DATABASE))) return undefined;
  return inStore('readonly', (store) => store.get(COPY));
}

/** @param {import('./copy_seal.js').Copy} copy */
export async function writeCopy(copy) {
  await inStore('readwrite', (store) => {
    store.delete(TRIES);
    return store.put(copy, COPY);
  });
}

/** Begins to try a word. Gives how long to wait first, in milliseconds; then the try is not made. */
export async function tryBegins() {
  let wait = 0;
  await inStore('readwrite', (store) => {
    const asked = store.get(TRIES);
    asked.onsuccess = () => {
      const now = Date.now();
      const tries = asked.result ?? NONE;
      wait = waitOf(tries, now);
      if (wait === 0) store.put(tried(tries, now), TRIES);
    };
    return asked;
  });
  return wait;
}

/** The word was right. */
export async function tryWorked() {
  await inStore('readwrite', (store) => store.delete(TRIES));
}

/** Takes everything of the copy away: the sealed words, and with the last use of them the kept pages and the worker. */
export function removeAll() {
  return removeDatabase(COPY_DATABASE);
}

/**
 * Done once it is on the disk, as far as the browser says so.
 * @template T
 * @param {'readonly' | 'readwrite'} mode
 * @param {(store: IDBObjectStore) => IDBRequest<T>} act
 * @returns {Promise<T>}
 */
async function inStore(mode, act) {
  const database = await opened();
  try {
    return await new Promise((done, failed) => {
      const change = database.transaction(STORE, mode, { durability: 'strict' });
      const asked = act(change.objectStore(STORE));
      change.oncomplete = () => done(asked.result);
      change.onabort = () => failed(change.error);
    });
  } finally {
    database.close();
  }
}

/** @returns {Promise<IDBDatabase>} */
function opened() {
  return new Promise((done, failed) => {
    const asked = indexedDB.open(COPY_DATABASE, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE);
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
}
