// A session that is under way: its page, what is noted there, and what of it waits in the browser.

import { type Page, expect } from '@playwright/test';

import { sendFilled } from './forms.ts';
import { keptProgramme, keptSession, takenOn } from './journey.ts';
import { begin } from './person.ts';

/** What the browser says by itself when nothing answers, or when the notebook is locked. */
export const QUIET = /ERR_CONNECTION_REFUSED|ERR_FAILED|ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|423/;

/** A session that is under way, with its page open and kept. */
export async function underWay(page: Page, { words = 'Let it rest', kept = true } = {}) {
  await begin(page);
  const session = await keptSession(page, await keptProgramme(page));
  await sendFilled(page.request, `${session}/intentions/new`, '/journey/intentions', { words });
  await takenOn(page, session, 'in-session');
  await page.goto(`${session}/during`);
  if (kept) await isKept(page);
  return session;
}

/** The worker has the pages, and the notebook has answered. */
async function isKept(page: Page) {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await expect(page.locator('[data-queue]')).toHaveText('all in the notebook');
}

/** One tap. */
export const tap = (page: Page) => page.getByRole('button', { name: 'A part is here' }).click();

/** A few words. */
export async function say(page: Page, words: string) {
  const field = page.getByLabel('What is here?');
  if (!(await field.isVisible())) await page.getByText('A few words').click();
  await field.fill(words);
  await field.locator('xpath=ancestor::form').getByRole('button', { name: 'Keep' }).click();
  await expect(field).toHaveValue('');
}

/** Readings, through their sheet. */
export async function measure(page: Page, numbers: Record<string, number>, { sure = false } = {}) {
  await page.getByRole('link', { name: 'Readings, look in' }).click();
  for (const [name, value] of Object.entries(numbers)) await page.locator(`[data-sheet="readings"] [name="${name}"]`).fill(`${value}`);
  if (sure) await page.getByLabel('It is what the device shows').check();
  await page.locator('[data-sheet="readings"]').getByRole('button', { name: 'Keep' }).click();
  await expect(page.locator('[data-under-way]')).toBeVisible();
}

/** The moments as the notebook shows them, oldest first, without their times. */
export async function noted(page: Page, session: string) {
  await page.goto(session);
  const lines = await page.locator('.timeline li').allInnerTexts();
  return lines.reverse().map((line) => line.replace(/\s+/g, ' ').trim());
}

/** How many notes lie in the browser. */
export async function waiting(page: Page) {
  return (await whyNotTaken(page)).length;
}

/** What the browser keeps of a session beside its notes, by name. */
export async function stateKept(page: Page) {
  return page.evaluate(() => new Promise<string[]>((done) => {
    const asked = indexedDB.open('notebook-now');
    asked.onsuccess = () => {
      const names = asked.result.transaction('state').objectStore('state').getAllKeys();
      names.onsuccess = () => {
        asked.result.close();
        done(names.result.map(String).sort());
      };
    };
  }));
}

/** What a note in the browser says of itself in the clear. */
interface Kept {
  item: string;
  refused: string;
}

/** The notes that lie in the browser, in their order. */
function notesKept(page: Page) {
  return page.evaluate(() => new Promise<Kept[]>((done) => {
    const asked = indexedDB.open('notebook-now');
    asked.onsuccess = () => {
      const notes = asked.result.transaction('notes').objectStore('notes').getAll();
      notes.onsuccess = () => {
        asked.result.close();
        done(notes.result.map(({ item, refused }: Kept) => ({ item, refused })));
      };
    };
  }));
}

/** Of each note in the browser why it was not taken; nothing where it waits. */
export async function whyNotTaken(page: Page) {
  return (await notesKept(page)).map(({ refused }) => refused);
}

/** The items of the notes in the browser. */
export async function itemsKept(page: Page) {
  return (await notesKept(page)).map(({ item }) => item);
}
