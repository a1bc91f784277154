// When something was last asked of the notebook: every answer from the server counts, as it does there.

/** A little longer than the server waits, so that it has locked when we ask. Milliseconds. */
const GRACE = 2_000;

let last = Date.now();

/** All windows of the notebook share one lock, so each tells the others; nothing but the moment is told. */
const windows = typeof document === 'undefined' ? null : new BroadcastChannel('touched');
windows?.addEventListener('message', () => {
  last = Date.now();
});
// That a page of the open notebook came is activity too; the lock, or the page left behind, is none.
if (windows && document.querySelector('[data-idle-minutes]')) windows.postMessage(null);

/** Something was asked of the notebook. */
export function touched() {
  last = Date.now();
  windows?.postMessage(null);
}

/** When that was, in milliseconds of the wall clock. */
export function lastTouched() {
  return last;
}

/**
 * Whether so many minutes have passed. The wall clock is asked because it also counts while the machine sleeps.
 * @param {number} since milliseconds
 * @param {number} now milliseconds
 * @param {number} minutes 0 means never
 */
export function isOver(since, now, minutes) {
  return minutes > 0 && now - since >= minutes * 60_000 + GRACE;
}
