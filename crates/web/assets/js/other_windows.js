// All windows of one browser show one notebook: when one of them locks or is left, the others do the same at once.
//
// Nothing but that is told. A window that shows nothing of a notebook (the lock, the page left behind) neither tells nor hears.

/** @typedef {'locked' | 'left'} Gone */

const windows = new BroadcastChannel('gone');

/** Tells every other window. @param {Gone} how */
export function tellOtherWindows(how) {
  windows.postMessage(how);
}

/**
 * Does the same here when another window has.
 * @param {Gone} how
 * @param {() => void} run
 */
export function onOtherWindow(how, run) {
  if (!document.querySelector('[data-idle-minutes]')) return;
  windows.addEventListener('message', (event) => {
    if (event.data === how) run();
  });
}
