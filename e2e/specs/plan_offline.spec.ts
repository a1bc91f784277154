// A copy of the plan that opens with the network and the program gone; sealed, opened by its word, taken away again.

import type { Page } from '@playwright/test';

import { findings, look } from '../support/axe.ts';
import { begin } from '../support/person.ts';
import type { Server } from '../support/server.ts';
import { stored } from '../support/stored.ts';
import { type Watch, expect, test } from '../support/test.ts';

const CANARY = 'zqheronfeatherqz';
const WORD = 'five lanterns by the mill';
/** What the browser says by itself when nothing answers. */
const NOTHING_ANSWERS = /ERR_CONNECTION_REFUSED|ERR_FAILED|ERR_INTERNET_DISCONNECTED/;

/** A plan with a canary in every entry. */
async function plan(page: Page) {
  await begin(page);
  await page.request.get('/help-now?country=GB');
  for (const step of ['alone', 'ask']) {
    await page.goto(`/plan/step/${step}`);
    await page.locator('#words-1').fill(`${CANARY} <b>Ana</b>`);
    if (step === 'ask') await page.locator('#phone-1').fill('020 7946 0958');
    await page.getByRole('button', { name: 'Keep' }).click();
    await expect(page).toHaveURL(/\/plan$/);
  }
}

async function keepCopy(page: Page, word = WORD) {
  await page.locator('[data-copy] summary:visible').filter({ hasText: /Keep a copy|Make it anew/ }).click();
  await page.getByLabel('A word for the copy').fill(word);
  await page.getByLabel('The word again').fill(word);
  await page.getByRole('button', { name: 'Keep the copy' }).click();
  await expect(page.getByText('Kept. The copy opens with your word')).toBeVisible({ timeout: 20_000 });
}

async function open(page: Page, word: string) {
  await page.getByLabel('The word for the copy').fill(word);
  await page.getByRole('button', { name: 'Open it' }).click();
}

async function opened(page: Page) {
  await expect(page.getByText('It is open.')).toBeVisible({ timeout: 20_000 });
}

/** Nothing answers any more. */
async function gone(server: Server, watch: Watch) {
  watch.allow(NOTHING_ANSWERS);
  await server.halt();
}

test('with the program gone, help and the plan are there, and only the word opens the plan', async ({ page, context, server, watch }, info) => {
  test.setTimeout(120_000);
  await plan(page);
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 'nobody asked yet').toBe(0);
  await expect(page.getByRole('heading', { name: 'A copy for when nothing answers' })).toBeVisible();
  await page.locator('[data-copy] summary:visible').click();
  await look(page, 'plan-copy', info.project.name);
  await page.locator('[data-copy] summary:visible').click();
  await keepCopy(page);
  await expect(page.getByText('There is a copy on this device')).toBeVisible();
  expect(await findings(page)).toEqual([]);

  await gone(server, watch);
  await page.goto('/help-now');
  await expect(page.locator('a[href="tel:999"]').first()).toBeVisible();
  await expect(page.locator('nav')).toHaveCount(0);
  await page.goto('/help-now?country=DE');
  await expect(page.getByText('TelefonSeelsorge').first()).toBeVisible();
  await page.goto('/help-now');
  expect(await findings(page)).toEqual([]);
  await page.getByRole('link', { name: 'Your plan, kept on this device' }).click();
  await expect(page).toHaveURL(/\/plan\/offline$/);
  await expect(page.locator('a[href="tel:999"]').first()).toBeVisible();
  await look(page, 'plan-offline-closed', info.project.name);
  await open(page, 'five lanterns by the mall');
  await expect(page.getByText('That word does not open it.')).toBeVisible({ timeout: 20_000 });
  expect(await page.locator('body').innerText()).not.toContain(CANARY);
  await open(page, WORD);
  await opened(page);
  await expect(page.locator('[data-copy-plan]')).toContainText(`${CANARY} <b>Ana</b>`);
  await expect(page.locator('a[href="tel:02079460958"]')).toBeVisible();
  await expect(page.locator('[data-copy-plan] b')).toHaveCount(0);
  await look(page, 'plan-offline-open', info.project.name);
  await page.reload();
  await expect(page.getByLabel('The word for the copy')).toBeVisible();
  expect(await page.locator('body').innerText(), 'a page that is opened anew is closed').not.toContain(CANARY);
  const kept = await stored(page, context);
  expect(kept).toContain('kept-');
  for (const secret of [CANARY, WORD, '7946 0958', '79460958']) expect(kept, secret).not.toContain(secret);
  // Control: the search finds what is planted in each place.
  await page.evaluate((planted) => {
    localStorage.setItem('x', `${planted} one`);
    return caches.open('x').then((cache) => cache.put('/x', new Response(`${planted} two`)));
  }, CANARY);
  await page.evaluate((planted) => new Promise<void>((done) => {
    const asked = indexedDB.open('notebook');
    asked.onsuccess = () => {
      const change = asked.result.transaction('kept', 'readwrite');
      change.objectStore('kept').put({ sealed: new TextEncoder().encode(`${planted} three`) }, 'x');
      change.oncomplete = () => done(asked.result.close());
    };
  }), CANARY);
  const planted = await stored(page, context);
  for (const number of ['one', 'two', 'three']) expect(planted).toContain(`${CANARY} ${number}`);
});

