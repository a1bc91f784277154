// The safety plan: written a step at a time, read with numbers to tap, known to Help now, kept as one file.

import { readFile } from 'node:fs/promises';

import { findings } from '../support/axe.ts';
import { begin, kept, lock } from '../support/person.ts';
import { expect, test } from '../support/test.ts';

test('a plan is written on a phone, its numbers can be tapped, and a saved file holds it', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await begin(page);
  await page.goto('/more');
  await page.getByRole('link', { name: 'My safety plan' }).click();
  expect(await findings(page)).toEqual([]);
  await page.locator('a[href="/plan/step/ask"]').click();
  expect(await findings(page)).toEqual([]);
  await page.locator('#words-1').fill('Ana');
  await page.locator('#phone-1').fill('020 7946 0958');
  await kept(page);
  await page.reload();
  await expect(page.locator('#words-1'), 'what was typed is there before it is kept').toHaveValue('Ana');
  await page.getByRole('button', { name: 'Keep' }).click();
  await expect(page).toHaveURL(/\/plan$/);
  await expect(page.locator('a[href="tel:02079460958"]')).toBeVisible();
  const saving = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Save it as one file' }).click();
  const download = await saving;
  expect(download.suggestedFilename()).toBe('notebook.html');
  const file = await readFile(await download.path(), 'utf8');
  expect(file).toContain('tel:02079460958');
  expect(file).not.toContain('<script');
  await page.goto('/help-now');
  await expect(page.locator('a[href="tel:02079460958"]')).toBeVisible();
  expect(await findings(page)).toEqual([]);
  await lock(page);
  await page.goto('/help-now');
  await expect(page.locator('a[href="tel:02079460958"]')).toHaveCount(0);
});
