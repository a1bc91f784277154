// The worker that keeps a few pages for when nothing answers. It is only there where a person asked for a copy of the plan,
// or while a session lasts.
//
// What it keeps stands in `KEPT`, which the program puts before this script: pages as anybody gets them, fetched without
// a cookie (but for the page of a session, the same for everybody who has unlocked), and the files they need. It answers for these alone, only to a look (GET), and only when the program does not.
// No page that shows something of anybody passes through its hands.

/**
 * @typedef {object} Kept
 * @property {string} name of the cache; another one when a page or a file has changed
 * @property {{at: string, from: string, open?: boolean}[]} pages where each is asked for, where it comes from, and whether only an open notebook gives it
 * @property {string[]} files
 * @property {{page: string, at: string}} session the page that goes on with a session, and where it does
 */

/**
 * @typedef {Event & {waitUntil(work: Promise<unknown>): void}} Phase
 * @typedef {Event & {request: Request, respondWith(answer: Promise<Response>): void}} Asked
 */

const worker = /** @type {{KEPT: Kept, skipWaiting(): Promise<void>, clients: {claim(): Promise<void>}}} */ (/** @type {unknown} */ (self));
const { name, pages, files, session } = worker.KEPT;
const ofSession = new RegExp(session.at);

/** After so many milliseconds a program that says nothing counts as gone. */
const PATIENCE = 5_000;

/** What a proxy says when the program behind it is gone. */
const GONE = [502, 503, 504];

self.addEventListener('install', (event) => /** @type {Phase} */ (event).waitUntil(fill()));
self.addEventListener('activate', (event) => /** @type {Phase} */ (event).waitUntil(takeOver()));
self.addEventListener('fetch', (event) => {
  const { request } = /** @type {Asked} */ (event);
  const key = keptAs(request);
  if (key) /** @type {Asked} */ (event).respondWith(answer(request, key));
});

/** Fetches all there is to keep; unless all of it came, nothing is kept and an older worker stays. */
async function fill() {
  const cache = await caches.open(name);
  const wanted = [...pages, ...files.map((file) => ({ at: file, from: file, open: false }))];
  await Promise.all(wanted.map(async ({ at, from, open }) => {
    const found = await fetch(from, { credentials: open ? 'same-origin' : 'omit', redirect: 'error' });
    if (!found.ok) throw new Error(`${found.status} at ${from}`);
    await cache.put(at, found);
  }));
  await worker.skipWaiting();
}

/** The caches of older workers go. */
async function takeOver() {
  const names = await caches.keys();
  await Promise.all(names.filter((other) => other.startsWith('kept-') && other !== name).map((other) => caches.delete(other)));
  await worker.clients.claim();
}

/**
 * Under which address the answer is kept, if it is.
 * @param {Request} request
 */
function keptAs(request) {
  const { origin, pathname, search } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return undefined;
  if (files.includes(pathname)) return pathname;
  if (request.mode !== 'navigate') return undefined;
  if (ofSession.test(pathname)) return session.page;
  const page = pages.find(({ at }) => at === pathname + search) ?? pages.find(({ at }) => at === pathname);
  return page?.at;
}

/**
 * The program's own answer; what is kept only if there is none.
 * @param {Request} request
 * @param {string} key
 * @returns {Promise<Response>}
 */
async function answer(request, key) {
  const asked = fetch(request);
  try {
    const found = await Promise.race([asked, gone()]);
    if (!GONE.includes(found.status)) return found;
  } catch {
    // Nothing answers: that is what the copy is for.
  }
  const cache = await caches.open(name);
  return (await cache.match(key, { ignoreVary: true })) ?? asked;
}

/** @returns {Promise<never>} */
function gone() {
  return new Promise((_, failed) => {
    setTimeout(() => failed(new Error('no answer')), PATIENCE);
  });
}
