// A black screen for listening in the dark. Any key or touch brings the page back, and does nothing else.

export class ScreenOff {
  /** @param {(dark: boolean) => void} turned told when the screen goes off or comes back */
  constructor(turned) {
    this.turned = turned;
    this.cover = document.createElement('button');
    this.cover.type = 'button';
    this.cover.className = 'screen-off';
    this.cover.setAttribute('aria-label', 'Show the screen again');
    /** What had the focus before. @type {Element | null} */
    this.before = null;
    this.cover.addEventListener('click', () => this.off());
    addEventListener('keydown', (event) => this.key(event), { capture: true });
  }

  isOn() {
    return this.cover.isConnected;
  }

  on() {
    if (this.isOn()) return;
    this.before = document.activeElement;
    document.body.append(this.cover);
    this.cover.focus();
    this.turned(true);
  }

  off() {
    if (!this.isOn()) return;
    this.cover.remove();
    if (this.before instanceof HTMLElement) this.before.focus();
    this.turned(false);
  }

  /**
   * Shift alone is left to the way out, which has heard it already.
   * @param {KeyboardEvent} event
   */
  key(event) {
    if (!this.isOn() || event.key === 'Shift') return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.off();
  }
}
