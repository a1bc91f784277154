// Where the sealed copy of the plan lies in the browser, with the worker that brings its page up; and how all of it goes.

import { NONE, tried, waitOf } from './copy_tries.js';

/** Names that a browser shows to whoever looks; they tell nothing. */
const DATABASE = 'notebook';
const STORE = 'kept';
const COPY = 'copy';
const TRIES = 'tries';

/** @returns {Promise<import('./copy_seal.js').Copy | undefined>} */
export async function readCopy() {
  // Asking for a database makes it; whoever keeps no copy has none.
  if (!(await navigator.serviceWorker.getRegistration('/'))) return undefined;
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

/**
 * Has the browser keep the pages that open without the program. Done once they are there.
 * @param {string} country
 */
export async function keepPages(country) {
  const address = `/sw.js?country=${country}`;
  // The browser takes a worker's address only from a policy that our own header names.
  const types = /** @type {{trustedTypes?: {createPolicy(name: string, rules: object): {createScriptURL(text: string): string}}}} */ (/** @type {unknown} */ (window)).trustedTypes;
  policy ??= types?.createPolicy('worker', { createScriptURL: (/** @type {string} */ text) => (/^\/sw\.js\?country=[A-Z]{2}$/.test(text) ? text : '') });
  const registration = await navigator.serviceWorker.register(policy?.createScriptURL(address) ?? address);
  const fresh = registration.installing ?? registration.waiting;
  if (!fresh) return;
  await new Promise((done, failed) => {
    const look = () => {
      if (fresh.state === 'activated') done(undefined);
      if (fresh.state === 'redundant') failed(new Error('the pages could not be kept'));
    };
    fresh.addEventListener('statechange', look);
    look();
  });
}

/** @type {{createScriptURL(text: string): string} | undefined} */
let policy;

/** Takes everything away: the sealed copy, the kept pages and the worker. */
export async function removeAll() {
  await new Promise((done, failed) => {
    const gone = indexedDB.deleteDatabase(DATABASE);
    gone.onsuccess = done;
    gone.onerror = () => failed(gone.error);
  });
  await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
  await Promise.all((await navigator.serviceWorker.getRegistrations()).map((worker) => worker.unregister()));
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
    const asked = indexedDB.open(DATABASE, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE);
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
}
