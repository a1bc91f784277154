// T36 in short: hostile strings are shown letter for letter, execute nothing and add no node.

import { begin, beginExercise, next, walkTo } from '../support/person.ts';
import { HOSTILE } from '../support/hostile.ts';
import { expect, test } from '../support/test.ts';

/** Elements that no page of ours has inside what a person wrote. */
const FOREIGN = 'main :is(script, img, iframe, object, embed, style, link, math, video, audio:not(.voice-note > audio), template:not([data-note]), marquee)';

test('sixty hostile strings are words and nothing else', async ({ page }) => {
  test.setTimeout(120_000);
  expect(HOSTILE.length).toBeGreaterThanOrEqual(60);
  await page.addInitScript(() => {
    window.alert = () => document.documentElement.setAttribute('data-executed', 'yes');
  });
  await begin(page);
  const all = HOSTILE.join('\n');
  await page.goto('/journal/new');
  await page.locator('input[name="title"]').fill(HOSTILE.slice(0, 4).join(' ').slice(0, 180));
  await page.locator('textarea[name="body"]').fill(all);
  await page.locator('form[action="/journal"] button.main').click();
  await page.waitForURL((url) => url.pathname !== '/journal/new');
  await page.goto('/journal');
  await expect(page.locator(FOREIGN)).toHaveCount(0);
  await page.locator('ol.entries a').first().click();
  expect(await page.locator('.written').first().textContent()).toBe(all);
  await expect(page.locator(FOREIGN)).toHaveCount(0);

  await page.goto('/journal');
  await page.locator('[data-search] input[name="q"]').fill('alert');
  await expect(page.locator('[data-search-hits] mark').first()).toBeVisible();
  await expect(page.locator(FOREIGN)).toHaveCount(0);

  await beginExercise(page);
  await walkTo(page, 'who');
  await page.locator('input[name="name"]').fill('<img src=x onerror=alert(1)>');
  await page.locator('input[name="other"]').fill('"><svg onload=alert(1)>');
  await next(page);
  await walkTo(page, 'purpose');
  await page.locator('textarea[name="words"]').fill(all);
  await next(page);
  await expect(page.locator('.beside')).toContainText('<img src=x onerror=alert(1)>');
  await expect(page.locator(FOREIGN)).toHaveCount(0);
  await page.locator('.beside-name a').click();
  await expect(page.locator('main')).toContainText('<script>alert(1)</script>');
  await expect(page.locator(FOREIGN)).toHaveCount(0);
  expect(await page.locator('html').getAttribute('data-executed')).toBeNull();
});
