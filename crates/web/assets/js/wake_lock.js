// Keeps the screen of this device from falling asleep while somebody listens, where the browser can do that.
//
// A browser lets go by itself once the page is out of sight; it is taken again when the page is back. Where it cannot be had
// (an older browser, a battery that is nearly empty) nothing is different from before, so nothing is said.

export class WakeLock {
  constructor() {
    this.wanted = false;
    /** @type {WakeLockSentinel | undefined} */
    this.lock = undefined;
    document.addEventListener('visibilitychange', () => void this.take());
  }

  /** The screen stays on from now. */
  hold() {
    this.wanted = true;
    void this.take();
  }

  /** The screen may go dark again. */
  letGo() {
    this.wanted = false;
    void this.lock?.release();
    this.lock = undefined;
  }

  async take() {
    if (!this.wanted || document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
    if (this.lock && !this.lock.released) return;
    try {
      const lock = await navigator.wakeLock.request('screen');
      // While it was asked for, it may have been let go, or been had already.
      if (!this.wanted || (this.lock && !this.lock.released)) await lock.release();
      else this.lock = lock;
    } catch {
      this.lock = undefined;
    }
  }
}
