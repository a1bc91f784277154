// A paced breath: by sight, by word and, if wished, by a soft tone. It can be stopped at any moment.
//
// What is shown follows from the time that has passed, so nothing drifts. A tab in the background draws nothing and has its
// timers slowed down; there the tones go on, because they are set ahead on the clock of the sound itself, and what is
// shown on return is right at once.
//
// The page holds `[data-breath]` with a list of `[data-phase]` items (kind, `data-ms`, the cue as text), the place
// for the cue and count, and the buttons. Rule B4: once a minute a line asks whether it still feels right.

import { beginnings, countdown, momentAt } from './breath_clock.js';
import { touched } from './activity.js';

/** Hertz of the tone that begins a phase: a fifth apart, low and soft. */
const PITCH = { 'in': 264, 'top-up': 297, 'hold': 220, 'out': 176 };

/** Milliseconds of vibration that begin a phase. @type {Record<string, number[]>} */
const PULSE = { 'in': [60], 'top-up': [40], 'hold': [20], 'out': [60, 80, 60] };

/** How far ahead tones are set, in milliseconds: further than the slowest timers of a hidden tab are apart. */
const AHEAD = 75_000;

/** How often the notebook hears that somebody is here: it locks after quiet minutes, and whoever breathes is not quiet. */
const STILL_HERE = 20_000;

/** @param {Element} root */
function phasesOf(root) {
  return [...root.querySelectorAll('[data-phase]')].map((item) => ({
    kind: /** @type {import('./breath_clock.js').Phase['kind']} */ (item.getAttribute('data-phase') ?? 'in'),
    ms: Number(item.getAttribute('data-ms')),
    cue: item.getAttribute('data-cue') ?? '',
  }));
}

