// Goes to the lock by itself when nothing was asked of the notebook for as long as the settings say.
//
// The server locks on its own; this only makes sure that the words do not stay on the screen.

import { isOver, lastTouched } from './activity.js';
import { flushAll } from './drafts.js';

/** How often the clock is looked at, in milliseconds. Also looked at when the page is shown again. */
const GLANCE = 10_000;

/** Watches the clock on pages that say how long to wait (`data-idle-minutes`). */
export function startIdle() {
  const said = document.querySelector('[data-idle-minutes]')?.getAttribute('data-idle-minutes');
  const minutes = Number(said ?? 0);
  if (!(minutes > 0)) return;
  const look = () => {
    if (isOver(lastTouched(), Date.now(), minutes)) void lock();
  };
  setInterval(look, GLANCE);
  document.addEventListener('visibilitychange', look);
}

async function lock() {
  // Usually nothing is left to send, and then nothing is asked that would count as activity.
  await flushAll();
  location.replace(`/unlock?next=${encodeURIComponent(location.pathname)}`);
}
