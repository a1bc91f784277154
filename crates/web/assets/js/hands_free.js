// Hands-free: the screen reads itself, leaves time to answer, and goes on. Begun by a press, for this run alone.
//
// Only with a voice that lives on this device. What is chosen, and every gate, waits for the person. It is fetched once
// somebody begins it: see `hands_free_door.js`.

import { touched } from './activity.js';
import { chime } from './chime.js';
import { carry, forget } from './hands_free_carry.js';
import { commandOf } from './hands_free_keys.js';
import { onDevice } from './on_device.js';
import { ScreenOff } from './screen_off.js';
import { pieces, say } from './speech.js';
import { answer, choices } from './spoken_answer.js';
import { commandIn } from './spoken_words.js';
import { isRecording, toggleNote } from './voice_note.js';
import { WakeLock } from './wake_lock.js';

/** How often the pause is looked at, in milliseconds. */
const GLANCE = 200;

export class HandsFree {
  /**
   * @param {HTMLElement} panel
   * @param {import('./quiet_time.js').QuietTime | undefined} quiet the quiet time of this screen, if it is one
   */
  constructor(panel, quiet) {
    this.panel = panel;
    this.run = panel.dataset['handsFree'] ?? '';
    this.goesOn = panel.dataset['goesOn'] === 'yes';
    this.pause = Number(panel.dataset['answerSeconds']) * 1000;
    this.rings = panel.dataset['chimes'] === 'on';
    this.form = document.querySelector('form.answer');
    this.quiet = quiet;
    this.awake = new WakeLock();
    this.dark = new ScreenOff((dark) => this.darken(dark));
    /** @type {'off' | 'reading' | 'turn' | 'resting' | 'leaving'} */
    this.state = 'off';
    this.wasReading = false;
    /** Since when nobody said or typed anything. */
    this.quietSince = 0;
    this.askedAgain = false;
    this.deaf = false;
    /** @type {import('./on_device.js').OnDevice | undefined} */
    this.ear = undefined;
    /** Told when the mode begins or ends. @type {(on: boolean) => void} */
    this.turned = () => {};
    this.wire();
  }

  wire() {
    this.part('hold').addEventListener('click', () => this.hold());
    this.part('stop').addEventListener('click', () => this.stop());
    this.part('dark').addEventListener('click', () => this.dark.on());
    this.part('ear').addEventListener('click', () => this.turnEar(!this.deaf));
    document.addEventListener('keydown', (event) => {
      const command = this.state === 'off' ? undefined : commandOf(event);
      if (!command) return;
      event.preventDefault();
      this.do(command);
    });
    document.addEventListener('input', () => this.stir());
    document.addEventListener('submit', (event) => this.handOn(event));
    document.addEventListener('click', (event) => this.follow(event));
    addEventListener('pagehide', () => this.hush());
    setInterval(() => this.look(), GLANCE);
  }

  /** @param {string} name */
  part(name) {
    const found = this.panel.querySelector(`[data-hands-free-${name}]`);
    if (!(found instanceof HTMLElement)) throw new Error(`hands-free has no ${name}`);
    return found;
  }

  /** @param {string} words */
  tell(words) {
    this.part('status').textContent = words;
  }

  /** @param {import('./hands_free_carry.js').Carried | undefined} carried */
  begin(carried) {
    this.panel.hidden = false;
    this.panel.focus();
    this.deaf = carried?.deaf ?? false;
    this.awake.hold();
    if (carried?.dark) this.dark.on();
    this.turned(true);
    void this.findEar();
    this.read();
  }

  /**
   * Whoever turned the screen off wants no light; otherwise the device does not fall asleep in the middle of a question.
   * @param {boolean} dark
   */
  darken(dark) {
    if (dark || this.state === 'off') this.awake.letGo();
    else this.awake.hold();
  }

  async findEar() {
    this.ear ??= await onDevice();
    if (!this.ear) return;
    this.ear.heard = (said) => this.hear(said);
    this.ear.speaking = () => this.stir();
    this.ear.failed = () => {
      this.turnEar(true);
      this.tell('The microphone is missing, or this page may not use it. You can type, or use the keys.');
    };
    this.part('ear').hidden = false;
    this.turnEar(this.deaf);
  }

  /** @param {boolean} deaf */
  turnEar(deaf) {
    this.deaf = deaf;
    this.part('ear').setAttribute('aria-pressed', String(!deaf));
    this.part('ear').textContent = deaf ? 'Listening is off' : 'Listening, on this device';
    if (deaf) this.ear?.rest();
    else if (this.state === 'turn') this.ear?.listen();
  }

  read() {
    const options = this.form instanceof HTMLFormElement ? choices(this.form) : [];
    this.say([...pieces(), ...options], 'Reading.');
  }

