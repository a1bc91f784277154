// A paced breath: by sight, by word and, if wished, by a soft tone. It can be stopped at any moment.
//
// The page holds `[data-breath]` with a list of `[data-phase]` items (kind, `data-ms`, the cue as text), the place
// for the cue and count, and the buttons. Rule B4: once a minute a line asks whether it still feels right.

import { countdown, momentAt } from './breath_clock.js';
import { touched } from './activity.js';

/** Hertz of the tone that begins a phase: a fifth apart, low and soft. */
const PITCH = { in: 264, hold: 220, out: 176 };

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
    this.length = Number(root.dataset['minutes'] ?? 3) * 60_000;
    this.still = matchMedia('(prefers-reduced-motion: reduce)');
    this.sound = root.dataset['sound'] === 'on';
    /** @type {AudioContext | undefined} */
    this.audio = undefined;
    this.began = 0;
    this.frame = 0;
    this.phase = -1;
    this.minute = 0;
    this.button('start').addEventListener('click', () => this.start());
    this.button('stop').addEventListener('click', () => this.stop(''));
    this.button('sound').addEventListener('click', () => this.turnSound(!this.sound));
    this.turnSound(this.sound);
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
    const button = this.button('sound');
    button.setAttribute('aria-pressed', String(on));
    button.textContent = on ? 'Sound is on' : 'Sound is off';
  }

  start() {
    this.began = performance.now();
    this.phase = -1;
    this.minute = 0;
    this.root.dataset['running'] = 'yes';
    this.part('check').hidden = true;
    this.show('stop');
    touched();
    this.tick();
  }

  /** @param {string} words */
  stop(words) {
    cancelAnimationFrame(this.frame);
    this.root.dataset['running'] = 'no';
    this.part('cue').textContent = words;
    this.part('count').textContent = '';
    this.part('circle').style.transform = '';
    void this.audio?.suspend();
    this.show('start');
  }

  tick() {
    const elapsed = performance.now() - this.began;
    if (elapsed >= this.length) {
      this.stop('That was the time. Go on when you like.');
      return;
    }
    this.askEachMinute(Math.floor(elapsed / 60_000));
    const moment = momentAt(this.phases, elapsed);
    if (moment) this.draw(moment);
    this.frame = requestAnimationFrame(() => this.tick());
  }

  /** @param {import('./breath_clock.js').Moment} moment */
  draw(moment) {
    const phase = this.phases[moment.index];
    const number = moment.breath * this.phases.length + moment.index;
    if (phase && number !== this.phase) {
      this.phase = number;
      this.part('cue').textContent = phase.cue;
      this.root.dataset['phaseNumber'] = String(number);
      if (this.sound) this.tone(PITCH[phase.kind]);
    }
    const count = String(countdown(moment));
    if (this.part('count').textContent !== count) this.part('count').textContent = count;
    if (!this.still.matches) this.part('circle').style.transform = `scale(${(0.55 + 0.45 * moment.size).toFixed(4)})`;
  }

  /** @param {number} minute */
  askEachMinute(minute) {
    if (minute === this.minute) return;
    this.minute = minute;
    this.part('check').hidden = false;
  }

  /** @param {number} hertz */
  tone(hertz) {
    this.audio ??= new AudioContext();
    void this.audio.resume();
    const now = this.audio.currentTime;
    const gain = this.audio.createGain();
    gain.gain.setValueAtTime(0.0001, now);
    gain.gain.exponentialRampToValueAtTime(0.12, now + 0.15);
    gain.gain.exponentialRampToValueAtTime(0.0001, now + 1.6);
    const source = new OscillatorNode(this.audio, { frequency: hertz });
    source.connect(gain).connect(this.audio.destination);
    source.start(now);
    source.stop(now + 1.7);
  }
}

/** Makes the breath on this page move. */
export function startBreath() {
  for (const root of document.querySelectorAll('[data-breath]')) {
    if (root instanceof HTMLElement) new Breath(root);
  }
}
