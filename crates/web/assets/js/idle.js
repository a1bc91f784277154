// Goes to the lock by itself when nothing was asked of the notebook for as long as the settings say.
//
// The server locks on its own as well. But its clock and this one never agree to the moment: if this page only looked
// whether it is locked yet, asking would count as activity, and the words would be back on the screen.

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
  await flushAll();
  try {
    await fetch('/lock', { method: 'POST', redirect: 'manual' });
  } catch {
    // The server has gone away, and every open notebook with it.
  }
  location.replace(`/unlock?next=${encodeURIComponent(location.pathname)}`);
}
