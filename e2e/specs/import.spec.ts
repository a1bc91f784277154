// From elsewhere: choose a file, look at what would come, bring it in; again, and nothing is doubled.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

import type { Page } from '@playwright/test';

import { picture } from '../support/axe.ts';
import { begin } from '../support/person.ts';
import { expect, test } from '../support/test.ts';

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const SYSTEM = JSON.stringify({
  version: 2,
  name: 'The Lamp House',
  webhook_url: 'https://example.org/hook',
  members: [
    { id: 'abcde', name: 'Watcher', description: 'Looks out.', color: '88aacc', privacy: { visibility: 'public', birthday_privacy: 'private' }, birthday: '1990-07-01' },
    { id: 'fghij', name: 'Ember <b>bold</b>', privacy: { visibility: 'public' } },
    { id: 'klmno', name: 'Stone' },
  ],
  groups: [{ id: 'grpaa', name: 'Upstairs', members: ['abcde', 'zzzzz'], privacy: { visibility: 'public' } }],
  switches: [{ timestamp: '2026-01-02T10:00:00Z', members: ['abcde'] }],
});

/** Opens the page by its links, with the keyboard, and chooses the file. */
async function choose(page: Page, contents = SYSTEM) {
  await page.goto('/settings');
  await page.getByRole('link', { name: 'Bring something in' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('h1')).toHaveText('From elsewhere');
  await page.setInputFiles('#file', { name: 'system.json', mimeType: 'application/json', buffer: Buffer.from(contents) });
  await page.getByRole('button', { name: 'Look at it' }).focus();
  await page.keyboard.press('Enter');
}

/** Axe in both colour schemes and at 320 px, and a picture of each. */
async function look(page: Page, name: string, project: string) {
  const size = page.viewportSize() ?? { width: 390, height: 844 };
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate(AXE);
    const found = await page.evaluate(async () => {
      const { axe } = window as unknown as { axe: { run(): Promise<{ violations: { id: string }[] }> } };
      return (await axe.run()).violations.map((violation) => violation.id);
    });
    expect(found, `${name}, ${colorScheme}`).toEqual([]);
    await picture(page, `${project}-${colorScheme}-${name}`);
  }
  await page.setViewportSize({ width: 320, height: size.height });
  expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(320);
  await page.setViewportSize(size);
  await page.emulateMedia({ colorScheme: 'light' });
}

test('a file is looked at, brought in, and the second time adds nothing', async ({ page }, { project }) => {
  test.setTimeout(120_000);
  await begin(page);
  await choose(page);
  await expect(page.locator('main')).toContainText('The file is from PluralKit. Nothing is kept yet.');
  await expect(page.locator('main')).toContainText('3 to bring in');
  await look(page, 'import-look', project.name);

  await page.getByLabel('Who was in front').focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Look again' }).click();
  await expect(page.getByLabel('Who was in front')).toBeChecked();
  await page.goto('/parts');
  await expect(page.locator('main')).not.toContainText('Watcher');
  await page.goBack();

  await page.getByRole('button', { name: 'Bring it in' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').first()).toContainText('Kept: 3 parts, 1 group, 1 journal entry.');
  await look(page, 'import-came', project.name);
  await page.getByRole('link', { name: 'To your parts' }).click();
  await expect(page.locator('main')).toContainText('Ember <b>bold</b>');
  await page.goto('/journal');
  await expect(page.locator('main')).toContainText('Who was in front');

  await choose(page);
  await page.getByLabel('Who was in front').check();
  await page.getByRole('button', { name: 'Bring it in' }).click();
  await expect(page.getByRole('status').first()).toContainText('All of it was here already.');
});

test('what cannot be read is said, and “not now” lets the file go', async ({ page, watch }, { project }) => {
  watch.allow(/422|404/);
  await begin(page);
  await choose(page, '{"tuppers": []}');
  await expect(page.getByRole('alert')).toContainText('Tupperbox');
  await look(page, 'import-refused', project.name);
  await choose(page);
  await expect(page.locator('h1')).toHaveText('This would come in');
  const address = page.url();
  await page.getByRole('button', { name: 'Not now' }).click();
  await expect(page).toHaveURL(/\/settings\/import$/);
  await page.goto(address);
  await expect(page.getByRole('alert')).toContainText('The file no longer waits here.');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('it works all the same', async ({ page }) => {
    await begin(page);
    await choose(page);
    await page.getByLabel('Treat all as ordinary').check();
    await page.getByRole('button', { name: 'Bring it in' }).click();
    await expect(page.locator('main')).toContainText('Kept: 3 parts');
  });
});