  /**
   * Says this, then it is the person's turn.
   * @param {string[]} texts
   * @param {string} status
   */
  say(texts, status) {
    this.state = 'reading';
    // It would hear itself.
    this.ear?.rest();
    touched();
    this.tell(status);
    say(texts, () => this.state === 'reading' && this.turn(), () => {
      if (this.state === 'reading') this.hold('The browser wants a press first: Space, or “Carry on”.');
    });
  }

  turn() {
    this.state = 'turn';
    this.quietSince = performance.now();
    this.tell(this.whatNow());
    if (this.quiet) {
      this.quiet.atEnd = () => this.state === 'turn' && this.press('next');
      this.quiet.begin();
    } else if (this.rings) {
      chime();
    }
    if (!this.deaf) this.ear?.listen();
  }

  /** Whether this screen goes on after a silence. */
  isTimed() {
    return this.goesOn && !this.quiet && this.pause > 0;
  }

  whatNow() {
    if (this.quiet) return 'A quiet time. It goes on by itself.';
    if (this.isTimed()) return `Your turn. After ${this.pause / 1000} quiet seconds it goes on.`;
    return this.form ? 'It waits for you. Enter goes on.' : 'It waits for you. Choose below.';
  }

  look() {
    if (isRecording()) this.stir();
    if (this.state !== 'turn' || !this.isTimed()) return;
    if (performance.now() - this.quietSince >= this.pause) this.press('next');
  }

  stir() {
    this.quietSince = performance.now();
  }

  /** @param {string} said */
  hear(said) {
    if (this.state !== 'turn') return;
    this.stir();
    touched();
    const command = commandIn(said);
    if (command) {
      this.do(command);
      return;
    }
    const noted = this.form instanceof HTMLFormElement ? answer(this.form, said) : undefined;
    if (noted === '') this.tell('Heard. Say more, or wait.');
    else if (noted !== undefined) this.say([noted, 'Say “next” to go on.'], noted);
    else if (!this.askedAgain) {
      this.askedAgain = true;
      this.say(['I did not catch that. Please say it once more.'], 'Not understood. Please say it once more.');
    } else {
      this.tell('Not understood. It waits for you: type it, choose it, or use the keys.');
    }
  }

  /** @param {string} command */
  do(command) {
    if (command === 'stop') this.stop();
    else if (command === 'pause') this.hold();
    else if (command === 'note') this.note();
    else if (command === 'help') location.assign('/help-now');
    else this.press(command);
  }

  /** A note is spoken into silence: whatever was read stops. */
  note() {
    if (this.state === 'reading') {
      speechSynthesis.cancel();
      this.turn();
    }
    this.ear?.rest();
    toggleNote();
  }

  /**
   * Presses a button of the form; a gate has none, so nothing passes it.
   * @param {string} value
   */
  press(value) {
    const button = document.querySelector(`form.answer button[name="go"][value="${value}"]`);
    if (!(button instanceof HTMLButtonElement) || !button.form) return;
    this.hush();
    this.state = 'leaving';
    this.tell('');
    button.form.requestSubmit(button);
  }

  /**
   * Rests, or carries on where it rested.
   * @param {string} [why]
   */
  hold(why = 'Held. Space carries on.') {
    const resting = this.state === 'resting';
    this.part('hold').textContent = resting ? 'Hold on' : 'Carry on';
    if (resting) {
      if (this.wasReading) this.read();
      else this.turn();
      return;
    }
    this.wasReading = this.state === 'reading';
    this.state = 'resting';
    this.hush();
    this.tell(why);
  }

  hush() {
    speechSynthesis.cancel();
    this.ear?.rest();
    this.quiet?.rest();
  }

  stop() {
    this.state = 'off';
    this.hush();
    forget();
    this.dark.off();
    this.awake.letGo();
    this.panel.hidden = true;
    this.part('hold').textContent = 'Hold on';
    this.turned(false);
    this.quiet?.begin();
  }

  /**
   * The next screen goes on like this one; not after “too much”, a pause, or another part.
   * @param {SubmitEvent} event
   */
  handOn(event) {
    const form = event.target;
    if (this.state === 'off' || !(form instanceof HTMLFormElement)) return;
    const button = event.submitter;
    const go = button instanceof HTMLButtonElement ? button.value : '';
    const goesOn = form === this.form ? ['next', 'back', 'skip', 'more'].includes(go) : form.action.endsWith('/go');
    if (goesOn) this.carry();
    else forget();
  }

  /**
   * A gate leads back to its question by a link.
   * @param {Event} event
   */
  follow(event) {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (this.state !== 'off' && link?.pathname.startsWith(`${this.run}/`)) this.carry();
  }

  carry() {
    carry({ run: this.run, dark: this.dark.isOn(), deaf: this.deaf });
  }
}
