// Searching as one types.

import { begin, write } from '../support/person.ts';
import { expect, test } from '../support/test.ts';

test('hits follow the typing, by prefix, without accents, and never stand in an address', async ({ page, context }) => {
  await begin(page);
  await write(page, 'A naïve café by the harbour');
  await write(page, 'The harbour master <b>sleeps</b>');
  const asked: string[] = [];
  context.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}${new URL(request.url()).search}`));
  await page.goto('/journal');
  const field = page.locator('[data-search] input[name="q"]');
  await field.pressSequentially('harb');
  await expect(page.locator('[data-search-hits] > *')).toHaveCount(2);
  await field.fill('CAFE nai');
  await expect(page.locator('[data-search-hits] > *')).toHaveCount(1);
  await expect(page.locator('[data-search-hits] mark').first()).toHaveText(/^(naï|café)/);
  await field.fill('master');
  await expect(page.locator('[data-search-hits]')).toContainText('<b>sleeps</b>');
  await field.fill('zzz');
  await expect(page.locator('[data-search-count]')).toContainText('Nothing found');
  await field.fill('');
  await expect(page.locator('[data-search-hits] > *')).toHaveCount(2);
  expect(asked.filter((request) => /harb|cafe|zzz|master/i.test(request))).toEqual([]);
  expect(page.url()).toMatch(/\/journal$/);
});

test('an answer that somebody has typed past is dropped', async ({ page }) => {
  await begin(page);
  await write(page, 'apple');
  await write(page, 'banana');
  await page.goto('/journal');
  let slow = true;
  await page.route('**/journal/search', async (route) => {
    if (slow) {
      slow = false;
      await new Promise((done) => setTimeout(done, 800));
    }
    await route.continue();
  });
  const field = page.locator('[data-search] input[name="q"]');
  await field.fill('apple');
  await page.waitForTimeout(200);
  await field.fill('banana');
  await expect(page.locator('[data-search-hits]')).toContainText('banana');
  await page.waitForTimeout(1_000);
  await expect(page.locator('[data-search-hits]')).toContainText('banana');
  await expect(page.locator('[data-search-hits]')).not.toContainText('apple');
});
