// Questionnaires, answered as somebody does in passing.

import { type Page, expect } from '@playwright/test';

/** How great the distress is right now: a 7, to its end. */
export async function seven(page: Page) {
  await page.goto('/measures/about/suds');
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.locator('.measure-choice').filter({ hasText: '7' }).click();
  await page.getByRole('button', { name: 'Finish' }).click();
  await expect(page.locator('.measure-figure').first()).toContainText('7');
}
