// The pages that a browser keeps for when nothing answers, and the worker that brings them up. The copy of the plan and a
// session that is under way both need them; they go with the last of the two.

import { COPY_DATABASE, SESSION_DATABASE, hasDatabase } from './databases.js';

/**
 * Has the browser keep the pages that open without the program. Done once they are there.
 * @param {string} country
 */
export async function keepPages(country) {
  const address = `/sw.js?country=${country}`;
  // The browser takes a worker's address only from a policy that our own header names.
  const types = /** @type {{trustedTypes?: {createPolicy(name: string, rules: object): {createScriptURL(text: string): string}}}} */ (/** @type {unknown} */ (window)).trustedTypes;
  policy ??= types?.createPolicy('worker', { createScriptURL: (/** @type {string} */ text) => (/^\/sw\.js\?country=[A-Z]{0,2}$/.test(text) ? text : '') });
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

/**
 * Takes a database away, and with the last one the kept pages and the worker.
 * @param {string} name
 */
export async function removeDatabase(name) {
  await new Promise((done, failed) => {
    const gone = indexedDB.deleteDatabase(name);
    gone.onsuccess = done;
    gone.onerror = () => failed(gone.error);
  });
  if ((await hasDatabase(COPY_DATABASE)) || (await hasDatabase(SESSION_DATABASE))) return;
  await Promise.all((await caches.keys()).map((cache) => caches.delete(cache)));
  await Promise.all((await navigator.serviceWorker.getRegistrations()).map((worker) => worker.unregister()));
}
