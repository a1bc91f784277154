// T46 in full: over every page, open and locked, and over everything that a browser, a history, a download folder or
// somebody's glance at a locked page could tell: no word of the list.

import type { Page, Response } from '@playwright/test';

import { enter, expect, pages, test } from '../support/rooms.ts';
import { lock } from '../support/person.ts';

/** Words that tell what this is or what its person lives with. */
const TELLING = new RegExp(
  `\\b(${[
    'ifs', 'internal family', 'parts?', 'protectors?', 'exiles?', 'managers?', 'firefighters?', 'burdens?', 'unblend\\w*', 'inner child',
    'ketamine', 'esketamine', 'dos(?:e|ing)', 'psychedelic\\w*', 'medic\\w*', 'therap\\w*', 'psych\\w*', 'clinic\\w*', 'patients?',
    'depress\\w*', 'anxi\\w*', 'trauma\\w*', 'ptsd', 'suicid\\w*', 'self.harm', 'crisis', 'hearken', 'journal', 'diary',
  ].join('|')})\\b`,
  'i',
);

/**
 * The beginnings of our own addresses, and the ends of some that hold such a word. They stand in the history of
 * the browser that the notebook was open in, which SECURITY.md says; anything beyond them does not pass.
 */
const OWN_ADDRESS = /^\/(journal|parts|exercises)(\/|$)/;
const OWN_END = /\/(part|another-part|young-part|part-aware|ask-protectors)$/;

/** What a phone shows of an installed notebook; its words are looked at like a page's. */
const OWN_MANIFEST = '/manifest.webmanifest';

/** Open to anybody in need, locked or not: what they say is help, and not what somebody wrote or does here. */
const HELP = ['/help-now', '/help-now/first', '/grounding', '/grounding/{exercise}', '/plan/offline'];

/** How a field may say that the browser is to remember nothing, or that a password manager may. */
const REMEMBERS_NOTHING = ['off', 'current-password', 'new-password', 'username'];

/** What is wrong with how the page looks from outside. */
async function outside(page: Page) {
  const seen = await page.evaluate(() => ({
    title: document.title,
    icons: [...document.querySelectorAll('link[rel~="icon"], link[rel="apple-touch-icon"]')].map((icon) => icon.getAttribute('href') ?? ''),
    manifests: [...document.querySelectorAll('link[rel="manifest"]')].map((link) => link.getAttribute('href') ?? ''),
    metas: [...document.querySelectorAll('meta[name], meta[property]')].map((meta) => `${meta.getAttribute('name')} ${meta.getAttribute('content')}`),
    files: [...document.querySelectorAll('[src], link[href]')].map((element) => element.getAttribute('src') ?? element.getAttribute('href') ?? ''),
    fields: [...document.querySelectorAll('textarea, input:not([type="hidden"], [type="radio"], [type="checkbox"])')].map((field) => ({
      name: field.getAttribute('name') ?? '',
      autocomplete: field.getAttribute('autocomplete') ?? '',
      type: field.getAttribute('type') ?? 'text',
    })),
  }));
  const wrong: string[] = [];
  if (seen.title !== 'Notebook') wrong.push(`title ${seen.title}`);
  wrong.push(...seen.manifests.filter((manifest) => manifest !== OWN_MANIFEST).map((manifest) => `the manifest ${manifest}`));
  const files = seen.files.map((file) => file.replace(OWN_ADDRESS, '/'));
  wrong.push(...[...seen.icons, ...seen.metas, ...files].filter((text) => TELLING.test(text)));
  // A field whose type a browser never remembers needs no word.
  const remembered = seen.fields.filter((field) => !['number', 'range', 'color', 'file'].includes(field.type));
  wrong.push(...remembered.filter((field) => !REMEMBERS_NOTHING.includes(field.autocomplete)).map((field) => `the browser remembers ${field.name}`));
  return wrong;
}

/** What an answer tells in its header lines. */
async function headers(answer: Response) {
  const lines = await answer.headersArray();
  return lines
    .filter(({ name }) => !['location', 'content-security-policy', 'permissions-policy', 'date'].includes(name.toLowerCase()))
    .map(({ name, value }) => `${name}: ${value}`)
    .filter((line) => TELLING.test(line));
}

