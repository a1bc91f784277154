// What is told of an emergency while a session lasts: it is new once, and stands beside the numbers (K1).

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test from 'node:test';
import './no_page.js';

/** @type {any} */
const here = globalThis;

/** As much of an element as the page of a session asks of one. */
class Piece extends here.HTMLElement {
  textContent = '';
  hidden = true;
  dataset = {};
  /** @type {Piece[]} */
  children = [];

  setAttribute() {}

  /** @param {Piece[]} children */
  replaceChildren(...children) {
    this.children = children;
  }

  /** @param {string} _name @param {boolean} on */
  toggleAttribute(_name, on) {
    this.hidden = on;
  }
}

here.document = { querySelector: () => null, createElement: () => new Piece() };
const { Shown } = await import('../../crates/web/assets/js/session_shown.js');
const { rules } = JSON.parse(await readFile(new URL('session_rules.json', import.meta.url), 'utf8'));

/** The page with nothing noted but these events. @param {string[]} events @param {boolean} sitter */
function page(events, sitter = false) {
  /** @type {Record<string, Piece>} */
  const pieces = {};
  /** @param {string} selector */
  const piece = (selector) => (pieces[selector] ??= new Piece());
  const words = JSON.stringify({ rules, phases: [{ title: 'One', to: 1e9 }], clock: '' });
  const root = { dataset: { words }, querySelector: piece, querySelectorAll: (/** @type {string} */ all) => all.split(', ').map(piece) };
  const shown = new Shown(/** @type {any} */ (root));
  const facts = { answers: {}, anyUnsure: false, numbers: {}, events, route: null, setting: null };
  /** @type {any} */
  const view = { sitter, facts, pending: [] };
  shown.tick(view, 0);
  return { shown, view, urgent: piece('[data-urgent]'), seen: piece('[data-urgent-seen]') };
}

/** @param {any} view @param {string} event */
const notes = (view, event) => view.pending.push({ wrong: true, numbers: { [event]: 1 } });

test('K1: an emergency that is noted is new once, also where the clock moved before', () => {
  const { shown, view, urgent, seen } = page([]);
  assert.equal(shown.takeUrgent(view, 0), false);
  assert.ok(urgent.hidden && seen.hidden);
  notes(view, 'chest-pain');
  shown.tick(view, 1_000);
  assert.equal(shown.takeUrgent(view, 1_000), true);
  assert.equal(shown.takeUrgent(view, 2_000), false);
  assert.match(urgent.children[0]?.textContent ?? '', /^This is a sign of an emergency\./);
  assert.ok(!urgent.hidden && !seen.hidden);
  notes(view, 'took-more');
  assert.equal(shown.takeUrgent(view, 3_000), true, 'R41 is another one');
});

test('K1: what stood there when the page was opened is not new, and what is none opens nothing', () => {
  const { shown, view, urgent } = page(['chest-pain']);
  assert.equal(shown.takeUrgent(view, 0), false);
  assert.equal(urgent.children.length, 1);
  const calm = page([]);
  notes(calm.view, 'vomited-again');
  assert.equal(calm.shown.takeUrgent(calm.view, 0), false, 'R36 asks for a call, and is no emergency');
});

test('R13: a sitter reads what a sitter does, and the person what they can do', () => {
  const said = [true, false].map((sitter) => page(['not-safe'], sitter).urgent.children[0]?.textContent ?? '');
  assert.match(said[0] ?? '', /Stay with them\.$/);
  assert.match(said[1] ?? '', /^You may be in danger\./);
});
