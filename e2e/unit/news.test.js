import assert from 'node:assert/strict';
import { test } from 'node:test';

import './no_page.js';
import { startNews } from '../../crates/web/assets/js/news.js';

/** A page with its line, and answers that come one after another. @param {Array<() => unknown>} answers */
function page(answers) {
  const line = { hidden: true };
  /** @type {string[]} */
  const asked = [];
  /** @type {any} */
  const here = globalThis;
  here.document = { hidden: false, addEventListener() {} };
  here.fetch = async (/** @type {string} */ address) => {
    asked.push(address);
    return answers[asked.length - 1]?.();
  };
  here.setTimeout = (/** @type {() => void} */ done) => queueMicrotask(done);
  /** @type {any} */
  const root = { dataset: { news: '/sharing/1/news?seen=0.0' }, querySelector: () => line };
  return { line, asked, root };
}

/** @param {boolean | undefined} answer */
const says = (answer) => () => ({ ok: true, json: async () => ({ new: answer }) });

test('the line shows once something came, whatever went wrong before, and nothing is asked after', async () => {
  const gone = () => {
    throw new Error('gone');
  };
  const { line, asked, root } = page([says(false), gone, () => ({ ok: false }), says(undefined), says(true)]);
  await startNews(root);
  assert.equal(line.hidden, false);
  assert.deepEqual(asked, Array(5).fill('/sharing/1/news?seen=0.0'));
});
