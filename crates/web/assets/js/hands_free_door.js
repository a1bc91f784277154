// The way into hands-free: the button where the device has a voice, and the screen that goes on like the one before. What
// moves there is fetched only then, so that no other page pays for it.

import { fetched } from './fetched.js';
import { forget, taken } from './hands_free_carry.js';
import { commandOf } from './hands_free_keys.js';
import { quietTime } from './quiet_time.js';
import { localVoice } from './speech.js';

/** Shows “Hands-free” where the device has a voice, and goes on with it where the screen before did. */
export function startHandsFree() {
  const quiet = quietTime();
  const panel = document.querySelector('[data-hands-free]');
  if (!(panel instanceof HTMLElement)) {
    forget();
    quiet?.begin();
    return;
  }
  const carried = taken(panel.dataset['handsFree'] ?? '');
  const start = document.querySelector('[data-hands-free-start]');
  const aloud = document.querySelector('[data-read-aloud]');
  /** @type {Promise<import('./hands_free.js').HandsFree | undefined> | undefined} */
  let mode;
  const make = async () => {
    const module = await fetched(import('./hands_free.js'));
    if (!module) return undefined;
    const made = new module.HandsFree(panel, quiet);
    made.turned = (on) => {
      if (start instanceof HTMLElement) start.hidden = on;
      if (aloud instanceof HTMLElement) aloud.hidden = on;
      if (!on && start instanceof HTMLElement) start.focus();
    };
    return made;
  };
  /** @param {import('./hands_free_carry.js').Carried | undefined} from */
  const begin = async (from) => {
    // A key that is pressed before it is there counts all the same, “too much” above all.
    /** @type {string[]} */
    const pressed = [];
    /** @param {KeyboardEvent} event */
    const keep = (event) => {
      const command = commandOf(event);
      if (!command) return;
      event.preventDefault();
      pressed.push(command);
    };
    document.addEventListener('keydown', keep);
    const made = await (mode ??= make());
    document.removeEventListener('keydown', keep);
    if (!made) {
      // Nothing answers now; the button tries again.
      mode = undefined;
      return;
    }
    made.begin(from);
    for (const command of pressed) made.do(command);
  };
  if (start instanceof HTMLElement) start.addEventListener('click', () => void begin(undefined));
  // Voices may come a moment after the page.
  let shown = false;
  const show = () => {
    if (shown || !localVoice()) return;
    shown = true;
    if (start instanceof HTMLElement) start.hidden = false;
    if (carried) void begin(carried);
  };
  // What it reads itself is not read a second time by the setting.
  if (carried && aloud instanceof HTMLElement) aloud.dataset['readAloud'] = '';
  if (!carried) quiet?.begin();
  show();
  if ('speechSynthesis' in window) speechSynthesis.addEventListener('voiceschanged', show);
}
