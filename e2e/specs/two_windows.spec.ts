// Two windows of one notebook: they share one lock, so one that is quiet must not end the other; and one that keeps its words ends
// none that only the other has.

import type { BrowserContext, Page } from '@playwright/test';

import { begin, kept } from '../support/person.ts';
import { expect, test } from '../support/test.ts';

const BODY = 'form[action="/journal"] textarea[name="body"]';

/** Two windows of a notebook that locks after a minute; the second is given. */
async function twoWindows(page: Page, context: BrowserContext) {
  await context.clock.install();
  await begin(page);
  await page.goto('/settings');
  await page.locator('[name="idle_minutes"]').fill('1');
  await page.locator('form[action="/settings"] button').last().click();
  await page.waitForURL((url) => url.searchParams.has('kept'));
  const busy = await context.newPage();
  await page.goto('/journal');
  await busy.goto('/');
  return busy;
}

/** Writes in one window, then lets forty seconds pass in both: each less than the minute, all of them much more. */
async function turn(busy: Page, context: BrowserContext, number: number) {
  await busy.locator(BODY).pressSequentially(`line ${number} `);
  await kept(busy);
  await context.clock.fastForward(40_000);
}

test('a quiet window does not lock while another one is written in, and locks after both are quiet', async ({ page, context }) => {
  test.setTimeout(120_000);
  const busy = await twoWindows(page, context);
  for (let number = 0; number < 4; number += 1) {
    await turn(busy, context, number);
    await expect(page).toHaveURL(/\/journal$/);
    await expect(busy.locator(BODY)).toHaveValue(/line/);
  }
  const left = [page, busy].map((window) => window.waitForURL((url) => url.pathname === '/unlock'));
  await context.clock.fastForward(80_000);
  await Promise.all(left);
});

test('the lock of one window is the lock of all of them', async ({ page, context }) => {
  await begin(page);
  await page.goto('/journal/new');
  await page.locator(BODY).fill('typed in the other one');
  const locks = await context.newPage();
  await locks.goto('/more');
  const left = page.waitForURL((url) => url.pathname === '/unlock');
  await locks.locator('form[action="/lock"] button:visible').first().click();
  await left;
  await expect(page.locator(BODY)).toHaveCount(0);
});

test('a window that is left quickly leaves no other one behind', async ({ page, context }) => {
  await begin(page);
  await page.goto('/journal');
  const leaves = await context.newPage();
  await leaves.goto('/');
  const left = page.waitForURL((url) => url.pathname === '/away');
  await leaves.getByRole('button', { name: 'Leave quickly' }).click();
  await Promise.all([left, leaves.waitForURL((url) => url.pathname === '/away')]);
});

test('control: windows that do not hear each other lock each other', async ({ page, context, watch }) => {
  watch.allow(/423/);
  await context.addInitScript(() => {
    BroadcastChannel.prototype.postMessage = () => undefined;
  });
  const busy = await twoWindows(page, context);
  await turn(busy, context, 0);
  await context.clock.fastForward(40_000);
  await expect(page).toHaveURL(/\/unlock/);
});

test('a window that keeps what it shows leaves the words that another one typed on', async ({ page, context }) => {
  await begin(page);
  await page.goto('/journal/new');
  await page.locator(BODY).fill('begun here');
  await kept(page);
  const other = await context.newPage();
  await other.goto('/journal/new');
  await expect(other.locator(BODY)).toHaveValue('begun here');
  await other.locator(BODY).fill('begun here, ended there');
  await kept(other);
  await other.close();
  await page.locator('form[action="/journal"] button.main').click();
  await page.waitForURL((url) => /^\/journal\/[0-9a-f-]{36}$/.test(url.pathname));
  await page.goto('/journal/new');
  await expect(page.locator(BODY)).toHaveValue('begun here, ended there');
  // Kept right after it was typed on, in this window, it is over.
  await page.locator(BODY).fill('begun here, ended there, and on');
  await kept(page);
  await page.locator('form[action="/journal"] button.main').click();
  await page.waitForURL((url) => /^\/journal\/[0-9a-f-]{36}$/.test(url.pathname));
  await page.goto('/journal/new');
  await expect(page.locator(BODY)).toHaveValue('');
});
