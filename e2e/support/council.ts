// What a person does with parts, agreements and councils, by pointer.

import { type Page, expect } from '@playwright/test';

/** Names a part, and gives its id. */
export async function nameAPart(page: Page, name: string, role = 'manager') {
  await page.goto('/parts/new');
  await page.locator('input[name="name"]').fill(name);
  await page.locator(`input[name="role"][value="${role}"]`).check();
  await page.locator('main form button.main').click();
  await expect(page).toHaveURL(/\/parts\/[0-9a-f-]{36}$/);
  return page.url().split('/').at(-1) ?? '';
}

/** Presses the form's own button and waits for the next page. */
export async function keep(page: Page) {
  const before = page.url();
  await page.locator('main form.card button.main').click();
  await page.waitForURL((url) => url.href !== before);
}

/** Asks a question with two options, and seats three parts. Gives the council's address; the first seat is shown. */
export async function callACouncil(page: Page) {
  await nameAPart(page, 'The Planner');
  await nameAPart(page, 'Rest', 'not-yet-known');
  await nameAPart(page, 'Little one', 'exile');
  await page.goto('/decisions/new');
  await page.locator('#question').fill('Move to the other town, or stay where we are?');
  await page.getByLabel('home').check();
  await page.locator('#option-0').fill('Move in spring');
  await page.locator('#option-1').fill('Stay another year');
  await keep(page);
  for (const name of ['The Planner', 'Rest', 'Little one']) await page.getByLabel(name).check();
  await keep(page);
  return page.url().split('/').slice(0, 5).join('/');
}

/** Makes an agreement with a part, to be looked at on a day. */
export async function agree(page: Page, part: string, due: string) {
  await page.goto(`/agreements/new?part=${part}`);
  await page.locator('#what').fill('After nine in the evening, no more plans.');
  await page.locator('#by_whom').fill('Both of us');
  await page.locator('#due').fill(due);
  await keep(page);
}