test('nothing but the listed pages comes without the program', async ({ page, context, server, watch }) => {
  await plan(page);
  await keepCopy(page);
  for (const path of ['/', '/plan', '/journal', '/more']) await page.goto(path);
  await gone(server, watch);
  for (const path of ['/', '/plan', '/plan/file', '/journal', '/away', '/grounding']) {
    // In a window of its own: the browser's own error page arrives whenever it likes.
    const other = await context.newPage();
    await expect(other.goto(path), path).rejects.toThrow(/ERR_CONNECTION_REFUSED/);
    await other.close();
  }
  await page.goto('/plan/offline');
  const sent = await page.evaluate(() => fetch('/plan/offline', { method: 'POST' }).then(() => 'answered', () => 'nothing'));
  expect(sent, 'what is posted is never answered by the worker').toBe('nothing');
});

test('wrong words bring a wait that a reload does not end', async ({ page, server, watch }) => {
  await plan(page);
  await keepCopy(page);
  await gone(server, watch);
  await page.goto('/plan/offline');
  for (let tries = 0; tries < 3; tries += 1) {
    await open(page, `not the word ${tries}`);
    await expect(page.getByText('That word does not open it.')).toBeVisible({ timeout: 20_000 });
    await page.reload();
  }
  await open(page, WORD);
  await expect(page.getByText(/Not yet: after wrong words there is a wait/)).toBeVisible();
  expect(await page.locator('body').innerText()).not.toContain(CANARY);
  await page.waitForTimeout(5_000);
  await page.getByRole('button', { name: 'Open it' }).click();
  await opened(page);
});

test('a plan that changed says that the copy is older; made anew, it opens with the new word alone', async ({ page }, info) => {
  await plan(page);
  await keepCopy(page);
  await page.goto('/plan/step/alone');
  await page.locator('#words-2').fill('a second thing');
  await page.getByRole('button', { name: 'Keep' }).click();
  await expect(page.getByText('The copy on this device is older than the plan.')).toBeVisible();
  await look(page, 'plan-copy-older', info.project.name);
  await keepCopy(page, 'another word for it');
  await expect(page.getByText('The copy on this device is older')).toBeHidden();
  await page.goto('/plan/offline');
  await open(page, WORD);
  await expect(page.getByText('That word does not open it.')).toBeVisible({ timeout: 20_000 });
  await open(page, 'another word for it');
  await opened(page);
  await expect(page.locator('[data-copy-plan]')).toContainText('a second thing');
});

