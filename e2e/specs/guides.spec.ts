// Three guides from the list to their end, by keyboard alone; every kind of screen looked at as axe does.

import type { Page } from '@playwright/test';

import { look } from '../support/axe.ts';
import { follow, tabTo, typeInto } from '../support/keyboard.ts';
import { begin, screenOf } from '../support/person.ts';
import { expect, test } from '../support/test.ts';

/** Answers what a screen asks, whatever it is, by keyboard, and goes on. */
async function answer(page: Page) {
  const names = await page.locator('form.answer [name]').evaluateAll((fields) => [
    ...new Set(fields.map((field) => field.getAttribute('name') ?? '')),
  ]);
  if (names.includes('name')) await typeInto(page, page.locator('input[name="name"]'), 'The Keeper');
  if (names.includes('words')) await typeInto(page, page.locator('[name="words"]').first(), 'A few words.');
  for (const level of await page.locator('fieldset.level').all()) {
    await tabTo(page, level.locator('input').first());
    await page.keyboard.press('3');
    await expect(level.locator('input[value="3"]')).toBeChecked();
  }
  if (names.includes('option')) {
    await tabTo(page, page.locator('input[name="option"]').first());
    await page.keyboard.press('Space');
  }
  await follow(page, page.locator('button[name="go"][value="next"]'));
}

for (const guide of ['check-in', 'ask-protectors', 'right-after']) {
  test(`${guide} is found, begun and walked to its end by keyboard alone`, async ({ page }, { project }) => {
    test.setTimeout(180_000);
    await begin(page);
    await follow(page, page.getByRole('navigation').getByRole('link', { name: 'Exercises' }));
    await follow(page, page.locator(`#${guide}`).getByRole('link'));
    await look(page, `about-${guide}`, project.name);
    await follow(page, page.getByRole('button', { name: 'Begin' }));
    const passed = new Set<string>();
    while (/\/exercises\/[0-9a-f-]{36}\/[a-z-]+$/.test(page.url())) {
      const screen = screenOf(page);
      expect(passed, 'no screen comes twice').not.toContain(screen);
      passed.add(screen);
      await look(page, `${guide}-${screen}`, project.name);
      await answer(page);
    }
    expect(passed.size).toBeGreaterThan(4);
    await expect(page.getByText(/^Ended /)).toBeVisible();
    await look(page, `ended-${guide}`, project.name);
  });
}

test('U4: a distress of 9 leads back to the room and to help, and the exercise waits', async ({ page }, { project }) => {
  await begin(page);
  await page.goto('/exercises/about/check-in');
  await page.getByRole('button', { name: 'Begin' }).click();
  const run = new URL(page.url()).pathname.replace(/\/[a-z-]+$/, '');
  await page.goto(`${run}/distress`);
  await page.locator('label:has(input[name="distress"][value="9"])').click();
  await page.locator('button[name="go"][value="next"]').click();
  await expect(page).toHaveURL(new RegExp(`${run}/distress/too-strong$`));
  await look(page, 'too-strong', project.name);
  await expect(page.getByRole('link', { name: 'Feet and chair' })).toBeVisible();
  await page.getByRole('link', { name: 'Show me who can help now' }).click();
  await expect(page).toHaveURL(/\/help-now/);
  await page.goto(run);
  await expect(page).toHaveURL(new RegExp(`${run}/distress$`));
});

test('U1: what a therapist does is recorded with the code they give, and with no other', async ({ page, watch }) => {
  await begin(page);
  await page.goto('/exercises#with-therapist');
  await page.locator('#with-therapist').getByRole('link').first().click();
  await page.getByLabel('The code your therapist gave you').fill('MAPLE');
  await page.getByRole('button', { name: 'Begin' }).click();
  await expect(page).toHaveURL(/\/exercises\/[0-9a-f-]{36}\/[a-z-]+$/);
  expect(watch.seen).toEqual([]);
});
