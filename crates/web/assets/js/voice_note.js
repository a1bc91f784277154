// A voice note: recorded here, sent to our own server alone and sealed there.
//
// Offered where the device does not write down by itself what is said, and always where something is best said aloud.
// A note has a longest time. In a session whoever speaks longer goes on in a next one: it has begun before the one before
// it ends, so that nothing between them is lost.

import { touched } from './activity.js';
import { canUnderstand } from './on_device.js';
import { asClock } from './quiet_time.js';
import { Take } from './voice_take.js';

/** How often it is looked whether the time is over, and how often the server hears that somebody is here. */
const GLANCE = 250;
const STILL_HERE = 20_000;

/** @type {VoiceNote | undefined} */
let here;

/** @typedef {{sound: Blob, seconds: number, record: string}} Recorded */

/** Who keeps notes in place of the server's own address. @type {((note: Recorded) => Promise<void>) | undefined} */
let keeper;

/** Has notes kept by somebody else: on the page of a session, which seals them first. @param {(note: Recorded) => Promise<void>} keep */
export function keepNotesWith(keep) {
  keeper = keep;
}

/** Whether somebody is speaking a note right now. */
export function isRecording() {
  return here?.take?.recorder.state === 'recording';
}

/** Whether a note is being spoken, or could not be kept yet. */
export function hasNote() {
  return isRecording() || (here?.ending ?? 0) > 0 || (here?.unkept.length ?? 0) > 0;
}

/** Ends a note that is being spoken. Done once it is kept, or known not to be. */
export async function finishNote() {
  if (isRecording()) await here?.end();
  await here?.sending;
}

/** Begins a note, or ends it. */
export function toggleNote() {
  void here?.toggle();
}

