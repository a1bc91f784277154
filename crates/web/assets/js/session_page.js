// The page of a session that is under way, where the browser can keep things: what is noted is sealed and kept here first,
// then brought into the notebook. It goes on without network and program, over reloads and a closed tab.
//
// It prompts nothing and leads nothing (U5): it shows the time, and takes down what somebody wants to note.

import { takeUnkept } from './drafts.js';
import { keepPages } from './kept_pages.js';
import { begunIn, emptied, goesOn, typedIn, typedOf, whose } from './session_begun.js';
import { SessionClock, asHours } from './session_clock.js';
import { bodyOf, lineOf, startForms } from './session_forms.js';
import { Ids } from './session_ids.js';
import { framed, makeDeviceKey, openView, sealNote, sealView } from './session_seal.js';
import { bring, bringLoose, bringWhatIsLeft } from './session_send.js';
import * as store from './session_store.js';
import { Shown, nothingKnown } from './session_shown.js';
import { finishNote, hasNote, keepNotesWith } from './voice_note.js';
import { WakeLock } from './wake_lock.js';

/** @typedef {import('./session_shown.js').View} View */
/** @typedef {import('./session_forms.js').Noting} Noting */

/** How often the clock moves, how often it is kept, and how often the notebook is asked. Milliseconds. */
const TICK = 1_000;
const KEEP_CLOCK = 10_000;
const ASK = 30_000;
/** After so long without an answer it is tried again. */
const AGAIN = 5_000;

const CLOCKS = { steady: () => performance.now(), wall: () => Date.now() };

/** @param {HTMLElement} root */
export async function startPage(root) {
  const shown = new Shown(root);
  const server = root.dataset['view'] ? /** @type {View} */ (JSON.parse(root.dataset['view'])) : undefined;
  const screen = new WakeLock();
  screen.hold();
  if (!(await canKeep())) {
    // Without these the page is what its forms and links are; only the clock moves.
    if (!server) return shown.nothing();
    shown.keepsNothing();
    return runClock(shown, { ...server, pending: [] }, new SessionClock(CLOCKS, { elapsed: server.elapsed ?? 0, wall: Date.now(), behind: 0 }));
  }
  const view = await goOnFrom(server);
  if (!view) {
    shown.nothing();
    // Looking made a database; notes of a session that is over elsewhere may still wait in it.
    await bringWhatIsLeft();
    return;
  }
  takeUnkept();
  await new SessionPage(root, shown, view).start();
}

/** Whether this browser can seal and keep. Private windows of some browsers cannot. */
async function canKeep() {
  if (!isSecureContext || !('indexedDB' in window) || !navigator.locks) return false;
  try {
    await crypto.subtle.generateKey('X25519', false, ['deriveBits']);
    // Reading is not enough: there has to be room too.
    await store.put('open', await store.get('open'));
    return true;
  } catch {
    return false;
  }
}

/**
 * What the page shows: what the notebook says, with what waits here; or what this device keeps.
 * @param {View | undefined} server
 * @returns {Promise<View | undefined>}
 */
async function goOnFrom(server) {
  const [open, key, sealed] = [await store.get('open'), await store.get('key'), await store.get('view')];
  const same = open && (!server || (open.session === server.session && open.key === server.key));
  const kept = /** @type {View | undefined} */ (same && key && sealed ? await openView(key, sealed) : undefined);
  if (server) {
    const typed = goesOn(kept, server);
    // What does not go on in its field is noted; what somebody else was typing waits until they have the device again.
    if (!typed) await store.noteBegun(whose(server));
    const here = await store.itemsHere();
    const pending = (kept?.pending ?? []).filter(({ item }) => here.has(item));
    return { ...server, pending, typed: typed ?? {}, over: kept?.over === true && pending.length > 0 };
  }
  if (kept) return { ...kept, typed: typedOf(kept) };
  if (!open) return undefined;
  await store.noteBegun('person');
  // The key is gone: what stood here stays sealed, and noting goes on. The rules look at what is noted from here on.
  return { session: open.session, key: open.key, sealed: true, facts: nothingKnown(), pending: [], typed: {}, noted: [] };
}

class SessionPage {
  /**
   * @param {HTMLElement} root
   * @param {Shown} shown
   * @param {View} view
   */
  constructor(root, shown, view) {
    this.root = root;
    this.shown = shown;
    this.view = view;
    this.ids = new Ids(() => Date.now());
    /** Notes that the browser had no room for; they are in this window alone. @type {import('./session_store.js').Note[]} */
    this.loose = [];
    /** One thing after another, in the order of the taps. @type {Promise<unknown>} */
    this.turn = Promise.resolve();
    /** @type {import('./session_send.js').Outcome | 'looking'} */
    this.outcome = 'looking';
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    this.bringing = false;
    /** Something was noted while others were being brought. */
    this.more = false;
    /** Nothing is kept here any more. */
    this.gone = false;
    /** Notes that lay here and that this page knows nothing of. @type {string[]} */
    this.unknown = [];
  }

