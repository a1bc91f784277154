// The sitter's screen: handed over with a PIN, joined by a code, when to look in, and what is out of reach.

import { type Browser, type Page } from '@playwright/test';

import { look } from '../support/axe.ts';
import { keptProgramme, keptSession, takenOn } from '../support/journey.ts';
import { begin, write } from '../support/person.ts';
import { expect, test, type Watch } from '../support/test.ts';

const PIN = '4711';

/** A session that is under way. */
async function underWay(page: Page) {
  await begin(page);
  const session = await keptSession(page, await keptProgramme(page));
  await takenOn(page, session, 'in-session');
  return session;
}

async function handOver(page: Page, session: string) {
  await page.goto(`${session}/sitter`);
  await page.locator('#pin').fill(PIN);
  await page.locator('#again').fill(PIN);
  await page.getByRole('button', { name: 'Give this screen to the sitter' }).click();
  await expect(page).toHaveURL(/\/during\?given=1$/);
}

/** A browser of somebody else, watched like the person's own. */
async function otherDevice(browser: Browser, watch: Watch, baseURL: string | undefined) {
  const context = await browser.newContext({ baseURL });
  watch.over(context);
  return context.newPage();
}

test('a screen that was given away opens nothing else until the PIN is typed', async ({ page, context, watch }, info) => {
  test.setTimeout(120_000);
  watch.allow(/403/);
  const session = await underWay(page);
  await write(page, 'cobaltheron');
  const other = await context.newPage();
  await other.goto('/journal');
  await expect(other.locator('main')).toContainText('cobaltheron');
  await page.goto(session);
  await page.getByRole('link', { name: "The sitter's screen" }).click();
  await look(page, 'sitter-give', info.project.name);
  await handOver(page, session);
  await look(page, 'sitter-during', info.project.name);
  await expect(other, 'what another window showed is gone').toHaveURL(/\/during$/);
  await other.close();
  for (let step = 0; step < 4; step += 1) {
    await page.goBack({ waitUntil: 'commit' }).catch(() => undefined);
    await expect(page, 'Back leads to the session').toHaveURL(/\/during/);
    await expect(page.locator('body')).not.toContainText('cobaltheron');
  }
  for (const elsewhere of ['/', '/journal', '/parts', '/settings', session, `${session}/sitter`, '/join', '/nowhere']) {
    await page.goto(elsewhere);
    await expect(page, elsewhere).toHaveURL(/\/during$/);
  }
  await page.goBack();
  await expect(page.locator('body')).not.toContainText('cobaltheron');
  await page.goto(`${session}/during`);
  await page.getByText('Give this device back').click();
  await page.getByRole('link', { name: 'Take it back with the PIN' }).click();
  await look(page, 'sitter-back', info.project.name);
  await page.locator('#pin').fill('0000');
  await page.getByRole('button', { name: 'Take it back' }).click();
  await expect(page.locator('.notice')).toContainText('This is not the PIN.');
  await page.waitForTimeout(2_100);
  await page.locator('#pin').fill(PIN);
  await page.getByRole('button', { name: 'Take it back' }).click();
  await expect(page).toHaveURL(new RegExp(`${session}$`));
  await page.goto('/journal');
  await expect(page.locator('main')).toContainText('cobaltheron');
});

