// T36 in full: every hostile string in every field, and seen wherever that field is seen. Dialogs, errors and broken
// policies on the console fail a test by themselves (`support/test.ts`).

import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Page } from '@playwright/test';

import { MANY } from '../support/hostile_many.ts';
import { enter, expect, pages, rooms, test } from '../support/rooms.ts';
import { BINARY } from '../support/server.ts';
import { builtLike, showsAll, skeleton } from '../support/shown.ts';

const PLAIN = 'plain words';
/** Pages with one of these keep no drafts. */
const PASSPHRASES = 'input[type="password"]';

const SOME = 4;

test.describe.configure({ mode: 'parallel' });
test.skip(({ isMobile }) => Boolean(isMobile), 'the same pages are sent to a phone');

type Fields = [string, string][];

/** Sends a form of ours as the browser would, and gives where it leads. */
async function post(page: Page, path: string, fields: Fields) {
  const answer = await page.request.post(path, {
    data: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
    maxRedirects: 0,
  });
  expect([200, 303], `${path} with ${JSON.stringify(fields.at(-1))}`).toContain(answer.status());
  return answer.headers()['location'] ?? '';
}

/** Sends a form of the page from the page, past its scripts. */
async function submit(page: Page, selector: string, values: Record<string, string>) {
  const loaded = page.waitForEvent('domcontentloaded');
  await page.locator(selector).first().evaluate((form, values) => {
    if (!(form instanceof HTMLFormElement)) throw new Error('no form');
    for (const [name, value] of Object.entries(values)) {
      const field = document.createElement('input');
      field.type = 'hidden';
      field.name = name;
      field.value = value;
      for (const before of form.querySelectorAll(`[name="${name}"]`)) before.remove();
      form.append(field);
    }
    form.submit();
  }, values);
  await loaded;
}

/** A page that was made, and the strings that stand on it. */
interface Made {
  address: string;
  texts: string[];
}

/** The string of that number; after the last comes the first. */
const at = (number: number) => MANY[number % MANY.length] ?? '';

/** So many strings, one after another. */
const from = (number: number, count: number) => Array.from({ length: count }, (_, more) => at(number + more));

/** Looks at each page, and at the first, which has plain words. */
async function look(page: Page, made: Made[], more: string) {
  await page.goto(`${made[0]?.address}${more}`);
  const plain = await skeleton(page);
  for (const { address, texts } of made) {
    await page.goto(`${address}${more}`, { waitUntil: 'domcontentloaded' });
    await showsAll(page, texts, `${address}${more} with ${texts[0]}`);
    await builtLike(page, plain, `${address}${more} with ${texts[0]}`);
  }
}

/** Every so manieth of them: pages that show the same fields another time. */
const some = (made: Made[]) => made.filter((_, number) => number % SOME === 0);

/** Follows a list to its end; gives everything it shows. */
async function wholeList(page: Page, address: string) {
  const texts: string[] = [];
  await page.goto(address);
  for (;;) {
    await showsAll(page, [], page.url());
    texts.push((await page.locator('main').textContent()) ?? '');
    const earlier = page.getByRole('link', { name: 'Earlier', exact: true });
    if ((await earlier.count()) === 0) break;
    const before = page.url();
    await earlier.click();
    await page.waitForURL((url) => url.href !== before);
  }
  return texts.join('\n');
}

test('there are seven hundred of them, all unlike', () => {
  expect(MANY.length).toBeGreaterThanOrEqual(700);
  expect(new Set(MANY).size).toBe(MANY.length);
});

test('in the journal: entry, edit, erase, list', async ({ page }) => {
  test.setTimeout(600_000);
  await enter(page);
  const made: Made[] = [];
  for (let number = -1; number < MANY.length; number += 1) {
    // Each string is the title of one entry and stands in the body of several, of which one is looked at.
    const texts = number < 0 ? [PLAIN, PLAIN, PLAIN, PLAIN] : from(number, SOME);
    const address = await post(page, '/journal', [['title', texts[0] ?? ''], ['body', texts.join('\n')]]);
    if (number < 0 || number % SOME === 0) made.push({ address, texts });
  }
  await look(page, made, '');
  for (const more of ['/edit', '/erase']) await look(page, some(made), more);
  const list = await wholeList(page, '/journal');
  expect(MANY.filter((text) => !list.includes(text)), 'shown letter for letter on the list').toEqual([]);
});

