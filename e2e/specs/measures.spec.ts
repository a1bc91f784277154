// Questionnaires: by keyboard, by thumb, with the program stopped, and over a year.

import type { Page } from '@playwright/test';

import { look } from '../support/axe.ts';
import { onPaper } from '../support/measures.ts';
import { begin } from '../support/person.ts';
import { QUIET } from '../support/session.ts';
import { expect, test } from '../support/test.ts';

/** Begins one and waits for its questions, and for the script that goes through them. */
async function ask(page: Page, measure: string) {
  await page.goto(`/measures/about/${measure}`);
  await page.getByRole('button', { name: 'Begin' }).click();
  await expect(page.locator('form.measure .measure-current')).toBeVisible();
  return new URL(page.url()).pathname;
}

/** Chooses an answer of the question that is shown, by its words. */
const choose = (page: Page, words: string) => page.locator('.measure-current .measure-choice').filter({ hasText: words }).click();

test('all of PHQ-9 by keyboard alone', async ({ page, isMobile }, info) => {
  test.skip(isMobile, 'a phone has no keys');
  await begin(page);
  await ask(page, 'phq-9');
  await expect(page.locator('.measure-recall')).toBeInViewport();
  await look(page, 'measure-form', info.project.name);
  await page.locator('.measure-question input').first().focus();
  for (const digit of ['2', '1', '3', '0', '1', '2', '1', '0', '0']) await page.keyboard.press(digit);
  await expect(page.locator('[data-draft-status]')).toContainText('Kept', { timeout: 15_000 });
  await page.getByRole('button', { name: 'Finish' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('.measure-figure').first()).toContainText('10');
  await expect(page.locator('.measure-sum').first()).toContainText('moderate');
  await look(page, 'measure-result', info.project.name);
});

test('one question a screen by thumb, back and changed', async ({ page, isMobile }, info) => {
  test.skip(!isMobile, 'a desktop shows all at once');
  await begin(page);
  const address = await ask(page, 'phq-9');
  await expect(page.locator('.measure-question:visible')).toHaveCount(1);
  await expect(page.locator('.measure-recall')).toBeInViewport();
  await look(page, 'measure-one', info.project.name);
  await choose(page, 'Several days');
  await choose(page, 'Not at all');
  await page.getByRole('button', { name: 'Back' }).click();
  await choose(page, 'Nearly every day');
  await expect(page.locator('[data-measure-progress]')).toContainText('3 of');
  await expect(page.locator('[data-draft-status]')).toContainText('Kept', { timeout: 15_000 });
  await page.goto('/measures');
  await page.getByRole('link', { name: 'Go on where you were' }).click();
  await expect(page).toHaveURL(address);
  await expect(page.locator('[data-measure-progress]')).toContainText('3 of');
  for (let left = 0; left < 7; left += 1) await choose(page, 'Not at all');
  await page.getByRole('button', { name: 'Finish' }).click();
  await expect(page.locator('.measure-figure').first()).toHaveText('4 of 27');
  await look(page, 'measure-result', info.project.name);
});

test('item nine brings up help with the program stopped, and is kept once it answers', async ({ page, server, watch }, info) => {
  watch.allow(QUIET);
  await begin(page);
  const address = await ask(page, 'phq-9');
  await server.halt();
  const nine = page.locator('.measure-question').nth(8);
  while (!(await nine.isVisible())) await page.getByRole('button', { name: 'Next' }).click();
  await nine.locator('.measure-choice').nth(1).click();
  const help = page.locator('[data-measure-help] .measure-help');
  await expect(help).toBeVisible();
  await expect(help.getByRole('heading').first()).toBeFocused();
  await expect(help.locator('a.call').first()).toBeInViewport();
  await look(page, 'measure-help', info.project.name);
  const again = await server.again();
  try {
    await expect(page.locator('[data-draft-status]')).toContainText('Kept', { timeout: 30_000 });
    await page.getByRole('button', { name: 'I have seen this' }).click();
    await expect(help).toBeHidden();
    await page.goto(address);
    await expect(page.locator('.measure-help')).toBeVisible();
    await expect(page.locator('.measure-question').nth(8).locator('input:checked')).toHaveCount(1);
    await page.getByRole('link', { name: 'A few short questions next' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('ASQ');
  } finally {
    await again.halt();
  }
});

test('an acute answer fills the screen at once, and the question before it is asked only when it is its turn', async ({ page, server, watch }, info) => {
  watch.allow(QUIET);
  await begin(page);
  await ask(page, 'asq');
  await server.halt();
  const five = page.locator('.measure-question').nth(4);
  await expect(five).toBeHidden();
  await page.locator('.measure-question').nth(0).locator('.measure-choice').filter({ hasText: 'Yes' }).click();
  const seen = page.getByRole('button', { name: 'I have seen this' });
  if (await seen.isVisible()) await seen.click();
  while (!(await five.isVisible())) await page.getByRole('button', { name: 'Next' }).click();
  await five.locator('.measure-choice').filter({ hasText: 'Yes' }).click();
  const whole = page.locator('.measure-help-whole');
  await expect(whole).toBeVisible();
  await expect(whole.locator('a.call').first()).toBeInViewport();
  await look(page, 'measure-danger', info.project.name);
  const again = await server.again();
  try {
    await expect(page.locator('[data-draft-status]')).toContainText('Kept', { timeout: 30_000 });
  } finally {
    await again.halt();
  }
});

test('a year of results, in words, as a plot and as a table', async ({ page }, info) => {
  await begin(page);
  for (let nth = 0; nth < 26; nth += 1) {
    const day = new Date(Date.now() - (26 - nth) * 14 * 86_400_000).toISOString().slice(0, 16);
    const each = nth < 3 ? 2 : nth < 14 ? 1 : 0;
    await onPaper(page, day, [each, each, each, each, each, each, each, nth % 3, 0]);
  }
  await page.goto('/measures/course/phq-9');
  await expect(page.locator('main')).toContainText('more than this questionnaire usually varies by itself');
  await expect(page.locator('main')).toContainText('This cannot say what caused it.');
  await expect(page.locator('figure.plot svg[role="img"]:visible, figure.plot svg.plot-drawing:visible').first()).toBeVisible();
  await look(page, 'measure-course', info.project.name);
  await page.locator('figure.plot summary').first().click();
  await expect(page.locator('figure.plot table tbody tr')).toHaveCount(26);
  await page.goto('/measures');
  await look(page, 'measures', info.project.name);
  await page.goto('/measures/report?for=clinician');
  await look(page, 'measure-report', info.project.name);
  const pdf = await page.pdf({ path: `screenshots-out/${info.project.name}-measure-report.pdf`, format: 'A4', tagged: true });
  expect(pdf.length).toBeGreaterThan(5_000);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('navigation')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Print it' })).toBeHidden();
});

test('a card that nobody put away gives way only to a stronger one', async ({ page }) => {
  await begin(page);
  await ask(page, 'phq-9');
  const help = page.locator('[data-measure-help] .measure-help');
  // Item 9 first, then the total that asks for less help by itself.
  const answer = async (nth: number) => {
    const question = page.locator('.measure-question').nth(nth);
    const way = page.getByRole('button', { name: nth === 8 ? 'Next' : 'Back' });
    while (!(await question.isVisible())) await way.click();
    await question.locator('.measure-choice').nth(3).click();
  };
  await answer(8);
  await expect(help).toHaveAttribute('data-level', 'S1');
  for (let nth = 7; nth >= 0; nth -= 1) await answer(nth);
  await expect(page.locator('[data-draft-status]')).toContainText('Kept', { timeout: 15_000 });
  await expect(help).toHaveCount(1);
  await expect(help).toHaveAttribute('data-level', 'S1');
});
