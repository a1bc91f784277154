// The large clock of a session: how long it has been, counted on from what the page said when it came. It counts by a clock
// that only goes forward, so that a device whose time is set anew shows no jump. The screen stays on while it runs.

import { WakeLock } from './wake_lock.js';

/**
 * Has a clock go on.
 * @param {HTMLElement} clock
 */
export function runClock(clock) {
  const since = Number(clock.dataset['since']) * 1000 - performance.now();
  const show = () => {
    const minutes = Math.floor((since + performance.now()) / 60_000);
    clock.textContent = `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
  };
  show();
  setInterval(show, 1000);
  new WakeLock().hold();
}