test('in searches: the words that are looked for, and what is found', async ({ page }) => {
  test.setTimeout(600_000);
  await enter(page);
  await post(page, '/journal', [['body', MANY.join('\n')]]);
  await page.goto('/journal');
  await submit(page, 'form[data-search]', { q: 'nothinglikethis' });
  const plain = await skeleton(page);
  for (const text of MANY.filter((_, number) => number % SOME === 0)) {
    await submit(page, 'form[data-search]', { q: `nothinglikethis ${text}` });
    await builtLike(page, plain, `a search for ${text}`);
    await showsAll(page, [text], `a search for ${text}`);
  }
  await page.goto('/journal');
  const field = page.locator('[data-search] input[name="q"]');
  for (const word of ['alert', 'script', 'onerror', 'svg', 'img', 'constructor']) {
    const answered = page.waitForResponse('**/journal/search');
    await field.fill(word);
    await answered;
    await expect(page.locator('[data-search-hits] mark').first()).toBeVisible();
    await showsAll(page, [], `typing ${word}`);
  }
});

test('in parts: part, edit, erase, lists', async ({ page }) => {
  test.setTimeout(600_000);
  await enter(page);
  const fields = ['look', 'purpose', 'feels', 'fears', 'gifts', 'needs', 'relates', 'notes', 'manner', 'felt_age', 'body-other'];
  const made: Made[] = [];
  for (let number = -1; number < MANY.length; number += 1) {
    // Every string is a name; of those parts that are looked at, each field has another string.
    const texts = number < 0 ? fields.map(() => PLAIN) : from((number / SOME) * fields.length, fields.length);
    const looked = number < 0 || number % SOME === 0;
    const name = number < 0 ? PLAIN : at(number);
    const all = looked ? fields.map((field, which): [string, string] => [field, texts[which] ?? '']) : [];
    const address = await post(page, '/parts', [['name', name], ['role', 'manager'], ...all]);
    if (looked) made.push({ address, texts: [name, ...texts] });
  }
  await look(page, made, '');
  await look(page, some(made), '/edit');
  // Every part is a chip on these, so each page shows all of them at once.
  for (const list of ['/parts/list', '/journal/new', '/journal']) {
    await page.goto(list);
    await showsAll(page, MANY, list);
  }
  // The map has room for some of them, and for the beginnings of their names.
  await page.goto('/parts');
  await showsAll(page, [], '/parts');
});

/** The screens that take words, each with its fields; every field takes the next string. */
function screens(next: () => string): [string, Fields][] {
  return [
    ['situation', [['words', next()]]],
    ['who', [['name', next()], ['other', next()]]],
    ['feel-first', [['option', 'curious'], ['other', next()]]],
    ['picture', [['look', next()], ['colour', ''], ['shape', ''], ['age', next()]]],
    ['body', [['words', next()]]],
    ['purpose', [['words', next()]]],
    ['own-questions', [['question', next()], ['answer', next()]]],
    ['process', [['words', next()]]],
  ];
}

test('in exercises: every screen, what was said, print and take-away', async ({ page }) => {
  test.setTimeout(600_000);
  await enter(page);
  const built = new Map<string, string[]>();
  const alike = async (view: string, texts: string[]) => {
    await showsAll(page, texts, view);
    // Which answers stand beside a screen, and which words have a place of their own, is the same in every run.
    const plain = built.get(view);
    if (plain) await builtLike(page, plain, `${view} with ${texts[0]}`);
    else built.set(view, await skeleton(page));
  };
  let number = -1;
  while (number < MANY.length) {
    const plain = number < 0;
    const texts: string[] = [];
    const answers = screens(() => {
      const text = plain ? `${PLAIN} ${texts.length}` : at(number++);
      texts.push(text);
      return text;
    });
    if (plain) number = 0;
    const run = await post(page, '/exercises', [['guide', 'meet-a-protector']]);
    for (const [screen, fields] of answers) await post(page, `${run}/${screen}`, [...fields, ['go', 'back'], ['base', '999']]);
    // Who is here shows all parts that were met so far; the other screens are looked at in every fourth run.
    const looked = (number / texts.length) % SOME < 1 ? answers.filter(([screen]) => screen !== 'who') : [];
    for (const [screen, fields] of looked) {
      await page.goto(`${run}/${screen}`, { waitUntil: 'domcontentloaded' });
      await alike(screen, fields.map(([, text]) => text).filter((text) => texts.includes(text)));
    }
    await page.goto(`${run}/take-away`);
    await alike('take-away', texts);
    await page.locator('input[name="step"]').evaluateAll((boxes) => boxes.forEach((box) => { if (box instanceof HTMLInputElement) box.checked = true; }));
    await submit(page, 'form.answer', { as: 'print' });
    await expect(page.locator('body.printed')).toBeAttached();
    await alike('print', texts);
    await post(page, `${run}/finish`, []);
    await page.goto(run);
    await alike('finished', texts);
  }
});

