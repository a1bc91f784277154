// From the first page to a finished exercise, by keyboard alone.

import type { Page } from '@playwright/test';

import { follow, tabTo, typeInto } from '../support/keyboard.ts';
import { PASSPHRASE, screenOf, shownWords } from '../support/person.ts';
import { expect, test } from '../support/test.ts';

async function confirmByKeyboard(page: Page) {
  const words = await shownWords(page);
  for (const name of ['word-1', 'word-2', 'word-3']) {
    const label = await page.locator(`label[for="${name}"]`).textContent();
    const number = Number(/\d+/.exec(label ?? '')?.[0]);
    await typeInto(page, page.locator(`input[name="${name}"]`), words[number - 1] ?? '');
  }
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname !== '/recovery-words');
}

/** Answers a screen as far as the exercise needs it. */
async function answer(page: Page) {
  const said: Record<string, string> = {
    situation: 'Sunday evening',
    purpose: 'To keep everything in order.',
    feels: 'Tired.',
    fears: 'That all would fall apart.',
    gifts: 'I never forget.',
    needs: 'A thank you now and then.',
    reflect: 'It holds the fear back.',
    process: 'I did not expect it to be so kind.',
  };
  const screen = screenOf(page);
  const words = said[screen];
  if (words) await typeInto(page, page.locator('textarea[name="words"]'), words);
  if (screen === 'who') await typeInto(page, page.locator('input[name="name"]'), 'The Planner');
  if (['willing', 'feel-first', 'feel-toward'].includes(screen)) {
    await tabTo(page, page.locator('input[name="option"]').first());
    await page.keyboard.press('Space');
  }
  await follow(page, page.locator('button[name="go"][value="next"]'));
}

test('from the first page to a finished exercise by keyboard alone', async ({ page }) => {
  test.setTimeout(180_000);
  await page.goto('/');
  await typeInto(page, page.locator('input[name="passphrase"]'), PASSPHRASE);
  await typeInto(page, page.locator('input[name="again"]'), PASSPHRASE);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/recovery-words/);
  await confirmByKeyboard(page);
  await follow(page, page.getByRole('navigation').getByRole('link', { name: 'Exercises' }));
  await follow(page, page.locator('#meet-a-protector').getByRole('link'));
  await follow(page, page.getByRole('button', { name: 'Begin' }));
  const steps = new Set<string | null>();
  while (/\/exercises\/[0-9a-f-]{36}\/[a-z-]+$/.test(page.url())) {
    steps.add(await page.locator('.progress').getAttribute('aria-label'));
    await answer(page);
  }
  expect(steps.size).toBe(10);
  await expect(page.locator('h1')).toHaveText('Meeting The Planner');
  await expect(page.getByText('That all would fall apart.')).toBeVisible();
  await follow(page, page.getByRole('link', { name: 'The journal entry it left' }));
  await expect(page).toHaveURL(/\/journal\/[0-9a-f-]{36}$/);
  await expect(page.getByText('I did not expect it to be so kind.')).toBeVisible();
  await follow(page, page.getByRole('link', { name: 'The exercise it came from' }));
  await follow(page, page.getByRole('navigation').getByRole('link', { name: 'Parts' }));
  await follow(page, page.getByRole('link', { name: 'The Planner' }).first());
  await expect(page.getByText('A thank you now and then.').first()).toBeVisible();
});
