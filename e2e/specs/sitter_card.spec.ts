// The sitter's card on paper: one sheet for the card, one for the agreement, however much stands on it.

import type { Page } from '@playwright/test';

import { picture } from '../support/axe.ts';
import { keptProgramme, keptSession } from '../support/journey.ts';
import { begin } from '../support/person.ts';
import { expect, test } from '../support/test.ts';

const MARGINS = { top: '15mm', bottom: '15mm', left: '15mm', right: '15mm' };

/** How many sheets of paper a page takes. */
async function sheets(page: Page, format: string, keep?: string) {
  const paper = await page.pdf({ format, margin: MARGINS, ...(keep && { path: keep }) });
  return paper.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length;
}

test('the card is one sheet and the agreement another, on A4 and on Letter', async ({ page }, { project }) => {
  test.skip(project.name === 'phone', 'paper is the same');
  await begin(page);
  const programme = await keptProgramme(page);
  await page.goto(`${programme}/edit`);
  await page.locator('#medicines').fill('Sertraline in the morning\nAllergic to penicillin\nAllergic to latex');
  await page.locator('#address').fill('Flat 3, 12 Wharf Road\nBehind the bakery, second bell\nHill End');
  await page.locator('form[action="/journey"] button.main').click();
  await page.waitForURL((url) => url.pathname === programme);
  const session = await keptSession(page, programme);
  await page.goto(`${session}/card`);
  await expect(page.locator('.sitter-sheet')).toContainText('Allergic to latex');
  for (const format of ['A4', 'Letter']) expect(await sheets(page, format, `screenshots-out/sitter-card-${format}.pdf`), format).toBe(2);
  // As it is read on paper, for whoever looks at the pictures.
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 680, height: 1000 });
  await picture(page, 'sitter-card-paper');
  await page.locator('.sitter-sheet').evaluate((sheet) => { sheet.append(...Array.from({ length: 60 }, () => Object.assign(document.createElement('p'), { textContent: 'more' }))); });
  expect(await sheets(page, 'A4'), 'control: what does not fit on one sheet is noticed').toBeGreaterThan(2);
});
