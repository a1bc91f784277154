// What is typed on the page of a session and not kept yet: never lost, and never shown to somebody else.

import type { Page } from '@playwright/test';

import { ended } from '../support/journey.ts';
import { lock, unlock } from '../support/person.ts';
import { QUIET, noted, stateKept, tap, underWay } from '../support/session.ts';
import { expect, test } from '../support/test.ts';

const PIN = '4711';

/** Types a few words, and waits until the browser has them sealed. */
async function types(page: Page, words: string, whose = 'person') {
  await page.getByText('A few words').click();
  await page.getByLabel('What is here?').fill(words);
  await expect.poll(() => stateKept(page)).toContain(`begun-${whose}`);
}

/** The lines without their times. */
async function lines(page: Page, session: string) {
  return (await noted(page, session)).map((line) => line.replace(/^\d+:\d\d /, ''));
}

test('what is being typed when the notebook locks is among what was noted once it is unlocked', async ({ page, context, watch }) => {
  watch.allow(QUIET);
  const session = await underWay(page);
  await types(page, 'three sentences, half done');
  const other = await context.newPage();
  await other.goto('/');
  await lock(other);
  await other.close();
  await tap(page);
  // Two where the other window's lock screen was quick enough to set the words beside the tap.
  await expect(page.locator('[data-queue]')).toContainText(/locked · [12] kept here/);
  await page.getByRole('link', { name: 'Unlock' }).click();
  // Whoever is quicker than the lock screen's script finds the words in their field instead.
  await expect.poll(() => stateKept(page)).not.toContain('begun-person');
  await unlock(page);
  await page.getByText('What was noted').click();
  await expect(page.locator('.timeline')).toContainText('three sentences, half done', { timeout: 20_000 });
  expect((await lines(page, session)).sort()).toEqual(['A part is here', 'Said three sentences, half done']);
});

test('leaving quickly takes along what was being typed', async ({ page, watch }) => {
  watch.allow(QUIET);
  const session = await underWay(page);
  await types(page, 'half a word');
  await page.locator('form[action="/leave"] button').first().click();
  await expect(page).toHaveURL(/\/away$/);
  await page.goto('/unlock');
  await unlock(page);
  await page.waitForURL((url) => url.pathname === '/');
  await page.goto(`${session}/during`);
  await expect(page.locator('.timeline')).toContainText('half a word', { timeout: 20_000 });
  expect(await lines(page, session)).toEqual(['Said half a word']);
});

test('what stands in a sheet outlives a reload, and is kept when the session ends elsewhere while the page is closed', async ({ page, context, watch }) => {
  watch.allow(QUIET);
  const session = await underWay(page);
  await page.getByRole('link', { name: 'Something is wrong' }).click();
  const field = page.locator('[data-sheet="wrong"] [name="words"]');
  await field.fill('her lips look grey');
  await expect.poll(() => stateKept(page)).toContain('begun-person');
  await page.reload();
  await expect(page.locator('[data-queue]')).toHaveText('all in the notebook');
  await page.getByRole('link', { name: 'Something is wrong' }).click();
  await expect(field).toHaveValue('her lips look grey');
  await page.close();
  const other = await context.newPage();
  await ended(other, session);
  await expect(other.locator('.timeline')).toContainText('her lips look grey', { timeout: 20_000 });
  expect(await lines(other, session)).toEqual(['Said her lips look grey']);
  await expect.poll(() => other.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
});

test('words under the readings, without a number, are kept as words', async ({ page }) => {
  const session = await underWay(page);
  await page.getByRole('link', { name: 'Readings, look in' }).click();
  const sheet = page.locator('[data-sheet="readings"]');
  await sheet.locator('[name="words"]').fill('the cuff is too small');
  await sheet.getByRole('button', { name: 'Keep' }).click();
  await expect(page.locator('[data-kept]')).toHaveText('Kept.');
  await expect(sheet).toBeHidden();
  await expect(sheet.locator('[name="words"]')).toHaveValue('');
  await expect(page.locator('[data-queue]')).toHaveText('all in the notebook');
  expect(await lines(page, session)).toEqual(['Said the cuff is too small']);
});

test('what the person was typing does not stand on the sitter\'s screen and comes back to them, and the other way round', async ({ page, watch }) => {
  test.setTimeout(120_000);
  watch.allow(QUIET);
  const session = await underWay(page);
  await types(page, 'I am afraid of him');
  await page.goto(`${session}/sitter`);
  await page.locator('#pin').fill(PIN);
  await page.locator('#again').fill(PIN);
  await page.getByRole('button', { name: 'Give this screen to the sitter' }).click();
  await expect(page).toHaveURL(/\/during\?given=1$/);
  await expect(page.locator('[data-queue]')).toHaveText('all in the notebook');
  const field = page.locator('form[data-note="words"] textarea');
  await expect(field).toHaveValue('');
  await expect(page.locator('.timeline')).not.toContainText('afraid');
  await types(page, 'he is restless', 'sitter');
  await page.reload();
  await expect(field, 'the own words go on').toHaveValue('he is restless');
  expect(await stateKept(page)).toContain('begun-person');
  await page.goto(`${session}/sitter/back`);
  await page.locator('#pin').fill(PIN);
  await page.getByRole('button', { name: 'Take it back' }).click();
  await expect(page).toHaveURL(new RegExp(`${session}$`));
  await page.goto(`${session}/during`);
  await expect(page.locator('.timeline')).toContainText('I am afraid of him', { timeout: 20_000 });
  await expect(field).toHaveValue('');
  await expect(page.locator('.timeline')).not.toContainText('restless');
  await ended(page, session);
  await expect(page.locator('.timeline')).toContainText('restless', { timeout: 20_000 });
  expect((await lines(page, session)).sort()).toEqual(['Said I am afraid of him', 'Said he is restless']);
});

test('r35 after the lock the page tells an emergency from what is noted alone', async ({ page, context, server, watch }) => {
  watch.allow(QUIET);
  const session = await underWay(page);
  await page.locator('form[action="/leave"] button').first().click();
  await expect(page).toHaveURL(/\/away$/);
  await server.halt();
  const other = await context.newPage();
  await other.goto(`${session}/during`);
  await expect(other.locator('[data-earlier]')).toHaveText(/sealed here/);
  await expect(other.locator('.told')).toHaveCount(0);
  await other.getByRole('link', { name: 'Something is wrong' }).click();
  await other.locator('[data-sheet="wrong"] [name="sign"][value="chest-pain"]').check();
  await other.locator('[data-sheet="wrong"]').getByRole('button', { name: 'Keep it, with the time' }).click();
  await expect(other.locator('[data-told] .told.urgent')).toContainText('Call the emergency number now');
});
