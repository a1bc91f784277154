// Where a session that is under way lies in the browser: sealed notes that wait for the notebook, and what the page needs to
// go on. docs/session-queue.md has the layout.

import { SESSION_DATABASE, hasDatabase } from './databases.js';
import { removeDatabase } from './kept_pages.js';

const NOTES = 'notes';
const STATE = 'state';

/** @typedef {import('./session_seal.js').Bytes} Bytes */
/** @typedef {{seq?: number, session: string, item: string, sealed: Bytes, refused?: string}} Note */
/** @typedef {'person' | 'sitter'} Whose */
/** @typedef {'open' | 'clock' | 'key' | 'view' | `begun-${Whose}`} Name */

/** Whether anything of a session is here. */
export function isThere() {
  return hasDatabase(SESSION_DATABASE);
}

/**
 * Puts a note at the end, and the clock it was timed by beside it: whatever is noted after a reload comes behind it. Done once
 * both are on the disk, as far as the browser says so.
 * @param {Note} note
 * @param {unknown} clock
 */
export async function addNote(note, clock) {
  await within([NOTES, STATE], 'readwrite', (notes, state) => {
    state?.put(clock, 'clock');
    return notes.add(note);
  });
}

/**
 * The first notes that wait, in the order in which they were made.
 * @param {number} most
 * @returns {Promise<Required<Note>[]>}
 */
export async function firstNotes(most) {
  const notes = await within(NOTES, 'readonly', (store) => store.index('waiting').getAll(IDBKeyRange.only(''), most));
  return /** @type {Required<Note>[]} */ (notes);
}

/** How many wait, and how many were not taken. */
export async function countNotes() {
  const all = await within(NOTES, 'readonly', (store) => store.count());
  const waiting = await within(NOTES, 'readonly', (store) => store.index('waiting').count(IDBKeyRange.only('')));
  return { waiting, refused: all - waiting };
}

/**
 * What was not taken waits again: another notebook may have been open in this browser, which cannot read these. To be done
 * once a page.
 */
export async function waitAgain() {
  if ((await countNotes()).refused === 0) return;
  const notes = /** @type {Required<Note>[]} */ (await within(NOTES, 'readonly', (store) => store.getAll()));
  await settle([], notes.filter(({ refused }) => refused !== '').map((note) => ({ ...note, refused: '' })));
}

/** The notes that are here, by their items. */
export async function itemsHere() {
  const notes = await within(NOTES, 'readonly', (store) => store.getAll());
  return new Set(notes.map((note) => note.item));
}

/**
 * Takes away what the notebook has kept, and writes anew what has changed of the others.
 * @param {number[]} kept
 * @param {Required<Note>[]} changed
 */
export async function settle(kept, changed) {
  await within(NOTES, 'readwrite', (store) => {
    for (const seq of kept) store.delete(seq);
    for (const note of changed) store.put(note);
    return store.count();
  });
}

/** @param {Name} name */
export function get(name) {
  return within(STATE, 'readonly', (store) => store.get(name));
}

/** @param {Name} name @param {unknown} value */
export async function put(name, value) {
  await within(STATE, 'readwrite', (store) => store.put(value, name));
}

/**
 * What somebody is typing and has not kept, sealed as notes that wait aside. It takes the place of what they were typing before.
 * @param {Whose} whose
 * @param {Note[]} notes
 */
export async function putBegun(whose, notes) {
  await within(STATE, 'readwrite', (store) => {
    if (notes.length === 0) store.delete(`begun-${whose}`);
    else store.put(notes, `begun-${whose}`);
    return store.count();
  });
}

/**
 * What these were typing becomes notes that wait with the others. Says whether there was anything.
 * @param {...Whose} whose
 */
export async function noteBegun(...whose) {
  let any = false;
  await within([NOTES, STATE], 'readwrite', (notes, state) => {
    for (const one of whose) {
      const asked = state?.get(`begun-${one}`);
      asked?.addEventListener('success', () => {
        for (const note of asked.result ?? []) {
          notes.add({ ...note, refused: '' });
          any = true;
        }
        state?.delete(`begun-${one}`);
      });
    }
    return notes.count();
  });
  return any;
}

/** The lock screen: nothing here can be opened any more, and what was being typed waits as notes for the notebook. */
export async function lockDevice() {
  await forgetKey();
  await noteBegun('person', 'sitter');
}

/** The key of this device goes, and with it what it had sealed to be shown; notes stay, sealed to the notebook. */
export async function forgetKey() {
  await within(STATE, 'readwrite', (store) => {
    store.delete('view');
    return store.delete('key');
  });
}

/**
 * On a device that was a sitter's and is so no more: what waits stays, sealed, and what the person was typing before they handed
 * it over stays for them; where there is neither, nothing of it stays.
 */
export async function leaveDevice() {
  const { waiting, refused } = await countNotes();
  if (waiting + refused === 0 && !(await get('begun-person'))) await removeAll();
  else await forgetKey();
}

/** Nothing of the session stays. */
export async function removeAll() {
  (await opening)?.close();
  opening = undefined;
  await removeDatabase(SESSION_DATABASE);
}

/** One connection for all: opening takes longer than writing. @type {Promise<IDBDatabase> | undefined} */
let opening;

/**
 * @template T
 * @param {string | string[]} names
 * @param {'readonly' | 'readwrite'} mode
 * @param {(store: IDBObjectStore, other?: IDBObjectStore) => IDBRequest<T>} act
 * @returns {Promise<T>}
 */
async function within(names, mode, act) {
  opening ??= opened();
  opening.catch(() => { opening = undefined; });
  const database = await opening;
  return new Promise((done, failed) => {
    const change = database.transaction(names, mode, { durability: 'strict' });
    const [first = '', second] = [names].flat();
    const asked = act(change.objectStore(first), second === undefined ? undefined : change.objectStore(second));
    change.oncomplete = () => done(asked.result);
    change.onabort = () => failed(change.error ?? new Error('nothing was kept'));
  });
}

/** @returns {Promise<IDBDatabase>} */
function opened() {
  return new Promise((done, failed) => {
    const asked = indexedDB.open(SESSION_DATABASE, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore(STATE);
      asked.result.createObjectStore(NOTES, { keyPath: 'seq', autoIncrement: true }).createIndex('waiting', 'refused');
    };
    asked.onsuccess = () => {
      // Another window takes everything away.
      asked.result.onversionchange = () => {
        asked.result.close();
        opening = undefined;
      };
      asked.result.onclose = () => { opening = undefined; };
      done(asked.result);
    };
    asked.onerror = () => failed(asked.error);
  });
}