test('words that are too short or differ keep nothing and say why', async ({ page }) => {
  await plan(page);
  await page.locator('[data-copy] summary:visible').click();
  await page.getByLabel('A word for the copy').fill('mill');
  await page.getByLabel('The word again').fill('mill');
  await page.getByRole('button', { name: 'Keep the copy' }).click();
  await expect(page.getByText('Take a longer word')).toBeVisible();
  await page.getByLabel('A word for the copy').fill(WORD);
  await page.getByRole('button', { name: 'Keep the copy' }).click();
  await expect(page.getByText('The two are not the same.')).toBeVisible();
  expect(await page.evaluate(async () => [(await indexedDB.databases()).length, (await caches.keys()).length])).toEqual([0, 0]);
});

test('the copy goes by the button on either page, and with the plan when that is erased', async ({ page, context }) => {
  test.setTimeout(120_000);
  await plan(page);
  const nothing = async () => {
    await expect.poll(() => page.evaluate(async () => [
      (await indexedDB.databases()).length, (await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length,
    ])).toEqual([0, 0, 0]);
    expect(await stored(page, context)).not.toContain('kept-');
  };
  await keepCopy(page);
  await page.locator('summary:visible').filter({ hasText: 'Remove the copy' }).click();
  await page.getByRole('button', { name: 'Remove it from this device' }).click();
  await expect(page.getByText('The copy is gone from this device.')).toBeVisible();
  await nothing();
  await keepCopy(page);
  await page.goto('/plan/offline');
  await open(page, WORD);
  await opened(page);
  await page.locator('summary:visible').filter({ hasText: 'Remove the copy' }).click();
  await page.getByRole('button', { name: 'Remove it from this device' }).click();
  await expect(page.getByText('Nothing of yours is kept in this browser.')).toBeVisible();
  expect(await page.locator('body').innerText()).not.toContain(CANARY);
  await nothing();
  await page.goto('/help-now');
  await expect(page.locator('[data-copy="link"]')).toBeHidden();
  await page.goto('/plan');
  await keepCopy(page);
  await page.getByRole('link', { name: 'Erase' }).click();
  await expect(page.getByText('a copy on another device')).toBeVisible();
  expect(await findings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Erase it' }).click();
  await expect(page).toHaveURL(/\/plan\?erased$/);
  await nothing();
});

test('leaving quickly blanks an open copy and leaves the sealed one', async ({ page, context, server, watch }) => {
  await plan(page);
  await keepCopy(page);
  await gone(server, watch);
  await page.goto('/plan/offline');
  await open(page, WORD);
  await opened(page);
  await page.locator('form[action="/leave"] button').first().click();
  await page.waitForURL((url) => url.pathname !== '/plan/offline');
  await page.goBack({ waitUntil: 'commit' }).catch(() => undefined);
  await page.waitForTimeout(200);
  expect(await page.locator('html').textContent(), 'Back shows nothing').not.toContain(CANARY);
  const again = await context.newPage();
  await again.goto('/plan/offline');
  expect(await again.locator('body').innerText()).not.toContain(CANARY);
  await open(again, WORD);
  await opened(again);
});

test('an open copy closes by itself after quiet minutes', async ({ page }) => {
  await plan(page);
  await keepCopy(page);
  await page.clock.install();
  await page.goto('/plan/offline');
  await open(page, WORD);
  await opened(page);
  await page.clock.fastForward('14:30');
  await expect(page.locator('[data-copy-plan]')).toContainText(CANARY);
  await page.clock.fastForward('01:00');
  await expect(page.getByLabel('The word for the copy')).toBeVisible();
  expect(await page.locator('html').textContent()).not.toContain(CANARY);
});

test('earlier versions of the plan can be read', async ({ page }, info) => {
  await plan(page);
  await page.getByRole('link', { name: 'Earlier versions' }).click();
  await expect(page.locator('main .card')).toHaveCount(2);
  await look(page, 'plan-history', info.project.name);
});