class VoiceNote {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.to = root.dataset['recorder'] ?? '';
    this.goesOn = 'goesOn' in root.dataset;
    this.wentOn = false;
    /** @type {Take | undefined} */
    this.take = undefined;
    this.told = 0;
    /** @type {ReturnType<typeof setInterval> | undefined} */
    this.timer = undefined;
    /** How many notes are spoken and not whole yet. */
    this.ending = 0;
    /** What is recorded and not kept yet, in its order. @type {Recorded[]} */
    this.unkept = [];
    /** Notes are sent one after the other. @type {Promise<void>} */
    this.sending = Promise.resolve();
    this.part('[data-record]').addEventListener('click', () => void this.toggle());
    this.part('[data-send-again]').addEventListener('click', () => void this.send());
    document.addEventListener('submit', (event) => void this.beforeGoing(event), { capture: true });
    // A lock asks what is on this page alone.
    document.addEventListener('locking', (event) => /** @type {CustomEvent<Promise<boolean>[]>} */ (event).detail.push(finishNote().then(hasNote)));
  }

  /** @param {string} selector */
  part(selector) {
    const found = this.root.querySelector(selector);
    if (!(found instanceof HTMLElement)) throw new Error(`the recorder has no ${selector}`);
    return found;
  }

  /** @param {string} words */
  tell(words) {
    this.part('[data-recorder-status]').textContent = words;
  }

  async toggle() {
    if (isRecording()) await this.end();
    else await this.begin();
  }

  async begin() {
    if (this.unkept.length && !this.goesOn) return;
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch (error) {
      this.tell(whyNot(error));
      return;
    }
    this.take = new Take(stream);
    this.told = performance.now();
    this.part('[data-record]').textContent = 'Stop and keep it';
    this.timer = setInterval(() => this.look(), GLANCE);
  }

  get mostMs() {
    return Number(this.root.dataset['mostSeconds']) * 1000;
  }

  look() {
    const { take } = this;
    if (!take) return;
    this.part('[data-recorder-status]').dataset['seconds'] = String(Math.floor(take.ms / 1000));
    this.tell(`Recording, ${asClock(take.ms)}.${this.further()}`);
    // The server locks after quiet minutes; somebody who speaks is not quiet.
    if (performance.now() - this.told > STILL_HERE) {
      this.told = performance.now();
      touched();
      void fetch(location.pathname, { method: 'HEAD' }).catch(() => undefined);
    }
    const isFull = take.ms >= this.mostMs || take.bytes > Number(this.root.dataset['mostBytes']) * 0.9;
    if (isFull && this.goesOn) this.goOn(take);
    else if (isFull) void this.end();
  }

  /** What is said beside the time: of the note before, if there was one. */
  further() {
    if (!this.part('[data-send-again]').hidden) return ' The note before is not kept yet. It is still on this page.';
    return this.wentOn ? ' It goes on in a new note.' : '';
  }

  /**
   * The next note has begun before the one before it ends.
   * @param {Take} full
   */
  goOn(full) {
    this.take = new Take(full.recorder.stream);
    this.wentOn = true;
    void this.keep(full);
  }

  async end() {
    const { take } = this;
    if (!take || take.recorder.state !== 'recording') return;
    this.take = undefined;
    this.wentOn = false;
    clearInterval(this.timer);
    this.part('[data-record]').textContent = 'Speak a note';
    await this.keep(take, () => {
      for (const track of take.recorder.stream.getTracks()) track.stop();
    });
  }

  /**
   * Ends a note and sends it, after those before it.
   * @param {Take} take
   * @param {() => void} ended what is done once it holds all it will
   */
  async keep(take, ended = () => undefined) {
    this.ending += 1;
    const { sound, ms, record } = await take.end().finally(() => { this.ending -= 1; });
    ended();
    if (sound.size === 0) {
      this.nothingHeard();
      return;
    }
    const seconds = Math.max(1, Math.min(Math.round(ms / 1000), this.mostMs / 1000));
    this.unkept.push({ sound, seconds, record });
    await this.send();
  }

  /** Sends everything that is not kept yet. Sent again it lands once: each note has its id from here. */
  async send() {
    const before = this.sending;
    this.sending = before.then(() => this.sendAll());
    await this.sending;
  }

  async sendAll() {
    for (let [note] = this.unkept; note; [note] = this.unkept) if (!(await this.sendOne(note))) return;
  }

  /**
   * @param {Recorded} note
   * @returns {Promise<boolean>} whether the next one can be sent
   */
  async sendOne(note) {
    const { sound, seconds, record } = note;
    if (keeper) {
      const kept = await keeper(note).then(() => true, () => false);
      if (kept) this.keptElsewhere();
      else this.notKept('');
      return kept;
    }
    const body = new FormData();
    body.set('file', sound, 'note');
    if (!isRecording()) this.tell('');
    try {
      const headers = { Accept: 'application/json' };
      const to = `${this.to}?record=${record}&seconds=${seconds}`;
      const answer = await fetch(to, { method: 'POST', body, headers, redirect: 'manual' });
      if (answer.type === 'opaqueredirect') this.kept(record, seconds);
      else if (answer.status === 422) {
        this.unkept.shift();
        this.nothingHeard();
      } else {
        this.notKept(answer.status === 423 ? 'The notebook is locked: unlock it in another window, then try again.' : '');
        return false;
      }
      return true;
    } catch {
      this.notKept('');
      return false;
    }
  }

  /** Kept by whoever keeps notes on this page, who shows it too. */
  keptElsewhere() {
    this.unkept.shift();
    this.part('[data-send-again]').hidden = true;
    if (!isRecording()) this.tell('Kept. Only you can hear this.');
  }

  /**
   * @param {string} record
   * @param {number} seconds
   */
  kept(record, seconds) {
    touched();
    this.keptElsewhere();
    const list = document.querySelector('[data-notes]');
    const shape = document.querySelector('template[data-note]');
    if (!list || !(shape instanceof HTMLTemplateElement)) return;
    const note = /** @type {DocumentFragment} */ (shape.content.cloneNode(true));
    const player = note.querySelector('audio');
    player?.setAttribute('src', `/recordings/${record}`);
    player?.setAttribute('aria-label', `Voice note, ${asClock(seconds * 1000)}`);
    note.querySelector('a')?.setAttribute('href', `/recordings/${record}/erase`);
    list.append(note);
  }

  /** A note that was ended at once may hold nothing; it holds nobody up either. */
  nothingHeard() {
    this.part('[data-send-again]').hidden = true;
    this.tell('There is no sound in it, so nothing was kept. You can speak again, or go on.');
  }

  /** @param {string} why */
  notKept(why) {
    this.part('[data-send-again]').hidden = false;
    this.tell(`Not kept yet. ${why || 'The notebook did not take it.'} It is still on this page.`);
  }

  /**
   * Whether sending that form takes the page away, and with it what is being said: an answer of an exercise, and every form
   * of a session's page, where nobody on that page keeps things and stays.
   * @param {HTMLFormElement} form
   */
  endsWith(form) {
    return form.matches('form.answer') || (this.goesOn && !keeper && form.matches('.during form'));
  }

  /**
   * Whoever goes on while speaking has the note kept first; and one that could not be kept holds the page.
   * @param {SubmitEvent} event
   */
  async beforeGoing(event) {
    const form = event.target;
    if (event.defaultPrevented || !(form instanceof HTMLFormElement) || !this.endsWith(form)) return;
    if (!isRecording() && !this.unkept.length) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (isRecording()) await this.end();
    else await this.send();
    if (!this.unkept.length) form.requestSubmit(event.submitter);
  }
}

/** @param {unknown} error */
function whyNot(error) {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotFoundError') return 'There is no microphone on this device. You can type instead.';
  if (name === 'NotAllowedError') return 'The browser does not let this page use the microphone. You can type instead.';
  return 'The microphone could not be used. You can type instead.';
}

/** Offers a voice note where the page takes one. */
async function startVoiceNotes() {
  const root = document.querySelector('[data-recorder]');
  if (!(root instanceof HTMLElement) || !('MediaRecorder' in window) || !navigator.mediaDevices) return;
  if (!('always' in root.dataset) && (await canUnderstand())) return;
  here = new VoiceNote(root);
  root.hidden = false;
}

void startVoiceNotes();
