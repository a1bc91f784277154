// The journey of the invented person, seen at once: its programme, arc, plots and limits; and the questions of the days after.

import { look } from '../support/axe.ts';
import { unlock } from '../support/person.ts';
import { expect, test } from '../support/test.ts';

test.use({ demo: true });

test.beforeEach(async ({ page }) => {
  await page.goto('/');
  await unlock(page, 'look around');
  await page.waitForURL((url) => url.pathname === '/');
  await page.goto('/journey');
});

test('a programme with sessions that are over and one to come shows its arc, its calendar and its marks', async ({ page }, { project }) => {
  test.setTimeout(120_000);
  await expect(page.locator('.journey-sessions li')).toHaveText([/closed/, /closed/, /closed/, /closed/, /being prepared/]);
  await look(page, 'demo-programme', project.name);
  await page.getByRole('link', { name: 'The arc' }).click();
  await expect(page.getByText('To stand near the Wall, by the door, and ask nothing of it.').first()).toBeVisible();
  await look(page, 'demo-arc', project.name);
  await page.goto('/journey/calendar');
  await expect(page.locator('main li').filter({ hasText: /· Notebook$/ }).first()).toBeVisible();
  await page.goto('/check-in/over-time');
  await page.getByText('As a table').first().click();
  await expect(page.locator('.plot-table li').filter({ hasText: /: Session \d$/ })).toHaveCount(4);
  await page.goto('/journey/limits');
  await look(page, 'limits', project.name);
});

test('r43 r44 what is answered after a session brings its words, and each time is read and erased alone', async ({ page }, { project }) => {
  test.setTimeout(120_000);
  await page.getByRole('link', { name: 'Session 3', exact: true }).click();
  const session = new URL(page.url()).pathname;
  const answer = async (unreal: string, level?: string) => {
    await page.goto(`${session}/after`);
    await page.getByRole('link', { name: /Answer (a few questions|them again)/ }).click();
    await page.locator(`input[name="unreal-later"][value="${unreal}"]`).check();
    if (level) await page.locator(`input[name="too-much"][value="${level}"]`).check({ force: true });
    await page.locator('main form button.main').click();
    await expect(page).toHaveURL(/\/after$/);
  };
  await answer('yes', '8');
  await expect(page.locator('.came h3')).toHaveText([/R43/, /R44/]);
  await expect(page.locator('main a[href="/grounding"]').first()).toBeVisible();
  await look(page, 'after-answered', project.name);
  await answer('no');
  await expect(page.locator('.came h3')).toHaveText([/R44/]);
  await page.goto(`${session}/questions`);
  await expect(page.locator('.times > li')).toHaveCount(2);
  await expect(page.locator('.times .differences')).toContainText('No, before: Yes');
  await look(page, 'times', project.name);
  await page.locator('.times a').first().click();
  await look(page, 'time', project.name);
  await page.getByRole('link', { name: 'Erase' }).click();
  await page.getByRole('button', { name: 'Erase it' }).click();
  await expect(page.locator('.times > li')).toHaveCount(1);
  await page.goto(`${session}/after`);
  await expect(page.locator('.came h3'), 'the time before counts again').toHaveText([/R43/, /R44/]);
});
