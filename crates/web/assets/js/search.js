// Searches as one types. The words travel in the body of a request, never in an address.
//
// The page holds `form[data-search]`, a place for the hits (`[data-search-hits]`) and one for their number
// (`[data-search-count]`, spoken politely). Without this module the form simply submits.

import { touched } from './activity.js';

/** How long typing rests before a search begins, in milliseconds. */
const REST = 120;

/**
 * A piece of text; `hit` where it matches.
 * @typedef {{text: string, hit: boolean}} Piece
 * @typedef {{href: string, title: string, when: string, pieces: Piece[]}} Hit
 * @typedef {{count: string, hits: Hit[]}} Found
 */

class Search {
  /**
   * @param {HTMLFormElement} form
   * @param {Element} hits
   * @param {Element | null} count
   */
  constructor(form, hits, count) {
    this.form = form;
    this.hits = hits;
    this.count = count;
    /** What the page showed before anybody searched. */
    this.before = [...hits.childNodes];
    this.asked = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    form.addEventListener('input', () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => void this.ask(), REST);
    });
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      clearTimeout(this.timer);
      void this.ask();
    });
  }

  async ask() {
    const turn = ++this.asked;
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) {
      if (typeof value === 'string') body.append(name, value);
    }
    if ((body.get('q') ?? '').trim() === '') {
      this.show('', this.before);
      return;
    }
    const found = await fetchFound(this.form.action, body);
    // An answer that somebody has typed past is dropped.
    if (turn !== this.asked) return;
    if (found) this.show(found.count, found.hits.map(drawn));
    else this.say('The notebook is not answering. Nothing is lost: try again in a moment.');
  }

  /**
   * @param {string} count
   * @param {Node[]} nodes
   */
  show(count, nodes) {
    this.hits.replaceChildren(...nodes);
    this.say(count);
  }

  /** @param {string} words */
  say(words) {
    if (this.count) this.count.textContent = words;
  }
}

/**
 * @param {string} action
 * @param {URLSearchParams} body
 * @returns {Promise<Found | undefined>}
 */
async function fetchFound(action, body) {
  try {
    const answer = await fetch(action, { method: 'POST', body, headers: { Accept: 'application/json' }, redirect: 'error' });
    touched();
    if (answer.status === 423) location.replace(`/unlock?next=${encodeURIComponent(location.pathname)}`);
    return answer.ok ? await answer.json() : undefined;
  } catch {
    return undefined;
  }
}

/**
 * One hit, built node by node: words are never read as markup.
 * @param {Hit} hit
 */
function drawn(hit) {
  const item = document.createElement('li');
  item.className = 'hit';
  const link = document.createElement('a');
  link.href = hit.href;
  link.append(hit.title);
  const when = document.createElement('span');
  when.className = 'hit-when';
  when.append(hit.when);
  const words = document.createElement('p');
  for (const piece of hit.pieces) {
    if (!piece.hit) {
      words.append(piece.text);
      continue;
    }
    const mark = document.createElement('mark');
    mark.append(piece.text);
    words.append(mark);
  }
  item.append(link, when, words);
  return item;
}

/** Makes the search of this page answer as one types. */
function startSearch() {
  const form = document.querySelector('form[data-search]');
  const hits = document.querySelector('[data-search-hits]');
  if (form instanceof HTMLFormElement && hits) new Search(form, hits, document.querySelector('[data-search-count]'));
}

startSearch();
