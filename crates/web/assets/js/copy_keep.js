// Keeps a sealed copy of the plan in this browser, from the plan's own page; says when it is older than the plan.

import { touched } from './activity.js';
import { CopyPage } from './copy_page.js';
import { open, plainWord, seal } from './copy_seal.js';
import { readCopy, removeAll, writeCopy } from './copy_store.js';
import { keepPages } from './kept_pages.js';

/** A shorter word is guessed too soon. */
const SHORTEST = 8;

/** Sentences a person reads. */
const SAYS = {
  short: `Take a longer word: ${SHORTEST} letters at the least, better several words.`,
  differ: 'The two are not the same. Type the word again, twice.',
  working: 'Sealing …',
  kept: 'Kept. The copy opens with your word, without a network and without this program.',
  failed: 'No copy was kept, and what was here before is as it was. Look whether the notebook is still open, then try again.',
};

/** @param {HTMLElement} place */
export async function startKeeping(place) {
  await new Keeping(place).start();
}

class Keeping {
  /** @param {HTMLElement} place */
  constructor(place) {
    this.place = place;
    this.page = new CopyPage(place);
    this.page.removed = () => void this.look();
    const form = place.querySelector('[data-copy-form]');
    form?.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.keep();
    });
  }

  async start() {
    if (this.place.dataset['erased'] !== undefined && (await readCopy())) await removeAll();
    const copy = await this.look();
    // A page or a country may have changed since; whoever keeps a copy gets them anew.
    if (copy) await keepPages(this.country()).catch(() => undefined);
  }

  country() {
    return this.place.dataset['country'] ?? '';
  }

  /** Shows how things stand. */
  async look() {
    const copy = await readCopy();
    const { of } = this.place.dataset;
    this.place.hidden = !copy && of === undefined;
    if (copy) this.page.madeOn(copy.made);
    const state = copy && of === undefined ? 'left' : copy && copy.of !== of ? 'older' : copy ? 'here' : 'none';
    this.page.show(state);
    return copy;
  }

  async keep() {
    const [first, second] = [this.page.field('copy-word'), this.page.field('copy-again')];
    const word = first.value;
    const wrong = plainWord(word).length < SHORTEST ? SAYS.short : plainWord(word) !== plainWord(second.value) ? SAYS.differ : '';
    if (wrong) {
      this.page.say(wrong);
      first.focus();
      return;
    }
    this.page.say(SAYS.working);
    const before = await readCopy();
    try {
      await keepWith(word, this.country());
    } catch {
      if (!before) await removeAll().catch(() => undefined);
      this.page.say(SAYS.failed);
      return;
    }
    first.value = '';
    second.value = '';
    for (const details of this.place.querySelectorAll('details')) details.open = false;
    await this.look();
    this.page.say(SAYS.kept);
  }
}

/**
 * Fetches the words, seals them, keeps them, and opens what was kept once, to see that it does.
 * @param {string} word
 * @param {string} country
 */
async function keepWith(word, country) {
  const answer = await fetch('/plan/copy', { method: 'POST', headers: { Accept: 'application/json' }, redirect: 'error' });
  if (!answer.ok) throw new Error(`${answer.status}`);
  touched();
  const { of, made, plan } = await answer.json();
  const copy = await seal(word, plan, { of, made });
  await keepPages(country);
  await writeCopy(copy);
  void navigator.storage?.persist?.();
  const there = await readCopy();
  if (!there || !(await open(word, there))) throw new Error('what was kept does not open');
}
