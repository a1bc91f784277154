// Each phase of a session in the dark, on a phone: legible for whoever is tired, ill or far away (AAA), and clean for axe.

import type { Page } from '@playwright/test';

import { findings } from '../support/axe.ts';
import { ended, keptOffice, keptProgramme, keptSession, takenOn } from '../support/journey.ts';
import { begin } from '../support/person.ts';
import { expect, test } from '../support/test.ts';

test.use({ colorScheme: 'dark', viewport: { width: 390, height: 844 } });

/** Everything axe looks for, and contrast as AAA asks for it. */
async function legible(page: Page, address: string) {
  await page.goto(address);
  await page.locator('main details').evaluateAll((all) => all.forEach((details) => details.setAttribute('open', '')));
  const name = address.replace(/[0-9a-f-]{36}/g, '…');
  expect(await findings(page), name).toEqual([]);
  expect(await findings(page, ['color-contrast-enhanced']), `${name}, AAA`).toEqual([]);
}

test('before a session, while it lasts and after it, each page is legible in the dark', async ({ page, isMobile }) => {
  test.skip(!isMobile, 'a phone has this size');
  test.setTimeout(240_000);
  await begin(page);
  const programme = await keptProgramme(page);
  const session = await keptSession(page, programme);
  const before = ['', '/preparation', '/questions/once', '/questions', '/expect', '/ready', '/prescriber', '/card'];
  for (const place of before) await legible(page, session + place);
  for (const address of [programme, '/journey/limits', '/journey/calendar']) await legible(page, address);
  await takenOn(page, session, 'in-session');
  await page.goto(`${session}/during`);
  await page.getByRole('button', { name: 'A part is here' }).click();
  for (const place of ['/during', '/vitals', '/wrong', '/end']) await legible(page, session + place);
  await ended(page, session);
  for (const place of ['', '/after', '/arc', '/questions/after', '/questions', '/intentions/new', '/acts/new']) {
    await legible(page, session + place);
  }
});

test('a session in the office is legible in the dark, for the person and for staff', async ({ page, isMobile }) => {
  test.skip(!isMobile, 'a phone has this size');
  test.setTimeout(120_000);
  await begin(page);
  const session = await keptSession(page, await keptOffice(page));
  await takenOn(page, session, 'in-session');
  for (const place of ['/during', '/office', '/vitals', '/end']) await legible(page, session + place);
  await ended(page, session);
  for (const place of ['', '/office', '/after']) await legible(page, session + place);
});

test('control: a grey that AA takes and AAA does not is found', async ({ page }) => {
  await begin(page);
  await page.goto('/journey');
  await page.locator('h1').evaluate((heading) => {
    heading.textContent = 'Grey';
    heading.setAttribute('class', 'small-grey');
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('.small-grey { font-size: 12px; color: #8a8a8a; background: #14151c; }');
    document.adoptedStyleSheets = [sheet];
  });
  expect(await findings(page)).toEqual([]);
  expect(await findings(page, ['color-contrast-enhanced'])).not.toEqual([]);
});
