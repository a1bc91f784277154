// Pieces to learn from: from the list to a source and back by keyboard, and axe finds nothing.

import { look } from '../support/axe.ts';
import { begin } from '../support/person.ts';
import { expect, test } from '../support/test.ts';

test('a piece leads to its sources and back, and to what its words mean', async ({ page }, { project }) => {
  await begin(page);
  await page.goto('/learn');
  await look(page, 'learn', project.name);
  await page.getByRole('link', { name: 'What the studies of IFS show' }).click();
  await look(page, 'learn-piece', project.name);
  const mark = page.locator('#mark-2');
  await mark.focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('#source-2')).toBeInViewport();
  await page.locator('#source-2 a').focus();
  await page.keyboard.press('Enter');
  await expect(mark).toBeInViewport();
  await page.locator('.terms-row a').first().click();
  await expect(page).toHaveURL(/\/learn\/glossary#/);
  await look(page, 'learn-glossary', project.name);
});