test('typed into every field of every page, and there again after a reload', async ({ page, watch }) => {
  test.setTimeout(600_000);
  watch.allow(/404/);
  await enter(page);
  const all = MANY.join('\n');
  let filled = 0;
  // On a slow machine the page says of the first field that it is kept while the next is still typed into.
  const kept = new Set<string>();
  page.on('response', (answer) => {
    if (answer.ok()) for (const value of new URLSearchParams(answer.request().postData() ?? '').values()) kept.add(value);
  });
  for (const { route, address } of pages()) {
    const answer = await page.goto(address);
    if (!answer?.headers()['content-type']?.includes('text/html')) continue;
    const typed: string[] = [];
    for (const field of await page.locator('main :is(textarea, input[type="text"], input[type="search"])').all()) {
      if (!(await field.isVisible())) continue;
      const long = await field.evaluate((element) => element instanceof HTMLTextAreaElement);
      const text = long ? all : (MANY[(filled * 37) % MANY.length] ?? '');
      await field.fill(text);
      expect(await field.inputValue(), `${route} takes what is typed`).toBe(long ? text : text.replaceAll('\n', ''));
      typed.push(text);
      filled += 1;
    }
    await showsAll(page, [], `typing on ${route}`);
    const keeps = await page.locator('form[data-draft-place]').count();
    if (typed.length === 0 || keeps === 0 || (await page.locator(PASSPHRASES).count())) continue;
    await expect(page.locator('[data-draft-state="kept"]').first(), route).toBeVisible();
    await expect.poll(() => typed.filter((text) => !kept.has(text)).length, { message: `${route} keeps all of it`, timeout: 20_000 }).toBe(0);
    kept.clear();
    await page.goto(address);
    await showsAll(page, typed, `${route} after a reload`);
  }
  expect(filled).toBeGreaterThan(30);
  // What is begun stands on Today, in its first words.
  await page.goto('/');
  await showsAll(page, [], 'Today');
  console.log(`${MANY.length} strings typed into ${filled} fields`);
});

test('brought in from other programs, by text, title, tag and file name', async ({ page, server }) => {
  test.setTimeout(600_000);
  await server.halt();
  const folder = await mkdtemp(join(tmpdir(), 'hearken-hostile-'));
  const words = MANY.filter((text) => !/[\u0000-\u001f\u007f-\u009f\u2028\u2029\\]/.test(text));
  for (const [number, text] of words.entries()) {
    const name = text.replaceAll('/', '').slice(0, 40).replace(/[\ud800-\udbff]$/, '');
    await writeFile(join(folder, `2026-01-01-${number} ${name}.md`), `It was so: ${text} end\n`);
  }
  const secret = join(folder, '..', `hearken-hostile-${process.pid}`);
  await writeFile(secret, rooms().passphrase);
  const brought = spawnSync(BINARY, ['import', folder, '--format', 'markdown', '--data', server.folder, '--account', '', '--passphrase-file', secret], { encoding: 'utf8' });
  expect(brought.status, brought.stderr + brought.stdout).toBeLessThan(2);
  const again = await server.again();
  try {
    await enter(page);
    const list = await wholeList(page, '/journal');
    expect(list).toContain('It was so:');
    await submit(page, 'form[data-search]', { q: 'It was so' });
    await showsAll(page, [], 'a search for what was brought in');
    const entries = await page.locator('main a[href^="/journal/0"]').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
    expect(entries.length).toBeGreaterThan(50);
    let exact = 0;
    for (const entry of entries) {
      await page.goto(entry, { waitUntil: 'domcontentloaded' });
      await showsAll(page, [], entry);
      const text = (await page.locator('.written').first().textContent()) ?? '';
      exact += Number(words.some((word) => text.includes(`It was so: ${word} end`)));
    }
    expect(exact, 'shown letter for letter').toBe(entries.length);
  } finally {
    await again.halt();
    await rm(folder, { recursive: true, force: true });
    await rm(secret, { force: true });
  }
});

test('control: what runs, what builds a page otherwise and what is not shown are each noticed', async ({ page, watch }) => {
  await enter(page);
  await page.goto('/help-now');
  const plain = await skeleton(page);
  await page.route('**/control', (route) => route.fulfill({ contentType: 'text/html', body: `<title>Notebook</title><main>${MANY[0]}</main>` }));
  await page.goto('/control');
  await expect.poll(() => watch.seen.some((seen) => seen.startsWith('dialog')), 'a string that runs is seen').toBe(true);
  await expect(showsAll(page, [], 'control')).rejects.toThrow(/foreign/);
  await expect(builtLike(page, plain, 'control')).rejects.toThrow(/built like/);
  await expect(showsAll(page, ['not there'], 'control')).rejects.toThrow(/letter for letter/);
  watch.seen.length = 0;
});
