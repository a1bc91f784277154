// The ways through an exercise that are not the straight one.

import { readFile } from 'node:fs/promises';

import { answerScreen, begin, beginExercise, next, screenOf, walkTo } from '../support/person.ts';
import { expect, test } from '../support/test.ts';

test('another part is met first, and the exercise comes back to the very screen', async ({ page }) => {
  test.setTimeout(120_000);
  await begin(page);
  await beginExercise(page);
  await walkTo(page, 'fears');
  const waiting = page.url();
  await page.locator('textarea[name="words"]').fill('half a sentence');
  await page.getByRole('button', { name: 'Another part is here' }).click();
  await page.getByRole('button', { name: 'Meet that part first' }).click();
  await expect(page.locator('.waits')).toContainText('Meeting The Planner');
  expect(new URL(page.url()).pathname.split('/')[2]).not.toBe(new URL(waiting).pathname.split('/')[2]);
  await walkTo(page, 'process');
  await next(page);
  await expect(page).toHaveURL((url) => `${url.origin}${url.pathname}` === waiting && url.searchParams.has('kept'));
  await expect(page.locator('textarea[name="words"]')).toHaveValue('half a sentence');
});

test('a word that is not Self-like opens the gate, and a little room leads on', async ({ page }) => {
  await begin(page);
  await beginExercise(page);
  await walkTo(page, 'feel-first');
  await page.getByLabel('annoyed').check();
  await next(page);
  await expect(page.locator('h1')).toHaveText('Another part is here');
  await page.getByRole('button', { name: 'It gives me a little room' }).click();
  await expect(page).toHaveURL(/\/purpose$/);
});

test('a refused permission is not worked past', async ({ page }) => {
  await begin(page);
  await beginExercise(page);
  await walkTo(page, 'willing');
  await page.getByLabel('It would rather not').check();
  await next(page);
  await expect(page.locator('h1')).toHaveText('It would rather not');
  await page.goto(page.url().replace(/\/willing\/refused$/, '/purpose'));
  await expect(page).toHaveURL(/\/willing\/refused$/);
  await page.getByRole('button', { name: 'Thank it and stop here' }).click();
  await expect(page.locator('h1')).toHaveText('Meeting The Planner');
});

test('a young and hurt part is left for the therapist’s room', async ({ page }) => {
  await begin(page);
  await beginExercise(page);
  await walkTo(page, 'who');
  await page.locator('input[name="name"]').fill('The small one');
  await page.getByLabel('it feels young and hurt').check();
  await next(page);
  await expect(page.locator('main')).toContainText('for your sessions with your therapist');
  await page.goto(page.url().replace(/\/who\/young-part$/, '/fears'));
  await expect(page).toHaveURL(/\/who\/young-part$/);
});

test('an urge to harm leads to help first', async ({ page }) => {
  await begin(page);
  await beginExercise(page);
  await page.getByRole('button', { name: 'This is too much' }).click();
  await page.getByLabel('I feel an urge to harm myself').check();
  await page.getByLabel('I feel dizzy').check();
  await page.locator('main form button').first().click();
  const calls = page.locator('main a[href^="tel:"]');
  await expect(calls.first()).toBeVisible();
  await page.getByRole('button', { name: 'I have seen this' }).click();
  await expect(page.locator('main')).not.toContainText('I have seen this');
  await expect(page.locator('a[href="/help-now"]').first()).toBeVisible();
});

test('only ticked steps are printed or saved, under a name that tells nothing', async ({ page }) => {
  await begin(page);
  await beginExercise(page);
  await walkTo(page, 'fears');
  await answerScreen(page, 'The secret fear.');
  await page.goto(page.url().replace(/\/gifts$/, '/take-away'));
  await expect(page.locator('input[name="step"]:checked')).toHaveCount(0);
  await page.locator('input[value="purpose"]').check();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as text' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('notes.txt');
  const text = await readFile(await download.path(), 'utf8');
  expect(text).toContain('It keeps watch.');
  expect(text).not.toContain('secret fear');
  await page.getByRole('button', { name: 'Show the page to print' }).click();
  await expect(page.locator('body.printed')).toContainText('It keeps watch.');
  await expect(page.locator('body')).not.toContainText('secret fear');
});

test('a pause leads to Today, and the run waits there', async ({ page }) => {
  await begin(page);
  await beginExercise(page);
  await walkTo(page, 'purpose');
  const screen = screenOf(page);
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.locator('h1')).toHaveText('What is here, right now?');
  await page.locator('main a[href^="/exercises/"]').first().click();
  expect(screenOf(page)).toBe(screen);
});