  async start() {
    const { session, key } = this.view;
    const before = await store.get('open');
    // One that was begun by mistake and begins again has a clock of its own.
    const same = before?.session === session && (this.view.began ?? before.began) === (before.began ?? this.view.began);
    const anchor = same ? await store.get('clock') : undefined;
    this.clock = new SessionClock(CLOCKS, anchor ?? { elapsed: this.view.elapsed ?? 0, wall: Date.now(), behind: 0 });
    if (anchor?.medicine !== undefined) this.view.medicine ??= anchor.medicine;
    await store.put('open', { session, key, began: this.view.began ?? before?.began });
    await store.waitAgain();
    const shown = new Set(this.view.pending.map(({ item }) => item));
    this.unknown = [...(await store.itemsHere())].filter((item) => !shown.has(item));
    this.deviceKey = (await store.get('key')) ?? (await makeDeviceKey());
    await store.put('key', this.deviceKey);
    await this.keepClock();
    await this.keepView();
    this.listen();
    runClock(this.shown, this.view, this.clock);
    await this.show();
    void navigator.storage?.persist?.();
    void this.bring();
    await keepPages(this.root.dataset['country'] ?? '').catch(() => this.shown.say('not-without'));
  }

  listen() {
    startForms(this.root, this.view, {
      note: (noting) => this.note(noting),
      typed: () => this.typed(),
      keep: () => this.keepView(),
      urgent: () => this.shown.takeUrgent(this.view, this.clock?.now() ?? 0),
    });
    keepNotesWith(({ sound, seconds, record }) => this.noteSound(sound, seconds, record));
    setInterval(() => void this.keepClock(), KEEP_CLOCK);
    addEventListener('online', () => void this.bring());
    document.addEventListener('visibilitychange', () => {
      void this.keepClock();
      if (document.visibilityState === 'visible') void this.bring();
    });
    document.addEventListener('leaving', (event) => /** @type {CustomEvent<Promise<unknown>[]>} */ (event).detail.push(this.leave()));
    addEventListener('beforeunload', (event) => {
      if (this.loose.length > 0) event.preventDefault();
    });
  }

  /**
   * Takes something down: its time and its place in the order are those of this moment. Done once it is kept, or known not
   * to be.
   * @param {Noting} noting
   */
  note(noting) {
    const item = noting.record ?? this.ids.next();
    const words = this.timed(noting);
    this.shown.keeping();
    const kept = this.turn.then(() => this.take(noting, item, words));
    this.turn = kept.catch(() => undefined);
    return kept;
  }

  /** What goes into the seal, with the time that it is now. @param {Noting} noting */
  timed(noting) {
    const at = new Date();
    return {
      kind: noting.kind,
      at: at.getTime(),
      offset: -at.getTimezoneOffset(),
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      elapsed: this.clock?.now() ?? 0,
      ...bodyOf(noting),
    };
  }

  /**
   * @param {string} item
   * @param {object} words
   * @param {Uint8Array<ArrayBuffer>} [beside]
   */
  seal(item, words, beside) {
    return sealNote(keyBytes(this.view.key), this.view.session, item, framed(words, beside));
  }

  /**
   * @param {Noting} noting
   * @param {string} item
   * @param {{elapsed: number}} words
   */
  async take(noting, item, words) {
    const { elapsed } = words;
    const note = { session: this.view.session, item, sealed: await this.seal(item, words, noting.beside), refused: '' };
    if (noting.kind === 'medicine') this.view.medicine ??= elapsed;
    try {
      await store.addNote(note, this.clockKept());
    } catch {
      this.loose.push(note);
    }
    if (noting.kind === 'end') this.view.over = true;
    const when = asHours(elapsed - (this.view.medicine ?? 0));
    this.view.pending.push({ item, when, ...lineOf(noting, this.shown.words), numbers: noting.numbers ?? {}, wrong: noting.kind === 'wrong' });
    // First of all: whoever has to write it on paper too hears of it, whatever else fails.
    this.shown.say(this.loose.length > 0 ? 'loose' : 'kept');
    await this.keepView();
    await this.show().catch(() => undefined);
    void this.bring();
  }

  /**
   * @param {Blob} sound
   * @param {number} seconds
   * @param {string} record
   */
  async noteSound(sound, seconds, record) {
    this.shown.keeping();
    const beside = new Uint8Array(await sound.arrayBuffer());
    await this.note({ kind: 'voice', seconds, beside, record });
  }

  /** Words on their way are kept sealed too, each time that they have changed. */
  typed() {
    const typed = typedIn(this.root);
    if (this.gone || JSON.stringify(typed) === JSON.stringify(this.view.typed)) return;
    this.view.typed = typed;
    this.turn = this.turn.then(() => this.keepView()).then(() => this.keepBegun()).catch(() => undefined);
  }

  /** What is in the fields is sealed as notes too, which wait aside. */
  async keepBegun() {
    const { session } = this.view;
    const sealed = begunIn(this.root, this.view).map(async (noting) => {
      const item = this.ids.next();
      return { session, item, sealed: await this.seal(item, this.timed(noting)) };
    });
    await store.putBegun(whose(this.view), await Promise.all(sealed));
  }

