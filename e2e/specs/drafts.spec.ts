// No typed word is lost: reload, lock, two windows, a server that is gone.

import { answerScreen, begin, beginExercise, kept, lock, lockElsewhere, next, unlock, walkTo, write } from '../support/person.ts';
import { expect, test } from '../support/test.ts';

const BODY = 'form[action="/journal"] textarea[name="body"]';

test('a reload in the middle of a word loses nothing that is a second old', async ({ page }) => {
  await begin(page);
  await page.locator(BODY).pressSequentially('The kettle and the sta');
  const typed = Date.now();
  await kept(page);
  expect(Date.now() - typed).toBeLessThan(1_500);
  await page.reload();
  await expect(page.locator(BODY)).toHaveValue('The kettle and the sta');
});

test('closing the page at the very last letter loses nothing', async ({ page, context }) => {
  await begin(page);
  await page.locator(BODY).pressSequentially('gone at once');
  await page.close({ runBeforeUnload: true });
  const next = await context.newPage();
  await expect(async () => {
    await next.goto('/');
    await expect(next.locator(BODY)).toHaveValue('gone at once', { timeout: 500 });
  }).toPass();
});

test('lock and return: the exercise waits at its screen with its words', async ({ page }) => {
  await begin(page);
  await beginExercise(page);
  await walkTo(page, 'fears');
  await page.locator('textarea[name="words"]').fill('That nobody comes');
  await kept(page);
  const screen = page.url();
  await lock(page);
  await expect(page).toHaveURL(/\/unlock/);
  await page.goto(screen);
  await expect(page).toHaveURL(/\/unlock\?next=/);
  await unlock(page);
  await expect(page).toHaveURL(screen);
  await expect(page.locator('textarea[name="words"]')).toHaveValue('That nobody comes');
});

test('what is typed after another window locked is held sealed and comes back', async ({ page, context, watch }) => {
  watch.allow(/423/);
  await begin(page);
  await lockElsewhere(context);
  // In one go: on a slow machine the lock screen comes between two keys.
  await page.locator(BODY).fill('typed into a locked notebook');
  await expect(page).toHaveURL(/\/unlock\?held=1/);
  await expect(page.getByText('kept, sealed')).toBeVisible();
  await unlock(page);
  await page.goto('/');
  await expect(page.locator(BODY)).toHaveValue('typed into a locked notebook');
});

test('an answer that is sent after the lock comes back on its screen', async ({ page, context, watch }) => {
  watch.allow(/423/);
  await begin(page);
  await beginExercise(page);
  await walkTo(page, 'purpose');
  const screen = page.url();
  await lockElsewhere(context);
  await page.locator('textarea[name="words"]').fill('I keep the door');
  await next(page);
  await expect(page).toHaveURL(/\/unlock\?held=1/);
  await unlock(page);
  await page.goto(screen);
  await expect(page.locator('textarea[name="words"]')).toHaveValue('I keep the door');
});

test('two windows that type at the same place keep both', async ({ page, context }) => {
  await begin(page);
  const other = await context.newPage();
  await other.goto('/');
  await page.locator(BODY).pressSequentially('from the first');
  await kept(page);
  await other.locator(BODY).pressSequentially('from the second');
  await kept(other);
  await page.locator(BODY).press('End');
  await page.locator(BODY).pressSequentially(' window');
  await expect(page.locator('[data-draft-state]').first()).not.toHaveAttribute('data-draft-state', 'kept');
  await kept(page);
  for (const window of [page, other]) {
    await window.locator('form[action="/journal"] button.main').click();
    await expect(window.locator('p.kept')).toBeVisible();
  }
  await page.goto('/journal');
  await expect(page.getByText('from the first window')).toBeVisible();
  await expect(page.getByText('from the second')).toBeVisible();
});

test('two windows that answer the same screen keep both answers', async ({ page, context }) => {
  await begin(page);
  await beginExercise(page);
  await walkTo(page, 'gifts');
  const other = await context.newPage();
  await other.goto(page.url());
  const screen = page.url();
  await answerScreen(page, 'It sees what others miss.');
  await answerScreen(other, 'It makes people laugh.');
  await page.goto(screen);
  await expect(page.locator('textarea[name="words"]')).toHaveValue('It makes people laugh.');
  await expect(page.locator('.others')).toContainText('It sees what others miss.');
});

test('a stopped server leaves the words on the page and they are kept when it is back', async ({ page, server, watch }) => {
  watch.allow(/ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE/);
  await begin(page);
  await server.halt();
  await page.locator(BODY).pressSequentially('while nobody listens');
  await expect(page.locator('[data-draft-state="no-answer"]')).toContainText('not answering');
  await page.locator('form[action="/journal"] button.main').click();
  await expect(page.locator(BODY)).toHaveValue('while nobody listens');
  const again = await server.again();
  try {
    await kept(page);
    await page.reload();
    await expect(page.locator(BODY)).toHaveValue('while nobody listens');
  } finally {
    await again.halt();
  }
});

test('a text that is too long is said to be before it is sent', async ({ page }) => {
  await begin(page);
  await write(page, 'a short one first');
  await page.locator(BODY).evaluate((field) => {
    if (field instanceof HTMLTextAreaElement) field.value = 'ü'.repeat(600_000);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
  // Laying out so much takes a slow machine longer than anything else here.
  await expect(page.locator('[data-draft-state="too-long"]')).toContainText('longer than one page can hold', { timeout: 30_000 });
  await page.locator('form[action="/journal"] button.main').click();
  await expect(page.locator('[data-draft-state="too-long"]')).toBeVisible();
  expect(new URL(page.url()).pathname).toBe('/');
});
