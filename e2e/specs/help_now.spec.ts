// Help now: for anybody, at any time.

import { begin, lockElsewhere } from '../support/person.ts';
import { expect, test } from '../support/test.ts';

test('help now works before anybody has set anything up', async ({ page }) => {
  await page.goto('/help-now?country=DE');
  await expect(page.locator('a[href="tel:112"]').first()).toBeVisible();
});

test('help now works while locked and remembers the country', async ({ page, context }) => {
  await begin(page);
  await page.goto('/help-now?country=DE');
  await lockElsewhere(context);
  await page.goto('/help-now');
  await expect(page.locator('a[href="tel:112"]').first()).toBeVisible();
  await expect(page).toHaveURL(/\/help-now$/);
});

test('grounding works while locked', async ({ page, context }) => {
  await begin(page);
  await lockElsewhere(context);
  await page.goto('/grounding');
  await page.locator('main h2 a').first().click();
  await page.locator('input[name="before"][value="7"]').check({ force: true });
  await page.locator('input[name="after"][value="9"]').check({ force: true });
  await page.locator('main form button[class*="main"]').click();
  await expect(page.getByRole('alert')).toContainText('let somebody help you');
});
