// What both pages of the copy do: show what fits, say what happened, take the copy away.

import { removeAll } from './copy_store.js';

export class CopyPage {
  /** @param {HTMLElement} place */
  constructor(place) {
    this.place = place;
    this.status = place.querySelector('[data-copy-status]');
    place.querySelector('[data-copy-remove]')?.addEventListener('click', () => void this.remove());
  }

  /**
   * Shows what fits how things stand.
   * @param {string} state
   */
  show(state) {
    for (const piece of this.place.querySelectorAll('[data-when]')) {
      if (piece instanceof HTMLElement) piece.hidden = !piece.dataset['when']?.split(' ').includes(state);
    }
  }

  /** @param {string} day */
  madeOn(day) {
    for (const piece of this.place.querySelectorAll('[data-copy-made]')) piece.textContent = day;
  }

  /** @param {string} sentence */
  say(sentence) {
    if (this.status) this.status.textContent = sentence;
  }

  /** What is typed in a field; none of them is ever sent. @param {string} id */
  field(id) {
    return /** @type {HTMLInputElement} */ (this.place.querySelector(`#${id}`));
  }

  /** What has to be done after the copy is gone. @type {() => void} */
  removed = () => this.show('none');

  async remove() {
    try {
      await removeAll();
    } catch {
      this.say('The copy could not be removed. Close other windows of the notebook and try again.');
      return;
    }
    for (const open of this.place.querySelectorAll('details')) open.open = false;
    this.removed();
    this.say('The copy is gone from this device.');
  }
}
