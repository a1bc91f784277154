// A check-in: in few keys, by thumb, without a script; and its course as a plot.

import { begin } from '../support/person.ts';
import { halfAYear, meet } from '../support/parts.ts';
import { expect, test } from '../support/test.ts';

test('a check-in takes few keys: digits choose, ten is a one and a zero', async ({ page }) => {
  await begin(page);
  await meet(page, 'The Planner');
  await page.goto('/check-in');
  await page.getByRole('checkbox', { name: 'The Planner' }).focus();
  const keys = [' ', 'Tab', '8', 'Tab', '1', '0', 'Tab', '5', 'Backspace', 'Tab', '3', 'Tab', 'Enter'];
  for (const key of keys) await page.keyboard.press(key);
  await expect(page).toHaveURL(/\/check-in\/kept\?kept=/);
  await expect(page.locator('h1')).toHaveText('Kept.');
  await page.getByRole('link', { name: 'Over time' }).click();
  await page.getByRole('link', { name: 'The Planner' }).click();
  await expect(page.getByText('guard 8 · trust 10 · blended 3')).toBeVisible();
});

test('by thumb: the same parts as last time, one number each', async ({ page }) => {
  await begin(page);
  await meet(page, 'The Critic');
  const planner = await meet(page, 'The Planner');
  for (const level of ['7', '4']) {
    await page.goto('/check-in');
    if (level === '4') await page.getByRole('link', { name: 'Same parts as last time' }).click();
    else await page.locator('.chip', { hasText: 'The Planner' }).click();
    await page.locator(`input[name="guard-${planner}"][value="${level}"]`).check();
    await expect(page.locator('.check-scales:visible')).toHaveCount(1);
    await page.locator('form.check-in button.main').click();
    await expect(page.locator('h1')).toHaveText('Kept.');
  }
  await page.goto(`/parts/${planner}/readings`);
  await page.locator('section', { hasText: 'What you said' }).getByRole('link').first().click();
  await expect(page.locator(`input[name="guard"][value="4"]`)).toBeChecked();
  await page.locator('input[name="guard"][value="5"]').check();
  await page.locator('form.check-in button.main').click();
  await expect(page.getByText('guard 5')).toBeVisible();
});

test('targets of levels are large enough for a thumb', async ({ page }) => {
  await begin(page);
  await page.goto('/check-in');
  const boxes = await page.locator('.step:visible').evaluateAll((steps) => steps.map((step) => step.getBoundingClientRect()).map(({ width, height }) => Math.min(width, height)));
  expect(boxes.length).toBe(12);
  expect(Math.min(...boxes)).toBeGreaterThanOrEqual(44);
});

test('half a year is a plot with a table twin, and one drawing shows at a time', async ({ page }) => {
  test.setTimeout(120_000);
  await begin(page);
  const part = await meet(page, 'The Planner');
  await halfAYear(page, part);
  await page.goto(`/parts/${part}/readings`);
  await expect(page.locator('.plot > svg:visible')).toHaveCount(1);
  const plot = page.getByRole('img', { name: /What you said of The Planner/ });
  await expect(plot).toHaveCount(1);
  await expect(plot.locator('.plot-name')).toHaveText(['guard', 'trust', 'closeness', 'blended']);
  await expect(page.locator('.plot-legend')).toContainText('life event');
  await page.getByText('As a table').click();
  await expect(page.locator('.plot-table tbody tr')).toHaveCount(13);
  await page.getByRole('link', { name: '3 months' }).click();
  await expect(page.locator('.plot-table tbody tr')).not.toHaveCount(13);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a check-in can be given', async ({ page }) => {
    await begin(page);
    const part = await meet(page, 'The Planner');
    await page.goto('/check-in');
    await expect(page.locator(`input[name="guard-${part}"]`).first()).toBeHidden();
    await page.locator('.chip', { hasText: 'The Planner' }).click();
    await page.locator(`input[name="guard-${part}"][value="6"]`).check();
    await page.locator('form.check-in button.main').click();
    await expect(page.locator('h1')).toHaveText('Kept.');
    await page.goto(`/parts/${part}/readings`);
    await expect(page.getByText('guard 6').first()).toBeVisible();
  });
});
