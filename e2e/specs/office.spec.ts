// A session in the office: what is due, what is not over yet, the list before leaving, the draft of the form.

import type { Page } from '@playwright/test';

import { look, picture } from '../support/axe.ts';
import { ended, keptOffice, keptSession, takenOn } from '../support/journey.ts';
import { begin } from '../support/person.ts';
import { expect, test } from '../support/test.ts';

/** Keeps a reading, and ends where that leads. */
async function reads(page: Page, session: string) {
  await page.goto(`${session}/vitals`);
  await page.locator('#systolic').fill('128');
  await page.locator('#diastolic').fill('82');
  await page.locator('#oxygen').fill('97');
  await page.locator('main form button.main').click();
  await expect(page).not.toHaveURL(/vitals/);
}

const card = (page: Page, title: string) => page.locator('form.effect', { has: page.getByRole('heading', { name: title }) });

test('what is due and what is not over stands on every page of a session in the office', async ({ page, watch }, info) => {
  test.setTimeout(120_000);
  watch.allow(/422/);
  await begin(page);
  const session = await keptSession(page, await keptOffice(page));
  await takenOn(page, session, 'ready');
  await page.getByRole('link', { name: 'Readings, and what is seen' }).click();
  await expect(page.locator('.facts').first()).toContainText('Due now');
  await expect(page.locator('form.effect'), 'nothing is noted before it begins').toHaveCount(0);
  await reads(page, session);
  await takenOn(page, session, 'in-session');
  await page.goto(`${session}/during`);
  await page.getByRole('button', { name: 'The medicine is taken now' }).click();
  await expect(page.locator('.in-office')).toContainText('Blood pressure due 0:40, by the staff');
  await page.getByRole('link', { name: 'In the office' }).click();
  await expect(page.locator('.facts').first()).toContainText('128 / 82');
  await card(page, 'Dissociation').getByRole('button', { name: 'It began' }).click();
  await expect(page.locator('p.kept')).toHaveText('Kept.');
  await expect(card(page, 'Dissociation')).toContainText('Not over yet, since 0:00');
  await card(page, 'Sedation').getByRole('button', { name: 'Not there' }).click();
  await expect(card(page, 'Sedation')).toContainText('Not there');
  await card(page, 'Sedation').getByText('Not now, but at').click();
  await card(page, 'Sedation').getByLabel('When was it?').fill('2035-01-01T10:00');
  await card(page, 'Sedation').getByRole('button', { name: 'It began' }).click();
  await expect(page.locator('.notice')).toContainText('still to come');
  await expect(card(page, 'Sedation').getByLabel('When was it?')).toHaveValue('2035-01-01T10:00');
  await page.goto(`${session}/office`);
  await look(page, 'office', info.project.name);
  await page.getByRole('link', { name: 'Dissociation: there' }).click();
  await look(page, 'office-mend', info.project.name);
  await page.goto(`${session}/during`);
  await expect(page.locator('.in-office')).toContainText('Not over yet: Dissociation');
  await look(page, 'office-during', info.project.name);
  await page.goto(`${session}/vitals`);
  await look(page, 'office-readings', info.project.name);
  await page.goto(`${session}/end`);
  await expect(page.locator('main')).toContainText('Not over yet');
  await look(page, 'office-end', info.project.name);
});

test('the draft of the form is filled from what is known, printed, and marked by its day', async ({ page, watch }, info) => {
  test.setTimeout(120_000);
  watch.allow(/422/);
  await begin(page);
  const session = await keptSession(page, await keptOffice(page));
  await takenOn(page, session, 'in-session');
  await page.goto(`${session}/during`);
  await page.getByRole('button', { name: 'The medicine is taken now' }).click();
  await reads(page, session);
  await page.goto(`${session}/office`);
  for (const button of ['It began', 'It is over']) await card(page, 'Sedation').getByRole('button', { name: button }).click();
  await expect(card(page, 'Sedation')).toContainText('From 0:00 to 0:00');
  await ended(page, session);
  await look(page, 'office-session', info.project.name);
  await page.getByRole('link', { name: 'Draft of the monitoring form' }).click();
  await expect(page.locator('main')).toContainText('Dr Lind');
  await expect(page.locator('main')).toContainText('Onset');
  await expect(page.locator('main')).toContainText('Opioids');
  await look(page, 'office-form', info.project.name);
  await page.emulateMedia({ media: 'print' });
  const size = page.viewportSize();
  // As wide as a sheet of paper between its margins.
  await page.setViewportSize({ width: 720, height: 1000 });
  await expect(page.getByRole('button', { name: 'Keep the day' })).toBeHidden();
  await picture(page, `${info.project.name}-print-office-form`);
  await page.emulateMedia({ media: 'screen' });
  if (size) await page.setViewportSize(size);
  await page.getByRole('link', { name: 'Form of 2024' }).click();
  await expect(page.locator('main')).not.toContainText('Opioids');
  await page.getByLabel('The practice submitted it on').fill('2035-01-01');
  await page.getByRole('button', { name: 'Keep the day' }).click();
  await expect(page.locator('.notice')).toContainText('cannot have been submitted');
  await page.getByLabel('The practice submitted it on').fill('');
  await page.getByRole('button', { name: 'Keep the day' }).click();
  await expect(page.locator('main')).toContainText('The monitoring form was submitted on');
  await page.getByRole('button', { name: 'It was not submitted after all' }).click();
  await expect(page.locator('main')).not.toContainText('was submitted on');
});
