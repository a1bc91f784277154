// Somebody without a pointer: Tab, the keys, Enter.

import { type Locator, type Page, expect } from '@playwright/test';

/** Presses Tab until the wanted thing has the focus, as somebody without a pointer would. */
export async function tabTo(page: Page, wanted: Locator) {
  await expect(wanted).toBeVisible();
  for (let presses = 0; presses < 120; presses += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reached ${wanted}`);
}

export async function typeInto(page: Page, field: Locator, words: string) {
  await tabTo(page, field);
  await page.keyboard.type(words);
}

/** Enter on a link or a button; waits for the page it leads to. */
export async function follow(page: Page, wanted: Locator) {
  await tabTo(page, wanted);
  const before = page.url();
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.href !== before);
}