test('it is time to look in after a quarter of an hour, it rings, and a miss shows until somebody looks', async ({ page, watch }, info) => {
  test.setTimeout(120_000);
  // A page that was loaded anew may sound only after a touch; the browser says so, and so does the button.
  watch.allow(/AudioContext was not allowed to start/);
  const session = await underWay(page);
  await handOver(page, session);
  const next = page.locator('[data-look-in-next]');
  const [due, missed] = [page.locator('[data-look-in-due]'), page.locator('[data-look-in-missed]')];
  await page.getByRole('button', { name: 'Sound is off' }).click();
  await expect(page.getByRole('button', { name: 'Sound is on' })).toHaveAttribute('aria-pressed', 'true');
  const rung = page.locator('html');
  await expect(rung, 'so that one hears it once').toHaveAttribute('data-chimes', '1');
  // The page counts by a clock of its own from here.
  await page.clock.install();
  await page.reload();
  await expect(next).toContainText(/Next look-in in 1[45] minutes\./);
  await page.clock.runFor(13 * 60_000);
  await expect(due).toBeHidden();
  await page.clock.runFor(2 * 60_000 + 1_000);
  await expect(next).toHaveText('Look in now.');
  await expect(due.or(missed).filter({ visible: true })).toHaveCount(1);
  await page.clock.runFor(60_000);
  await expect(missed).toBeVisible();
  await expect(missed).toContainText('A look-in was missed.');
  await expect(rung).toHaveAttribute('data-chimes', /^[1-9]/);
  await look(page, 'sitter-missed', info.project.name);
  await page.getByRole('button', { name: 'Answers at once' }).click();
  await expect(page.locator('p.kept')).toHaveText('Kept.');
  await expect(next).toContainText(/Next look-in in 1[45] minutes\./);
  await expect(missed).toBeHidden();
  await expect(page.getByRole('button', { name: 'Sound is on' }), 'the next page of the session rings too').toBeVisible();
  await page.locator('summary', { hasText: 'What was noted' }).click();
  await expect(page.locator('.timeline')).toContainText('Looked in: Answers at once');
  await page.getByRole('button', { name: 'Does not wake when shaken' }).click();
  await expect(page.locator('[data-told] .told.urgent').first()).toContainText('Call the emergency number now');
});

test('another device joins by a code and opens nothing once it is ended', async ({ page, browser, watch, baseURL }, info) => {
  test.setTimeout(120_000);
  watch.allow(/403/);
  const session = await underWay(page);
  await page.goto(`${session}/sitter`);
  await expect(page.locator('main')).toContainText('a phone cannot reach it');
  await page.getByRole('button', { name: 'Make a code' }).click();
  const code = (await page.locator('.code').textContent()) ?? '';
  expect(code).toMatch(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/);
  await look(page, 'sitter-code', info.project.name);
  const sitter = await otherDevice(browser, watch, baseURL);
  await sitter.goto(`/join#${code}`);
  await expect(sitter.locator('#code')).toHaveValue(code);
  expect(new URL(sitter.url()).hash, 'the code stays in no history').toBe('');
  await look(sitter, 'sitter-join', info.project.name);
  await sitter.getByRole('button', { name: 'Join' }).click();
  await expect(sitter).toHaveURL(new RegExp(`${session}/during$`));
  await sitter.getByRole('button', { name: 'Answers slowly, sleepily' }).click();
  await expect(sitter.locator('p.kept')).toHaveText('Kept.');
  await expect(sitter.locator('[data-queue]')).toHaveText('all in the notebook');
  await sitter.getByRole('link', { name: 'Something is wrong: who to call' }).click();
  await expect(sitter.locator('main')).toContainText('12 Wharf Road');
  await expect(sitter.locator('nav')).toHaveCount(0);
  await look(sitter, 'sitter-wrong', info.project.name);
  await page.goto(`${session}/sitter`);
  await look(page, 'sitter-devices', info.project.name);
  await page.getByRole('button', { name: 'End it' }).click();
  await expect(page.locator('.sitting')).toHaveCount(0);
  await sitter.reload();
  await expect(sitter.locator('h1')).toHaveText('It is over on this device');
  await expect.poll(() => sitter.evaluate(async () => [
    (await indexedDB.databases()).length, (await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length,
  ]), 'nothing of the session is left on it').toEqual([0, 0, 0]);
  await look(sitter, 'sitter-over', info.project.name);
  await sitter.goto(`${session}/during`);
  await expect(sitter).toHaveURL(/\/unlock/);
  await sitter.context().close();
});
