// Without JavaScript: begin, write, exercise, search, help now, leave.

import { answerScreen, beginByHand, beginExercise, next, unlock, walkTo, write } from '../support/person.ts';
import { expect, test } from '../support/test.ts';

test.use({ javaScriptEnabled: false });

test('everything that matters works without JavaScript', async ({ page }) => {
  test.setTimeout(120_000);
  await beginByHand(page);
  await write(page, 'plain words under a plain sky');
  await page.goto('/journal');
  await page.locator('[data-search] input[name="q"]').fill('sky');
  await page.locator('[data-search] button').click();
  await expect(page).toHaveURL(/\/journal\/search$/);
  await expect(page.locator('main')).toContainText('plain words under a plain');

  await beginExercise(page);
  await next(page);
  // The driver's text and role queries leave out what stands in `noscript`; people see it.
  await expect(page.locator('noscript p')).toContainText('needs JavaScript');
  await expect(page.locator('[data-breath-controls]')).toBeHidden();
  await expect(page.locator('[data-read-aloud]')).toBeHidden();
  await walkTo(page, 'own-questions');
  await page.locator('input[name="question"]').fill('How long?');
  await page.locator('textarea[name="answer"]').fill('Since school.');
  await page.getByRole('button', { name: 'Add another question' }).click();
  await expect(page.locator('input[name="question"]')).toHaveCount(2);
  await expect(page.locator('textarea[name="answer"]').first()).toHaveValue('Since school.');
  await walkTo(page, 'process');
  await answerScreen(page, 'So be it.');
  await expect(page.locator('h1')).toHaveText('Meeting The Planner');

  await page.goto('/help-now');
  await expect(page.locator('main a[href^="tel:"]').first()).toBeVisible();
  await page.goto('/');
  await page.locator('textarea[name="body"]').fill('set aside in a hurry');
  await page.locator('noscript button[formaction="/leave"]').click();
  await expect(page).toHaveURL(/\/away$/);
  await page.goto('/journal');
  await expect(page).toHaveURL(/\/unlock/);
  await unlock(page);
  await page.goto('/');
  await expect(page.locator('textarea[name="body"]')).toHaveValue('set aside in a hurry');
});
