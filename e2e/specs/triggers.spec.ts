// A trigger: named, told by keyboard and by thumb; where it was strong twice, grounding comes first.

import type { Locator, Page } from '@playwright/test';

import { begin } from '../support/person.ts';
import { meet } from '../support/parts.ts';
import { expect, test } from '../support/test.ts';

/** Presses Tab until the wanted thing has the focus. */
async function tabTo(page: Page, wanted: Locator) {
  await expect(wanted).toBeVisible();
  for (let presses = 0; presses < 80; presses += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reached ${wanted}`);
}

/** Names a trigger that calls a part, by pointer. */
async function name(page: Page, situation: string) {
  await page.goto('/triggers/new');
  await page.locator('input[name="name"]').fill(situation);
  await page.locator('.chip', { hasText: 'The Planner' }).click();
  await page.locator('form[action="/triggers"] button.main').click();
  await expect(page.locator('h1')).toHaveText(situation);
}

test('from the list to a told time by keyboard alone, and twice nine offers grounding', async ({ page }) => {
  await begin(page);
  await meet(page, 'The Planner');
  await name(page, 'Sunday evening');
  for (const times of [1, 2]) {
    await page.goto('/triggers');
    await tabTo(page, page.getByRole('link', { name: 'It happened' }));
    await page.keyboard.press('Enter');
    await expect(page.locator('h1')).toHaveText('It happened');
    await tabTo(page, page.locator('input[name="strength"]').first());
    await page.keyboard.press('9');
    await tabTo(page, page.getByRole('checkbox', { name: 'The Planner' }));
    await page.keyboard.press('Space');
    await tabTo(page, page.locator('form.check-in button.main'));
    await page.keyboard.press('Enter');
    await expect(page.locator('p.kept')).toHaveText('Kept.');
    await expect(page.locator('.notice .what')).toHaveText('That was strong');
    const again = page.getByText('It was this strong the last times, too.');
    if (times === 2) await expect(again).toBeVisible();
    else await expect(again).toBeHidden();
  }
  await tabTo(page, page.locator('main').getByRole('link', { name: 'Come back to the room' }));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/grounding$/);
});

test('by thumb, with what helped, and mended later', async ({ page }) => {
  await begin(page);
  await meet(page, 'The Planner');
  await name(page, 'A raised voice');
  await page.goto('/triggers');
  await page.getByRole('link', { name: 'It happened' }).click();
  await page.locator('input[name="strength"][value="6"]').check();
  await page.getByLabel('I paused').check();
  await page.getByText('What helped, how long, when').click();
  await page.locator('#steady').fill('40');
  await page.locator('#helped').fill('Cold water on the wrists.');
  await page.locator('form.check-in button.main').click();
  await expect(page.getByText('how strong 6 · I paused · steady after 40 minutes')).toBeVisible();
  await expect(page.locator('section', { hasText: 'What helped, in your words' })).toContainText('Cold water on the wrists.');
  await expect(page.locator('.plot > svg:visible')).toHaveCount(1);
  await page.locator('section', { hasText: 'When it happened' }).getByRole('link').first().click();
  await expect(page.locator('input[name="strength"][value="6"]')).toBeChecked();
  await page.locator('input[name="strength"][value="4"]').check();
  await page.locator('form.check-in button.main').click();
  await expect(page.getByText('how strong 4 · I paused')).toBeVisible();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a trigger is named, its parts ordered, and it is told', async ({ page }) => {
    await begin(page);
    await meet(page, 'The Planner');
    await meet(page, 'The Critic');
    await page.goto('/triggers/new');
    await page.locator('input[name="name"]').fill('An unread letter');
    await page.locator('.chip', { hasText: 'The Planner' }).click();
    await page.locator('.chip', { hasText: 'The Critic' }).click();
    await page.getByRole('button', { name: 'Put them in order' }).click();
    await expect(page.locator('.called-name')).toHaveText(['The Planner', 'The Critic']);
    await page.getByRole('button', { name: 'Earlier: The Critic' }).click();
    await expect(page.locator('.called-name')).toHaveText(['The Critic', 'The Planner']);
    await expect(page.locator('input[name="name"]')).toHaveValue('An unread letter');
    await page.locator('input[name="name"]').press('Enter');
    await expect(page.locator('h1')).toHaveText('An unread letter');
    await expect(page.locator('.called a')).toHaveText(['The Critic', 'The Planner']);
    await page.getByRole('link', { name: 'It happened' }).click();
    await page.locator('input[name="strength"][value="8"]').check();
    await page.locator('form.check-in button.main').click();
    await expect(page.getByText('That was strong')).toBeVisible();
  });
});
