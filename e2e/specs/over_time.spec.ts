// The parts over time, in three months of an invented person: on a day, and two days side by side.

import { unlock } from '../support/person.ts';
import { expect, test } from '../support/test.ts';

test.use({ demo: true });

test.beforeEach(async ({ page }) => {
  await page.goto('/');
  await unlock(page, 'look around');
  await expect(page.locator('h1')).toHaveText('What is here, right now?');
});

test('before and after a session are compared in sentences, by keyboard alone', async ({ page }) => {
  await page.goto('/parts/compare');
  const link = page.getByRole('link', { name: /Before and after\s+Session 4/ });
  await link.focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/one=\d{4}-\d\d-\d\d&other=\d{4}-\d\d-\d\d$/);
  const differences = page.locator('.differences li');
  await expect(differences.filter({ hasText: 'The Wall’s guard: 10, now 9' })).toHaveCount(1);
  await expect(differences.filter({ hasText: 'The Scroller is new on the map' })).toHaveCount(1);
  await expect(differences.filter({ hasText: 'The Planner is in conflict with The Scroller' })).toHaveCount(1);
  await expect(page.locator('table.both-days tbody tr')).toHaveCount(5);
});

test('the slider shows where parts lived on a day without leaving the page', async ({ page }) => {
  await page.goto('/parts/body');
  await expect(page.locator('.lives a').filter({ hasText: 'The Scroller' })).toHaveCount(1);
  const slider = page.getByRole('slider');
  await slider.focus();
  await page.keyboard.press('Home');
  await expect(page.locator('.lives a').filter({ hasText: 'The Planner' }).first()).toBeVisible();
  await expect(page.locator('.lives a').filter({ hasText: 'The Scroller' })).toHaveCount(0);
  await expect(page).toHaveURL(/\/parts\/body$/);
  await page.keyboard.press('End');
  await expect(page.locator('.lives a').filter({ hasText: 'The Scroller' })).toHaveCount(1);
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('a day is chosen by its date', async ({ page }) => {
    await page.goto('/parts/body');
    await page.getByRole('link', { name: 'Session 1' }).click();
    await expect(page).toHaveURL(/\?at=/);
    await expect(page.locator('.lives a').filter({ hasText: 'The Scroller' })).toHaveCount(0);
    await page.getByRole('link', { name: 'Back to today' }).click();
    await expect(page.locator('.lives a').filter({ hasText: 'The Scroller' })).toHaveCount(1);
  });
});
