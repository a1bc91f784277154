// Questionnaires, answered as somebody does in passing.

import { type Page, expect } from '@playwright/test';

import { send } from './forms.ts';

/** How great the distress is right now: a 7, to its end. */
export async function seven(page: Page) {
  await page.goto('/measures/about/suds');
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.locator('.measure-choice').filter({ hasText: '7' }).click();
  await page.getByRole('button', { name: 'Finish' }).click();
  await expect(page.locator('.measure-figure').first()).toContainText('7');
}

/** A score of PHQ-9 on a day, as somebody copies it from paper. */
export async function onPaper(page: Page, when: string, answers: number[]) {
  const address = await send(page.request, '/measures', { measure: 'phq-9' });
  const fields = Object.fromEntries(answers.map((answer, nth) => [`q${nth + 1}`, `${answer}`]));
  await send(page.request, address, { ...fields, when, go: 'finish' });
}
