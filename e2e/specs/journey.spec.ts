// A programme and its sessions: planned, changed, taken from state to state.

import { look } from '../support/axe.ts';
import { keptProgramme, keptSession, programmeByHand, takenOn } from '../support/journey.ts';
import { begin } from '../support/person.ts';
import { expect, test } from '../support/test.ts';

test('a programme is planned with its sessions, a week apart', async ({ page }, info) => {
  await begin(page);
  await page.goto('/journey');
  await look(page, 'journey-empty', info.project.name);
  const programme = await programmeByHand(page);
  await look(page, 'journey-programme', info.project.name);
  await keptSession(page, programme);
  await keptSession(page, programme);
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

test('a session is prepared, begins, is noted down, and ends by its list alone', async ({ page, watch }, info) => {
  test.setTimeout(120_000);
  watch.allow(/422/);
  await begin(page);
  const session = await keptSession(page, await keptProgramme(page));
  await page.getByRole('button', { name: 'Prepare it' }).click();
  await page.getByRole('button', { name: 'All is there' }).click();
  await expect(page.locator('h1')).toHaveText('What is still missing');
  await look(page, 'journey-missing', info.project.name);
  await page.goto(`${session}/questions/once`);
  await look(page, 'journey-questions', info.project.name);
  for (const place of ['preparation', 'expect', 'card', 'prescriber', 'vitals']) {
    await page.goto(`${session}/${place}`);
    await look(page, `journey-${place}`, info.project.name);
  }
  await takenOn(page, session, 'in-session');
  await page.getByRole('link', { name: 'The page for the session' }).click();
  await page.getByRole('button', { name: 'The medicine is taken now' }).click();
  await page.getByRole('button', { name: 'A part is here' }).click();
  await expect(page.locator('p.kept')).toHaveText('Kept.');
  await look(page, 'journey-during', info.project.name);
  await page.goto(`${session}/vitals`);
  await page.locator('#systolic').fill('1200');
  await page.locator('#diastolic').fill('80');
  await page.locator('main form button.main').click();
  await expect(page.locator('.notice')).toContainText('is that what the device shows?');
  await expect(page.locator('#diastolic')).toHaveValue('80');
  await page.locator('#systolic').fill('120');
  await page.locator('input[name="moaas"][value="3"]').check();
  await page.locator('main form button.main').click();
  await expect(page.locator('.told')).toContainText('Stay beside them');
  await page.goto(`${session}/wrong`);
  await look(page, 'journey-wrong', info.project.name);
  await page.goto(session);
  await page.getByRole('button', { name: 'The session is over' }).click();
  await expect(page).toHaveURL(/\/end$/);
  await look(page, 'journey-end', info.project.name);
  await page.locator('input[name="done"]').first().check();
  await page.locator('main form button.main').click();
  await expect(page, 'half a list ends nothing').toHaveURL(/\/end/);
  for (const box of await page.locator('input[name="done"]').all()) await box.check();
  await page.locator('main form button.main').click();
  await expect(page.locator('.lead')).toContainText('resting after it');
  await look(page, 'journey-over', info.project.name);
});
