// A programme and its sessions: planned, changed, taken from state to state.

import type { Page } from '@playwright/test';

import { look } from '../support/axe.ts';
import { begin } from '../support/person.ts';
import { expect, test } from '../support/test.ts';

/** Keeps a programme at home by the form, and lands on its page. */
export async function programme(page: Page) {
  await page.goto('/journey');
  await page.getByRole('link', { name: 'Begin a programme' }).click();
  await page.getByLabel('What do you call it?').fill('Spring');
  await page.getByLabel('Sessions planned').fill('4');
  await page.getByLabel('Days between two').fill('7');
  await page.getByLabel('Sitter', { exact: true }).fill('Ana');
  await page.getByLabel('Sitter: number').fill('+44 20 7946 0958');
  await page.locator('form[action="/journey"] button.main').click();
  await expect(page.locator('h1')).toHaveText('Spring');
}

/** Plans its next session as the form suggests it. */
export async function planned(page: Page) {
  await page.getByRole('link', { name: 'Plan a session' }).click();
  await expect(page.getByLabel('Who sits with you?')).toHaveValue('Ana');
  await page.locator('form[action="/journey/sessions"] button.main').click();
  await expect(page.locator('h1')).toHaveText(/^Session \d$/);
}

test('a programme is planned with its sessions, a week apart', async ({ page }, info) => {
  await begin(page);
  await page.goto('/journey');
  await look(page, 'journey-empty', info.project.name);
  await programme(page);
  await look(page, 'journey-programme', info.project.name);
  await planned(page);
  await page.getByRole('link', { name: 'Spring' }).click();
  await planned(page);
  await look(page, 'journey-session', info.project.name);
  await page.getByRole('link', { name: 'Spring' }).click();
  await expect(page.locator('.journey-sessions li')).toHaveCount(2);
  await expect(page.locator('.facts')).toContainText('Ana');
});

test('r33 esketamine cannot be planned at home, and nothing typed is lost', async ({ page, watch }) => {
  watch.allow(/422/);
  await begin(page);
  await page.goto('/journey/new');
  await page.getByLabel('What do you call it?').fill('By the nose');
  await page.getByLabel('Esketamine by the nose').check();
  await page.locator('form[action="/journey"] button.main').click();
  await expect(page.locator('.notice')).toContainText('given in an office');
  await expect(page.getByLabel('What do you call it?')).toHaveValue('By the nose');
  await page.getByLabel('In an office, with staff').check();
  await page.locator('form[action="/journey"] button.main').click();
  await expect(page.locator('h1')).toHaveText('By the nose');
});
