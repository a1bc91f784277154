// What waits, as a file for a calendar: what the page shows is what the file holds, and no word of the notebook is in it.

import { readFile } from 'node:fs/promises';

import type { Page } from '@playwright/test';

import { look } from '../support/axe.ts';
import { begin, lock, unlock } from '../support/person.ts';
import { expect, test } from '../support/test.ts';

/** Plans a session as the form suggests it: tomorrow at ten. */
async function planned(page: Page) {
  await page.goto('/journey/new');
  await page.getByLabel('What do you call it?').fill('Spring');
  await page.locator('form[action="/journey"] button.main').click();
  await page.getByRole('link', { name: 'Plan a session' }).click();
  await page.locator('form[action="/journey/sessions"] button.main').click();
  await expect(page.locator('h1')).toHaveText(/^Session \d$/);
}

async function downloaded(page: Page): Promise<string> {
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download the file' }).click();
  const download = await saving;
  expect(download.suggestedFilename()).toBe('notebook.ics');
  return readFile(await download.path(), 'utf8');
}

test('a planned session becomes a time in a calendar, and nothing else', async ({ page }, { project }) => {
  await begin(page);
  await page.goto('/journey');
  await page.getByRole('link', { name: 'In your calendar' }).click();
  await expect(page.locator('main')).toContainText('Nothing waits on a day right now.');
  await look(page, 'calendar-empty', project.name);
  await planned(page);
  await page.goto('/journey');
  await page.getByRole('link', { name: 'In your calendar' }).click();
  await expect(page.locator('.calendar-rows li')).toHaveText([/, 10:00 · Notebook$/]);
  await look(page, 'calendar', project.name);

  const hours = await downloaded(page);
  // Ten in Berlin, in winter or in summer.
  expect(hours).toMatch(/^DTSTART:\d{8}T0[89]0000Z\r$/m);
  expect(hours).not.toContain('Spring');
  await page.locator('form[action="/journey/calendar.ics"]').getByLabel('Days only').check();
  const days = await downloaded(page);
  expect(days).toMatch(/^DTSTART;VALUE=DATE:\d{8}\r$/m);
  expect(days).not.toMatch(/^DT(START|END):/m);
  const name = (file: string) => /^UID:.*$/m.exec(file)?.[0];
  expect(name(days)).toBe(name(hours));
});

/** What a calendar's program gets: no cookie, nothing but the address. */
async function fetched(address: string) {
  const answer = await fetch(address);
  return { status: answer.status, text: await answer.text() };
}

test('an address gives a calendar the times, also while locked, until it is ended', async ({ page }, { project }) => {
  await begin(page);
  await planned(page);
  await page.goto('/journey/calendar');
  await expect(page.locator('main')).toContainText('It is a key: give it to that calendar and to nobody else.');
  await page.getByRole('button', { name: 'Make an address' }).click();
  const shown = page.locator('.fresh-address');
  const address = await shown.locator('code').innerText();
  expect(address).toMatch(/^http:\/\/[^/]+\/calendar\/[\w-]{43}\.ics$/);
  await expect(shown.getByRole('link')).toHaveAttribute('href', address.replace('http:', 'webcal:'));
  await look(page, 'calendar-address', project.name);

  const first = await fetched(address);
  expect(first.status).toBe(200);
  expect(first.text).toMatch(/^DTSTART:\d{8}T0[89]0000Z\r$/m);
  expect(first.text).not.toContain('Spring');
  await page.reload();
  await expect(page.locator('main')).toContainText('The address was shown once, and is kept nowhere.');
  expect(await page.content()).not.toContain(address.slice(-47));

  await lock(page);
  expect((await fetched(address)).text).toBe(first.text);
  await page.goto('/unlock');
  await unlock(page);
  await page.goto('/journey/calendar');
  await expect(page.locator('.feeds li')).toHaveText([/^Made .* · days and hours/]);
  await look(page, 'calendar-addresses', project.name);
  await page.getByRole('button', { name: 'End it' }).click();
  await expect(page.locator('main')).toContainText('The address has ended.');
  await expect(page.locator('.feeds')).toHaveCount(0);
  expect((await fetched(address)).status).toBe(404);
});