/** Whether the address tells more than where one is in the notebook. */
function tells(address: string) {
  const url = new URL(address);
  const paths = [url.pathname, url.searchParams.get('next') ?? ''];
  return paths.some((path) => TELLING.test(path.replace(OWN_ADDRESS, '/').replace(OWN_END, '/')));
}

test('no page tells what it is by title, icon, file, field, header or address', async ({ page, context, watch }) => {
  test.setTimeout(180_000);
  watch.allow(/404/);
  await enter(page);
  const wrong: string[] = [];
  const answers: Promise<string[]>[] = [];
  page.on('response', (answer) => answers.push(headers(answer).then((lines) => lines.map((line) => `${answer.url()}: ${line}`))));
  let looked = 0;
  for (const { route, address } of pages()) {
    const answer = await page.goto(address);
    if (!answer?.headers()['content-type']?.includes('text/html')) continue;
    looked += 1;
    wrong.push(...(await outside(page)).map((fault) => `${route}: ${fault}`));
    if (tells(page.url())) wrong.push(`${route}: the address ${page.url()}`);
  }
  wrong.push(...(await Promise.all(answers)).flat());
  const cookies = await context.cookies();
  wrong.push(...cookies.filter((cookie) => TELLING.test(cookie.name)).map((cookie) => `the cookie ${cookie.name}`));
  const [workers, notifies] = await page.evaluate(async () => [
    (await navigator.serviceWorker.getRegistrations()).map(({ active }) => new URL(active?.scriptURL ?? '/', location.href).pathname),
    Notification.permission === 'granted',
  ] as const);
  expect(notifies, 'nothing stays behind that could notify').toBe(false);
  expect(workers.filter((worker) => worker !== '/sw.js'), 'only the worker of a session that is under way').toEqual([]);
  expect(wrong).toEqual([]);
  expect(looked).toBeGreaterThan(25);
});

test('what is saved to a file has a name that tells nothing', async ({ page }) => {
  await enter(page);
  const takeAway = pages().find(({ route }) => route === '/exercises/{id}/take-away');
  await page.goto(takeAway?.address ?? '');
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as text' }).click();
  expect((await downloading).suggestedFilename()).not.toMatch(TELLING);
});

test('locked, every address leads to a page without one telling word', async ({ page, watch }) => {
  test.setTimeout(180_000);
  watch.allow(/404/);
  await enter(page);
  await lock(page);
  const wrong: string[] = [];
  for (const { route, address } of [...pages(), { route: '(nowhere)', address: '/nowhere/at/all' }]) {
    const answer = await page.goto(address);
    if (!answer?.headers()['content-type']?.includes('text/html')) continue;
    wrong.push(...(await outside(page)).map((fault) => `${route}: ${fault}`));
    if (HELP.includes(route)) continue;
    const text = (await page.locator('body').innerText()).replaceAll('Help now', '');
    const word = TELLING.exec(text);
    if (word) wrong.push(`${route} says ${word[0]}`);
    expect(['/unlock', '/recover', '/away', '/join', '/join/over', '/nowhere/at/all'], route).toContain(new URL(page.url()).pathname);
  }
  expect(wrong).toEqual([]);
});

test('control: a telling title, icon, file, field, header and address are each noticed', async ({ page, watch }) => {
  watch.allow(/404/);
  await enter(page);
  await page.goto('/journal/new');
  expect(await outside(page)).toEqual([]);
  await page.evaluate(() => {
    document.title = 'Parts';
    document.querySelector('link[rel="icon"]')?.setAttribute('href', '/assets/0/therapy.svg');
    document.querySelector('textarea')?.removeAttribute('autocomplete');
    const manifest = document.createElement('meta');
    manifest.name = 'description';
    manifest.content = 'An IFS diary';
    document.head.append(manifest);
  });
  expect(await outside(page)).toHaveLength(5);
  for (const telling of ['/therapy', '/exercises/1/ketamine', '/unlock?next=/diary']) expect(tells(`http://127.0.0.1${telling}`), telling).toBe(true);
  for (const neutral of ['/unlock', '/away', '/settings', '/unlock?next=/help-now']) expect(tells(`http://127.0.0.1${neutral}`), neutral).toBe(false);
  await page.route('**/control', (route) => route.fulfill({ contentType: 'text/html', headers: { 'x-made-by': 'Hearken' }, body: '<title>Notebook</title>' }));
  const answer = await page.goto('/control');
  expect(answer && (await headers(answer))).toHaveLength(1);
});
