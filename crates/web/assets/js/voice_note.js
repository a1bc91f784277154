// A voice note: recorded here, sent to our own server alone and sealed there.
//
// Offered where the device does not write down by itself what is said, and always where something is best said aloud.

import { touched } from './activity.js';
import { canUnderstand } from './on_device.js';
import { asClock } from './quiet_time.js';

/** Bits a second: speech stays clear, and three minutes stay far below the limit. */
const BITS = 24_000;

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
  return here?.recorder?.state === 'recording';
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
    this.mostMs = Number(root.dataset['mostSeconds']) * 1000;
    this.mostBytes = Number(root.dataset['mostBytes']);
    /** @type {MediaRecorder | undefined} */
    this.recorder = undefined;
    /** @type {Blob[]} */
    this.pieces = [];
    this.began = 0;
    this.told = 0;
    /** @type {ReturnType<typeof setInterval> | undefined} */
    this.timer = undefined;
    /** What is recorded and not kept yet. @type {Recorded | undefined} */
    this.unkept = undefined;
    this.part('[data-record]').addEventListener('click', () => void this.toggle());
    this.part('[data-send-again]').addEventListener('click', () => void this.send());
    document.addEventListener('submit', (event) => void this.beforeGoing(event), { capture: true });
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
    if (this.unkept) return;
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch (error) {
      this.tell(whyNot(error));
      return;
    }
    this.pieces = [];
    this.recorder = new MediaRecorder(stream, { audioBitsPerSecond: BITS });
    this.recorder.addEventListener('dataavailable', (event) => this.pieces.push(event.data));
    this.recorder.start(1_000);
    this.began = performance.now();
    this.part('[data-record]').textContent = 'Stop and keep it';
    this.timer = setInterval(() => this.look(), GLANCE);
  }

  look() {
    const ms = performance.now() - this.began;
    this.part('[data-recorder-status]').dataset['seconds'] = String(Math.floor(ms / 1000));
    this.tell(`Recording, ${asClock(ms)}.`);
    // The server locks after quiet minutes; somebody who speaks is not quiet.
    if (ms - this.told > STILL_HERE) {
      this.told = ms;
      touched();
      void fetch(location.pathname, { method: 'HEAD' }).catch(() => undefined);
    }
    const bytes = this.pieces.reduce((sum, piece) => sum + piece.size, 0);
    if (ms >= this.mostMs || bytes > this.mostBytes * 0.9) void this.end();
  }

  async end() {
    const { recorder } = this;
    if (!recorder || recorder.state !== 'recording') return;
    clearInterval(this.timer);
    this.told = 0;
    const over = new Promise((done) => recorder.addEventListener('stop', done, { once: true }));
    recorder.stop();
    await over;
    for (const track of recorder.stream.getTracks()) track.stop();
    this.part('[data-record]').textContent = 'Speak a note';
    const seconds = Math.min(Math.round((performance.now() - this.began) / 1000), this.mostMs / 1000);
    const sound = new Blob(this.pieces, { type: recorder.mimeType });
    if (sound.size === 0) {
      this.nothingHeard();
      return;
    }
    this.unkept = { sound, seconds: Math.max(1, seconds), record: crypto.randomUUID() };
    await this.send();
  }

  /** Sent again it lands once: the note has its id from here. */
  async send() {
    if (!this.unkept) return;
    const { sound, seconds, record } = this.unkept;
    if (keeper) {
      await keeper(this.unkept).then(() => this.keptElsewhere(), () => this.notKept(''));
      return;
    }
    const body = new FormData();
    body.set('file', sound, 'note');
    this.tell('');
    try {
      const headers = { Accept: 'application/json' };
      const to = `${this.to}?record=${record}&seconds=${seconds}`;
      const answer = await fetch(to, { method: 'POST', body, headers, redirect: 'manual' });
      if (answer.type === 'opaqueredirect') this.kept(record, seconds);
      else if (answer.status === 422) this.nothingHeard();
      else this.notKept(answer.status === 423 ? 'The notebook is locked: unlock it in another window, then try again.' : '');
    } catch {
      this.notKept('');
    }
  }

  /**
   * @param {string} record
   * @param {number} seconds
   */
  kept(record, seconds) {
    this.unkept = undefined;
    touched();
    this.part('[data-send-again]').hidden = true;
    this.tell('Kept. Only you can hear this.');
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

  /** Kept by whoever keeps notes on this page, who shows it too. */
  keptElsewhere() {
    this.unkept = undefined;
    this.part('[data-send-again]').hidden = true;
    this.tell('Kept. Only you can hear this.');
  }

  /** A note that was ended at once may hold nothing; it holds nobody up either. */
  nothingHeard() {
    this.unkept = undefined;
    this.part('[data-send-again]').hidden = true;
    this.tell('There is no sound in it, so nothing was kept. You can speak again, or go on.');
  }

  /** @param {string} why */
  notKept(why) {
    this.part('[data-send-again]').hidden = false;
    this.tell(`Not kept yet. ${why || 'The notebook did not take it.'} It is still on this page.`);
  }

  /**
   * Whoever goes on while speaking has the note kept first; and one that could not be kept holds the page.
   * @param {SubmitEvent} event
   */
  async beforeGoing(event) {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.matches('form.answer')) return;
    if (!isRecording() && !this.unkept) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (isRecording()) await this.end();
    else await this.send();
    if (!this.unkept) form.requestSubmit(event.submitter);
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
export async function startVoiceNotes() {
  const root = document.querySelector('[data-recorder]');
  if (!(root instanceof HTMLElement) || !('MediaRecorder' in window) || !navigator.mediaDevices) return;
  if (!('always' in root.dataset) && (await canUnderstand())) return;
  here = new VoiceNote(root);
  root.hidden = false;
}
