// T46 and the canary: nothing outside the pages tells what this is or what was written.

import { begin, beginExercise, lock, shownWords, unlock, walkTo, write } from '../support/person.ts';
import { expect, test } from '../support/test.ts';

/** Words that must not stand in a title, an address or a name of anything stored in the browser. */
const TELLING = /\b(ifs|internal family|part|parts|protector|exile|manager|firefighter|ketamine|therapy|therapist|depression|anxiety|trauma|suicid\w*|hearken)\b/i;

/** Addresses of our own pages say where one is in the notebook; what they may not do is say more than that. */
const OWN_ADDRESS = /^\/(parts|exercises)(\/|$)/;

const CANARY = 'cobaltheron';

test('what is seen from outside is neutral while the notebook is locked', async ({ page, watch }) => {
  watch.allow(/404/);
  await begin(page);
  await lock(page);
  for (const path of ['/', '/unlock', '/recover', '/away', '/join', '/join/over', '/nowhere']) {
    await page.goto(path);
    expect(await page.title()).toBe('Notebook');
    expect(await page.locator('body').innerText(), path).not.toMatch(TELLING);
    const icon = await page.locator('link[rel="icon"]').getAttribute('href');
    expect(icon).not.toMatch(TELLING);
  }
  // What a phone shows of an installed notebook.
  const manifest = await page.locator('link[rel="manifest"]').getAttribute('href');
  const said = await (await page.request.get(manifest ?? '')).text();
  expect(JSON.parse(said).name).toBe('Notebook');
  expect(said).not.toMatch(TELLING);
});

test('a canary typed into every field is found in no address, title or storage of the browser', async ({ page, context, server }) => {
  test.setTimeout(180_000);
  const outside: string[] = [];
  context.on('request', (request) => outside.push(request.url(), request.headers()['referer'] ?? ''));
  page.on('framenavigated', (frame) => outside.push(frame.url()));
  await begin(page);
  await write(page, `${CANARY} quick`);
  const fillAll = async () => {
    for (const field of await page.locator('main :is(textarea, input[type="text"], input[type="search"])').all()) {
      if (await field.isVisible()) await field.fill(`${CANARY} in a field`);
    }
    await page.waitForTimeout(900);
    outside.push(await page.title());
  };
  for (const path of ['/', '/journal/new', '/journal', '/parts/new']) {
    await page.goto(path);
    await fillAll();
  }
  await beginExercise(page);
  for (const screen of ['situation', 'who', 'picture', 'body', 'purpose', 'own-questions', 'process']) {
    await walkTo(page, screen);
    await fillAll();
  }
  await page.locator('form[action="/leave"] button').first().click();
  await page.waitForURL('**/away');
  await page.goto('/unlock');
  await unlock(page);
  await page.waitForURL((url) => url.pathname === '/');
  const stored = await page.evaluate(async () => {
    const databases = await indexedDB.databases();
    const caches = await window.caches.keys();
    return JSON.stringify([{ ...localStorage }, { ...sessionStorage }, databases, caches, document.cookie]);
  });
  expect(stored).not.toContain(CANARY);
  expect(JSON.parse(stored).slice(0, 4)).toEqual([{}, {}, [], []]);
  expect(JSON.stringify(await context.cookies())).not.toContain(CANARY);
  expect(outside.filter((text) => text.includes(CANARY))).toEqual([]);
  expect(server.log.join('')).not.toContain(CANARY);
  const telling = outside.filter((text) => text.startsWith(server.url)).map((text) => new URL(text));
  expect(telling.filter((url) => TELLING.test(url.pathname) && !OWN_ADDRESS.test(url.pathname)).map(String)).toEqual([]);
});

test('recovery words are shown once and never stand in an address', async ({ page, context }) => {
  const outside: string[] = [];
  context.on('request', (request) => outside.push(request.url()));
  await page.goto('/');
  await page.locator('input[name="passphrase"]').fill('seven quiet lanterns on a hill');
  await page.locator('input[name="again"]').fill('seven quiet lanterns on a hill');
  await page.locator('main button').first().click();
  await page.waitForURL('**/recovery-words');
  const words = await shownWords(page);
  expect(new Set(words).size).toBeGreaterThan(12);
  expect(outside.join(' ')).not.toContain(words.slice(0, 3).join(' '));
});
