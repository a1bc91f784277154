// What a sitter's device had not sent when the session was over: it arrives, also while the notebook is locked, and the page
// says so. The device reads nothing by it.

import type { Browser, Page } from '@playwright/test';

import { look } from '../support/axe.ts';
import { ended, keptProgramme, keptSession, takenOn } from '../support/journey.ts';
import { begin, lock, unlock } from '../support/person.ts';
import { QUIET, noted, tap, waiting } from '../support/session.ts';
import { expect, test, type Watch } from '../support/test.ts';

/** A session that is under way, and a sitter's device that joined it and can go on without the network. */
async function joined(page: Page, browser: Browser, watch: Watch, baseURL: string | undefined) {
  await begin(page);
  const session = await keptSession(page, await keptProgramme(page));
  await takenOn(page, session, 'in-session');
  await page.goto(`${session}/sitter`);
  await page.getByRole('button', { name: 'Make a code' }).click();
  const code = (await page.locator('.code').textContent()) ?? '';
  const context = await browser.newContext({ baseURL });
  watch.over(context);
  const sitter = await context.newPage();
  await sitter.goto(`/join#${code}`);
  await expect(sitter.locator('#code'), 'a script that is fetched by itself puts it there').toHaveValue(code);
  await sitter.getByRole('button', { name: 'Join' }).click();
  await sitter.waitForURL((url) => url.pathname === `${session}/during`);
  await sitter.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await expect(sitter.locator('[data-queue]')).toHaveText('all in the notebook');
  return { session, sitter };
}

/** Two taps that no network takes. */
async function notesWithoutNetwork(sitter: Page) {
  await sitter.context().route('**/queue', (route) => route.abort());
  await tap(sitter);
  await tap(sitter);
  await expect(sitter.locator('[data-queue]')).toContainText('2 kept here');
}

const nothingIsLeft = (sitter: Page) => expect.poll(() => sitter.evaluate(async () => [
  (await indexedDB.databases()).length, (await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length,
])).toEqual([0, 0, 0]);

test('a page that stayed open sends them once it is back, and the notebook has them when it is opened', async ({ page, browser, watch, baseURL }, info) => {
  test.setTimeout(240_000);
  watch.allow(QUIET);
  const { session, sitter } = await joined(page, browser, watch, baseURL);
  await notesWithoutNetwork(sitter);
  await ended(page, session);
  await lock(page);
  await sitter.context().unroute('**/queue');
  await expect(sitter.locator('h1')).toHaveText('It is over on this device', { timeout: 20_000 });
  await expect(sitter.locator('main')).toContainText('What was noted here has arrived.');
  await nothingIsLeft(sitter);
  await look(sitter, 'sitter-late-arrived', info.project.name);
  await page.goto('/unlock');
  await unlock(page);
  await page.waitForURL((url) => url.pathname === '/');
  expect((await noted(page, session)).map((line) => line.replace(/^\d+:\d\d /, ''))).toEqual(['A part is here', 'A part is here']);
  await sitter.context().close();
});

test('a page that was closed meanwhile sends them from where it says that it is over, and says what still waits', async ({ page, browser, watch, baseURL }, info) => {
  test.setTimeout(240_000);
  watch.allow(QUIET);
  const { session, sitter } = await joined(page, browser, watch, baseURL);
  await notesWithoutNetwork(sitter);
  const context = sitter.context();
  const other = await context.newPage();
  await sitter.close();
  await ended(page, session);
  await other.goto(`${session}/during`);
  await expect(other.locator('h1')).toHaveText('It is over on this device');
  await expect(other.locator('[data-over-said]')).toContainText('2 notes wait here, sealed. Leave this page open');
  await look(other, 'sitter-late-waits', info.project.name);
  await context.unroute('**/queue');
  await expect(other.locator('[data-over-said]')).toHaveText('What still waited here has arrived: 2 notes.', { timeout: 20_000 });
  await nothingIsLeft(other);
  const told = await context.cookies();
  expect(told.map(({ name }) => name), 'the session itself is gone').not.toContain('notebook');
  expect(told.find(({ name }) => name === 'late')?.path).toBe(`${session}/queue`);
  await other.goto('/');
  await expect(other).toHaveURL(/\/unlock/);
  expect(await noted(page, session)).toHaveLength(2);
  await context.close();
});

test('once nothing is taken any more it says so, and what waits stays sealed until the notebook is unlocked there', async ({ page, browser, watch, baseURL }, info) => {
  test.setTimeout(240_000);
  watch.allow(QUIET);
  const { session, sitter } = await joined(page, browser, watch, baseURL);
  await notesWithoutNetwork(sitter);
  const other = await sitter.context().newPage();
  await sitter.close();
  await page.goto(`${session}/sitter`);
  await page.getByRole('button', { name: 'End it' }).click();
  await expect(page.locator('.sitting')).toHaveCount(0);
  await other.context().unroute('**/queue');
  await other.goto(`${session}/during`);
  await expect(other.locator('[data-over-said]')).toContainText('2 notes wait here, sealed. Nothing is lost');
  await look(other, 'sitter-late-closed', info.project.name);
  await other.goto('/unlock');
  await unlock(other);
  await other.waitForURL((url) => url.pathname === '/');
  await expect.poll(() => waiting(other), { message: 'all of it is in the notebook', timeout: 20_000 }).toBe(0);
  expect(await noted(other, session)).toHaveLength(2);
  await other.context().close();
});