  /** Leaving quickly: the key of this device goes, and what is in the fields waits sealed to the notebook. */
  async leave() {
    this.gone = true;
    await store.forgetKey();
    await this.turn;
    await this.keepBegun();
    await store.noteBegun(whose(this.view));
  }

  async keepView() {
    if (!this.deviceKey || this.view.sealed || this.gone) return;
    await store.put('view', await sealView(this.deviceKey, this.view)).catch(() => undefined);
  }

  async keepClock() {
    if (!this.clock || this.gone) return;
    await store.put('clock', this.clockKept()).catch(() => undefined);
  }

  /** What the clock goes on from after a reload. */
  clockKept() {
    return { ...this.clock?.anchor(), medicine: this.view.medicine ?? undefined };
  }

  /** Brings what waits, and looks whether the notebook answers. */
  async bring() {
    if (this.gone) return;
    this.more = this.bringing;
    if (this.bringing) return;
    this.bringing = true;
    clearTimeout(this.timer);
    try {
      await this.putLooseAway();
      const { outcome, underWay, office } = await bring(this.view.session);
      this.outcome = outcome;
      if (office !== undefined) this.view.office = office;
      if (outcome === 'kept' && this.loose.length > 0) {
        const kept = await bringLoose(this.view.session, this.loose);
        this.loose = this.loose.filter(({ item }) => !kept.includes(item));
      }
      await this.settled();
      // The notebook did not find the whole list done: the session goes on.
      if (underWay && this.view.pending.length === 0) this.view.over = false;
      await this.show();
      if (outcome === 'kept' && underWay === false) await this.finish();
    } catch {
      // The browser's store failed for once. What waits is still there, or in this window.
      this.outcome = 'no-answer';
    } finally {
      this.bringing = false;
      if (this.more && this.outcome === 'kept') void this.bring();
      else await this.bringAgain();
    }
  }

  async bringAgain() {
    if (this.gone) return;
    const hidden = document.visibilityState === 'hidden';
    // Out of sight nobody is there: the notebook may lock, as anywhere.
    const { waiting } = await store.countNotes().catch(() => ({ waiting: 1 }));
    const waits = this.loose.length > 0 || waiting > 0;
    if (!hidden || waits) this.timer = setTimeout(() => void this.bring(), this.outcome === 'kept' && !waits ? ASK : AGAIN);
  }

  /** There may be room by now. */
  async putLooseAway() {
    while (this.loose[0]) {
      try {
        await store.addNote(this.loose[0], this.clockKept());
      } catch {
        return;
      }
      this.loose.shift();
    }
  }

  /** What is in the notebook by now is no longer waiting. */
  async settled() {
    const here = await store.itemsHere();
    for (const { item } of this.loose) here.add(item);
    if (this.unknown.some((item) => !here.has(item))) this.showAnew();
    const brought = this.view.pending.filter(({ item }) => !here.has(item));
    if (brought.length === 0) return;
    this.view.noted = [...brought.reverse(), ...this.view.noted].slice(0, 50);
    this.view.pending = this.view.pending.filter(({ item }) => here.has(item));
    this.shown.count(this.view, brought);
    await this.keepView();
  }

  /** What lay here unknown to this page has come in since the page was made: it is shown, unless somebody is about something. */
  showAnew() {
    this.unknown = [];
    const isBusy = hasNote() || Object.keys(typedIn(this.root)).length > 0 || this.root.querySelector('[data-sheet]:not([hidden])') !== null;
    if (!isBusy && this.view.pending.length === 0) location.reload();
  }

  async isEmpty() {
    const { waiting, refused } = await store.countNotes();
    return waiting + refused + this.loose.length === 0;
  }

  /**
   * The session is over. What is being spoken or typed is kept first, and whatever is on its way; once all of it is in the
   * notebook, nothing stays here.
   */
  async finish() {
    await finishNote();
    for (const noting of begunIn(this.root, this.view)) void this.note(noting);
    emptied(this.root);
    this.typed();
    await this.turn;
    // What the sitter was typing when the person took the device back; the person's own is never brought by a sitter.
    if (!this.view.sitter && (await store.noteBegun('sitter'))) void this.bring();
    if (hasNote() || !(await this.isEmpty())) return;
    this.gone = true;
    if (this.view.sitter) await store.leaveDevice();
    else await store.removeAll();
    location.replace(`/journey/sessions/${this.view.session}`);
  }

  async show() {
    const { waiting, refused } = await store.countNotes();
    this.shown.show(this.view, { waiting, refused, loose: this.loose.length, outcome: this.outcome });
  }
}

/**
 * Has the large clock go on.
 * @param {Shown} shown
 * @param {View} view
 * @param {SessionClock} clock
 */
function runClock(shown, view, clock) {
  const tick = () => shown.tick(view, clock.now());
  tick();
  setInterval(tick, TICK);
}

/** @param {string} hex @returns {Uint8Array<ArrayBuffer>} */
function keyBytes(hex) {
  return Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
}