class Breath {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.phases = phasesOf(root);
    this.length = Number(root.dataset['seconds'] ?? 180) * 1000;
    this.still = matchMedia('(prefers-reduced-motion: reduce)');
    this.sound = root.dataset['sound'] === 'on';
    /** @type {AudioContext | undefined} */
    this.audio = undefined;
    this.began = 0;
    this.frame = 0;
    this.phase = -1;
    this.minute = 0;
    this.told = 0;
    /** Tones that are set: where in the breath each begins, and how to take it back. @type {Map<number, OscillatorNode>} */
    this.tones = new Map();
    this.vibrates = false;
    /** What is said after the first minute. @type {string | undefined | null} */
    this.first = undefined;
    /** @type {number | undefined} */
    this.timer = undefined;
    this.button('start').addEventListener('click', () => this.start());
    this.button('stop').addEventListener('click', () => this.stop(''));
    this.button('sound').addEventListener('click', () => this.turnSound(!this.sound));
    this.turnSound(this.sound);
    this.offerVibration();
    this.listen();
    this.show('start');
    this.part('controls').hidden = false;
  }

  /** @param {string} name */
  part(name) {
    const found = this.root.querySelector(`[data-breath-${name}]`);
    if (!(found instanceof HTMLElement)) throw new Error(`the breath has no ${name}`);
    return found;
  }

  /** @param {string} name */
  button(name) {
    return this.part(name);
  }

  /** @param {'start' | 'stop'} which */
  show(which) {
    const other = which === 'start' ? 'stop' : 'start';
    const held = this.button(other) === document.activeElement;
    this.button(which).hidden = false;
    this.button(other).hidden = true;
    if (held) this.button(which).focus();
  }

  /** @param {boolean} on */
  turnSound(on) {
    this.sound = on;
    if (!on) this.silence();
    const button = this.button('sound');
    button.setAttribute('aria-pressed', String(on));
    button.textContent = on ? 'Sound is on' : 'Sound is off';
  }

  /** Where nothing can vibrate there is no button for it. */
  offerVibration() {
    if (!('vibrate' in navigator)) return;
    const button = this.button('vibration');
    button.hidden = false;
    button.addEventListener('click', () => {
      this.vibrates = !this.vibrates;
      button.setAttribute('aria-pressed', String(this.vibrates));
      button.textContent = this.vibrates ? 'Vibration is on' : 'Vibration is off';
    });
  }

  /** A sign stops the breath at once, before the page that it leads to is there; so does sending the form. */
  listen() {
    for (const sign of this.root.querySelectorAll('[data-breath-sign]')) {
      sign.addEventListener('click', () => this.stopBy(sign));
    }
    this.root.closest('form')?.addEventListener('submit', () => this.stop(''));
    document.addEventListener('visibilitychange', () => this.look());
  }

  /** Says in the form which sign it was, so that it is there too when the notebook has locked meanwhile. @param {Element} sign */
  stopBy(sign) {
    this.stop('');
    const tapped = this.root.closest('form')?.querySelector('[data-breath-tapped]');
    if (tapped instanceof HTMLInputElement && sign instanceof HTMLButtonElement) tapped.value = sign.value;
  }

  start() {
    const minutes = this.root.closest('form')?.querySelector('[data-breath-minutes]');
    if (minutes instanceof HTMLSelectElement) this.length = Number(minutes.value) * 60_000;
    this.began = performance.now();
    this.phase = -1;
    this.minute = 0;
    this.told = 0;
    this.root.dataset['running'] = 'yes';
    this.part('check').hidden = true;
    this.show('stop');
    touched();
    if (this.sound) this.audio ??= new AudioContext();
    void this.audio?.resume();
    this.timer = window.setInterval(() => this.look(), 1000);
    this.tick();
  }

  /** @param {string} words */
  stop(words) {
    if (this.root.dataset['running'] !== 'yes') return;
    cancelAnimationFrame(this.frame);
    clearInterval(this.timer);
    this.silence();
    this.note(Math.min(this.length, performance.now() - this.began));
    if ('vibrate' in navigator) navigator.vibrate(0);
    this.root.dataset['running'] = 'no';
    this.part('cue').textContent = words;
    this.part('count').textContent = '';
    this.part('circle').style.transform = '';
    void this.audio?.suspend();
    this.show('start');
  }

  /** Says in the form how long it was. @param {number} elapsed */
  note(elapsed) {
    const done = this.root.closest('form')?.querySelector('[data-breath-done]');
    if (done instanceof HTMLInputElement) done.value = String(Math.round(elapsed / 1000));
  }

  tick() {
    this.look();
    if (this.root.dataset['running'] === 'yes') this.frame = requestAnimationFrame(() => this.tick());
  }

  /** Shows the moment that it is now. */
  look() {
    if (this.root.dataset['running'] !== 'yes') return;
    const elapsed = performance.now() - this.began;
    if (elapsed >= this.length) {
      this.stop('That was the time. Go on when you like.');
      return;
    }
    this.askEachMinute(Math.floor(elapsed / 60_000));
    this.sayStillHere(Math.floor(elapsed / STILL_HERE));
    const moment = momentAt(this.phases, elapsed);
    if (moment) this.draw(moment);
    if (this.sound) this.setTones(elapsed);
  }

  /** @param {import('./breath_clock.js').Moment} moment */
  draw(moment) {
    const phase = this.phases[moment.index];
    const number = moment.breath * this.phases.length + moment.index;
    if (phase && number !== this.phase) {
      this.phase = number;
      this.part('cue').textContent = phase.cue;
      this.root.dataset['phaseNumber'] = String(number);
      if (this.vibrates) navigator.vibrate(PULSE[phase.kind] ?? []);
    }
    const count = String(countdown(moment));
    if (this.part('count').textContent !== count) this.part('count').textContent = count;
    if (!this.still.matches) this.part('circle').style.transform = `scale(${(0.55 + 0.45 * moment.size).toFixed(4)})`;
  }

  /** @param {number} minute */
  askEachMinute(minute) {
    if (minute === this.minute) return;
    this.minute = minute;
    const passed = this.part('passed');
    this.first ??= passed.textContent;
    passed.textContent = minute === 1 ? this.first : (passed.dataset['later'] ?? '').replace('{minutes}', String(minute));
    this.part('check').hidden = false;
  }

  /** @param {number} turn */
  sayStillHere(turn) {
    if (turn === this.told) return;
    this.told = turn;
    touched();
    void fetch(location.pathname, { method: 'HEAD' }).catch(() => undefined);
  }

  /** Sets the tones of the coming phases on the clock of the sound. @param {number} elapsed */
  setTones(elapsed) {
    const audio = (this.audio ??= new AudioContext());
    for (const { at, kind } of beginnings(this.phases, elapsed - 50, Math.min(elapsed + AHEAD, this.length))) {
      if (!this.tones.has(at)) this.tones.set(at, tone(audio, PITCH[kind], audio.currentTime + Math.max(0, at - elapsed) / 1000));
    }
  }

  /** Takes back what is set. */
  silence() {
    for (const source of this.tones.values()) source.stop();
    this.tones.clear();
  }
}

/**
 * @param {AudioContext} audio
 * @param {number} hertz
 * @param {number} at on the clock of the sound
 */
function tone(audio, hertz, at) {
  const gain = audio.createGain();
  gain.gain.setValueAtTime(0.0001, at);
  gain.gain.exponentialRampToValueAtTime(0.12, at + 0.15);
  gain.gain.exponentialRampToValueAtTime(0.0001, at + 1.6);
  const source = new OscillatorNode(audio, { frequency: hertz });
  source.connect(gain).connect(audio.destination);
  source.start(at);
  source.stop(at + 1.7);
  return source;
}

/** Makes the breath on this page move. */
export function startBreath() {
  for (const root of document.querySelectorAll('[data-breath]')) {
    if (root instanceof HTMLElement) new Breath(root);
  }
}

startBreath();
