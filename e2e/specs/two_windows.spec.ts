// The quiet lock and two windows of one notebook: they share one lock, so one that is quiet must not end the other.

import { begin, kept } from '../support/person.ts';
import { expect, test } from '../support/test.ts';

const BODY = 'form[action="/journal"] textarea[name="body"]';

test('a quiet window does not lock while another one is written in, and locks after both are quiet', async ({ page, context }) => {
  test.setTimeout(120_000);
  await context.clock.install();
  await begin(page);
  await page.goto('/settings');
  await page.locator('[name="idle_minutes"]').fill('1');
  await page.locator('form[action="/settings"] button').last().click();
  await page.waitForURL((url) => url.searchParams.has('kept'));
  const busy = await context.newPage();
  await page.goto('/journal');
  await busy.goto('/');
  for (let turn = 0; turn < 4; turn += 1) {
    await busy.locator(BODY).pressSequentially(`line ${turn} `);
    await busy.clock.fastForward(1_000);
    await kept(busy);
    // Forty seconds at a time: each is less than the minute, all of them together are much more.
    for (const window of [page, busy]) await window.clock.fastForward(40_000);
    await expect(page).toHaveURL(/\/journal$/);
    await expect(busy.locator(BODY)).toHaveValue(/line/);
  }
  const left = [page, busy].map((window) => window.waitForURL((url) => url.pathname === '/unlock'));
  for (const window of [page, busy]) await window.clock.fastForward(80_000);
  await Promise.all(left);
});
