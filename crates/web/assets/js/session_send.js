// Brings what waits in the browser into the notebook: in its order, each once, and again until the notebook says that it is
// kept. Only what it says is kept goes from here.

import { touched } from './activity.js';
import { countNotes, firstNotes, get, isThere, noteBegun, removeAll, settle, waitAgain } from './session_store.js';
import { idBytes } from './session_seal.js';

/** So many notes, and about so many bytes, go at a time. */
const MOST = 250;
const MOST_BYTES = 2 << 20;

/** After so many milliseconds without an answer what was left behind is brought again. */
const AGAIN = 3_000;

/** @typedef {'kept' | 'locked' | 'no-answer'} Outcome */
/** @typedef {{outcome: Outcome, underWay?: boolean, office?: string[] | null}} Brought */

/**
 * Brings all that waits, of whichever session. Without anything to bring it asks for the session that is open here, so
 * that the notebook hears that somebody is there.
 * @param {string} [asks] the session to ask for
 * @returns {Promise<Brought>}
 */
export function bring(asks) {
  // Two windows take turns; what both would bring lands once anyway.
  return navigator.locks.request('notebook-now', () => bringAll(asks));
}

/** @param {string} [asks] @returns {Promise<Brought>} */
async function bringAll(asks) {
  /** @type {Brought} */
  let last = { outcome: 'kept' };
  for (;;) {
    const notes = batch(await firstNotes(MOST));
    const session = notes[0]?.session ?? asks;
    if (!session) return last;
    const { kept, refused, ...brought } = await post(session, notes);
    last = brought;
    await settle(
      notes.filter(({ item }) => kept.includes(item)).map(({ seq }) => seq),
      notes.flatMap((note) => refused.filter(({ item }) => item === note.item).map(({ why }) => ({ ...note, refused: why }))),
    );
    if (last.outcome !== 'kept' || notes.length === 0) return last;
    if ((await countNotes()).waiting === 0 && (session === asks || !asks)) return last;
  }
}

/**
 * The first notes that are of one session and not too much at a time.
 * @param {Required<import('./session_store.js').Note>[]} notes
 */
function batch(notes) {
  let bytes = 0;
  const end = notes.findIndex((note, at) => {
    bytes += note.sealed.length;
    return note.session !== notes[0]?.session || (at > 0 && bytes > MOST_BYTES);
  });
  return end < 0 ? notes : notes.slice(0, end);
}

/**
 * Brings notes for which the browser had no room. Gives the items that are in the notebook now.
 * @param {string} session
 * @param {import('./session_store.js').Note[]} notes
 */
export async function bringLoose(session, notes) {
  return (await post(session, notes)).kept;
}

/**
 * @param {string} session
 * @param {import('./session_store.js').Note[]} notes
 * @returns {Promise<Brought & {kept: string[], refused: {item: string, why: string}[]}>}
 */
async function post(session, notes) {
  try {
    const headers = { Accept: 'application/json', 'Content-Type': 'application/octet-stream' };
    const answer = await fetch(`/journey/sessions/${session}/queue`, { method: 'POST', body: body(notes), headers, redirect: 'manual' });
    if (answer.status === 423 || answer.type === 'opaqueredirect') return nothing('locked');
    if (!answer.ok) return nothing('no-answer');
    const { kept, refused, under_way: underWay, office } = await answer.json();
    touched();
    return { outcome: kept.length + refused.length === notes.length ? 'kept' : 'no-answer', underWay, office, kept, refused };
  } catch {
    return nothing('no-answer');
  }
}

/** @param {Outcome} outcome */
function nothing(outcome) {
  return { outcome, kept: [], refused: [] };
}

/** @param {import('./session_store.js').Note[]} notes */
function body(notes) {
  return new Blob(notes.flatMap(({ item, sealed }) => {
    const length = new DataView(new ArrayBuffer(4));
    length.setUint32(0, sealed.length);
    return [idBytes(item), length.buffer, sealed];
  }));
}

/** On any other page of an open notebook: what was left behind is brought, and a session that is over leaves nothing here. */
export async function bringWhatIsLeft() {
  if (!(await isThere())) return;
  const open = await get('open');
  await waitAgain();
  const before = await countNotes();
  let { outcome, underWay } = await bring(open?.session);
  const isOver = !open || (outcome === 'kept' && underWay === false);
  // What was being typed here when it ended elsewhere is not lost with it.
  const begun = isOver && (await noteBegun('person', 'sitter'));
  if (begun) ({ outcome } = await bring());
  const { waiting, refused } = await countNotes();
  if (isOver && waiting + refused === 0) await removeAll();
  // A program that has just started may let go of the first try.
  if (outcome === 'no-answer' && waiting > 0) setTimeout(() => void bringWhatIsLeft(), AGAIN);
  // The session's page, which shows what was noted, was made before these came in.
  const cameIn = waiting + refused < before.waiting + before.refused || (begun && outcome === 'kept');
  if (cameIn && location.pathname === `/journey/sessions/${open?.session}`) location.reload();
}
