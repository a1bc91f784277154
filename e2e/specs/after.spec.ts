// After a session.

import { look, picture } from '../support/axe.ts';
import { keptProgramme, keptSession, takenOn } from '../support/journey.ts';
import { meet, post } from '../support/parts.ts';
import { begin } from '../support/person.ts';
import { expect, test } from '../support/test.ts';

test('a session goes on to the days after it, which ask a few things and put guards side by side', async ({ page }, info) => {
  await begin(page);
  const part = await meet(page, 'The Planner');
  await post(page, '/check-in', { part, [`guard-${part}`]: '8', [`note-${part}`]: '', when: '' });
  const session = await keptSession(page, await keptProgramme(page));
  await takenOn(page, session, 'integrating');
  await expect(page.locator('.lead')).toContainText('taking it into everyday life');
  await look(page, 'after-session', info.project.name);
  await page.getByRole('link', { name: 'Look back', exact: true }).click();
  await expect(page.locator('h1')).toHaveText('After the session');
  await expect(page.getByText('Three words for it?').first()).toBeVisible();
  await post(page, '/check-in', { part, [`guard-${part}`]: '5', [`note-${part}`]: '', when: '' });
  await page.reload();
  await expect(page.locator('.both-days tbody tr')).toContainText('The Planner');
  await expect(page.locator('.both-days tbody td')).toHaveText([/^8 /, /^5 /]);
  await look(page, 'after', info.project.name);
});

test('the arc shows the whole loop on one page, and prints', async ({ page }, info) => {
  await begin(page);
  const part = await meet(page, 'The Planner');
  await post(page, '/check-in', { part, [`guard-${part}`]: '8', [`note-${part}`]: '', when: '' });
  const session = await keptSession(page, await keptProgramme(page));
  await page.goto(`${session}/intentions/new`);
  await page.getByLabel('Your intention').fill('To be with the one who plans.');
  await page.locator('input[name="part"]').first().check();
  await page.getByRole('button', { name: 'Keep', exact: true }).click();
  await expect(page).toHaveURL(session);
  await takenOn(page, session, 'integrating');
  await meet(page, 'Little one by the stairs', 'exile');
  await page.goto(session);
  await page.getByRole('link', { name: 'The arc' }).click();
  await expect(page.locator('h1')).toHaveText('The arc of session 1');
  await expect(page.getByText('To be with the one who plans.')).toBeVisible();
  await expect(page.locator('.map-picture')).toHaveCount(2);
  await expect(page.getByRole('button', { name: 'Print it' })).toBeVisible();
  await look(page, 'arc', info.project.name);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('button', { name: 'Print it' })).toBeHidden();
  await picture(page, `${info.project.name}-print-arc`);
});
