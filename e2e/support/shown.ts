// What a page shows and what it is built of, so that hostile words can be compared with plain ones.

import { type Page, expect } from '@playwright/test';

/** Everything a person reads on the page and in its fields. */
export async function shown(page: Page) {
  return page.evaluate(() => {
    const fields = [...document.querySelectorAll('input, textarea')];
    const values = fields.map((field) => (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? field.value : ''));
    return [document.body.textContent, ...values].join('\u0001');
  });
}

/** Every element with the names of its attributes, without what stands in them. */
export async function skeleton(page: Page) {
  return page.evaluate(() => [...document.querySelectorAll('*')].map((element) => [element.localName, ...element.getAttributeNames()].join(' ')));
}

/** What pages of ours hold themselves: modules, pictures drawn or chosen here, voice notes, shapes for a script to fill. */
const OURS = {
  script: '[src^="/assets/"]',
  img: '.drawn, .part-picture',
  audio: '[src^="/recordings/"], .voice-note > audio',
  template: '[data-note], [data-help]',
};

/** Elements that no page of ours has. */
const FOREIGN = `main :is(${Object.entries(OURS).map(([name, ours]) => `${name}:not(${ours})`).join(', ')}, iframe, object, embed, style, link, math, video, marquee, meta, base, animate, foreignObject)`;

/** Shows every one of these letter for letter, and has no element that a text could have brought. */
export async function showsAll(page: Page, texts: string[], where: string) {
  const all = await shown(page);
  const missing = texts.filter((text) => !all.includes(text));
  expect(missing, `shown letter for letter: ${where}`).toEqual([]);
  expect(await page.locator(FOREIGN).count(), `foreign elements: ${where}`).toBe(0);
}

/** Is built like the same page with plain words. */
export async function builtLike(page: Page, plain: string[], where: string) {
  expect(await skeleton(page), `built like with plain words: ${where}`).toEqual(plain);
}
