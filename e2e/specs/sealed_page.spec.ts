// A page for somebody without an account: made from a part, saved, and opened as a file by a browser that is offline.

import { readFile, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';

import type { Browser, Page, TestInfo } from '@playwright/test';

import { findings, picture } from '../support/axe.ts';
import { begin } from '../support/person.ts';
import { expect, test } from '../support/test.ts';

const PURPOSE = 'It keeps the kitchen quiet. <b>Quiet</b> & calm.';

async function isClean(page: Page, info: TestInfo, name: string) {
  // From the top: what lies under the navigation just now comes out from under it when somebody scrolls.
  await page.evaluate(() => scrollTo(0, 0));
  expect(await findings(page), name).toEqual([]);
  await picture(page, `sealed-page-${info.project.name}-${name}`);
}

/** A part, with a private corner. */
async function aPart(page: Page) {
  await page.goto('/parts/new');
  await page.locator('input[name="name"]').fill('The Planner');
  await page.locator('main details').evaluateAll((all) => all.forEach((one) => one.setAttribute('open', '')));
  await page.locator('textarea[name="purpose"]').fill(PURPOSE);
  await page.locator('textarea[name="private"]').fill('Only for me.');
  await page.locator('main button.main').first().click();
  await expect(page.locator('h1')).toContainText('The Planner');
}

/** Makes a page of it, until that day; gives where the file lies and its passphrase. */
async function makes(page: Page, info: TestInfo, until: string) {
  await aPart(page);
  await page.locator('details.more summary').click();
  await page.getByRole('link', { name: 'Share with…' }).click();
  await isClean(page, info, 'share');
  await page.getByRole('link', { name: 'Make a sealed page' }).click();
  await expect(page.locator('main')).not.toContainText('Only for me.');
  await page.getByLabel('A name that you will know them by').fill('Cleo');
  await page.locator('.field', { hasText: 'It keeps the kitchen quiet.' }).locator('input[type="checkbox"]').check();
  await page.getByLabel('The last day').fill(until);
  const passphrase = await page.locator('textarea[name="passphrase"]').inputValue();
  expect(passphrase.split(' ')).toHaveLength(6);
  await isClean(page, info, 'choose');
  await page.getByRole('button', { name: 'Look at it first' }).click();
  await expect(page.locator('h1')).toHaveText('As they will see it');
  await isClean(page, info, 'look');
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Make the file' }).click();
  const download = await saved;
  expect(download.suggestedFilename()).toBe('sealed-page.html');
  const file = info.outputPath('sealed-page.html');
  await download.saveAs(file);
  return { file, passphrase };
}

/** Somebody else's browser, which reaches nothing; and all that it complains of. */
async function friend(browser: Browser, info: TestInfo, more = {}) {
  const { viewport, isMobile, hasTouch } = info.project.use;
  const context = await browser.newContext({ viewport, isMobile, hasTouch, offline: true, ...more });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (said) => complaints.push(said.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (asked) => asked.url().startsWith('file:') || complaints.push(asked.url()));
  return { page, complaints };
}

/** A day so many days from now. */
function inDays(days: number) {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

test('a friend opens a sealed page offline, with the words alone', async ({ page, browser }, info) => {
  test.setTimeout(120_000);
  await begin(page);
  const { file, passphrase } = await makes(page, info, inDays(30));
  await page.goto('/sharing');
  await expect(page.locator('main')).toContainText('It is out of your hands');
  await isClean(page, info, 'sharing');
  await page.getByRole('link', { name: 'To Cleo' }).click();
  await isClean(page, info, 'given');

  const { page: theirs, complaints } = await friend(browser, info);
  await theirs.goto(pathToFileURL(file).href);
  await expect(theirs.locator('main')).toContainText('Somebody who trusts you gave you this.');
  await expect(theirs.locator('#asked')).toContainText('Nothing in this file can make you.');
  await expect(theirs.locator('#needs')).toBeHidden();
  expect(await theirs.content()).not.toContain('kitchen');
  await isClean(theirs, info, 'closed');

  await theirs.getByLabel('Type the passphrase').fill('lantern otter drizzle sofa');
  await theirs.getByRole('button', { name: 'Open it' }).click();
  await expect(theirs.locator('#wrong')).toBeVisible();
  await isClean(theirs, info, 'wrong');

  await theirs.getByLabel('Type the passphrase').fill(` ${passphrase.toUpperCase()} `);
  await theirs.getByLabel('Type the passphrase').press('Enter');
  await expect(theirs.locator('#words h2')).toHaveText('The Planner');
  await expect(theirs.locator('#words')).toContainText(PURPOSE);
  await expect(theirs.locator('#words b')).toHaveCount(0);
  await expect(theirs.locator('#door')).toBeHidden();
  await isClean(theirs, info, 'open');
  await theirs.emulateMedia({ colorScheme: 'dark' });
  await isClean(theirs, info, 'open-dark');
  await theirs.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await isClean(theirs, info, 'open-paper');
  await theirs.emulateMedia({ media: 'screen' });
  await theirs.getByRole('button', { name: 'Close it again' }).click();
  await expect(theirs.locator('#door')).toBeVisible();
  expect(await theirs.content()).not.toContain('kitchen');
  await isClean(theirs, info, 'closed-dark');
  expect(complaints).toEqual([]);
  await theirs.context().close();
});

test('once the day is over the page says so first, and opens all the same', async ({ page, browser }, info) => {
  await begin(page);
  const { file, passphrase } = await makes(page, info, inDays(2));
  const { page: theirs, complaints } = await friend(browser, info);
  await theirs.clock.setFixedTime(new Date(Date.now() + 9 * 86_400_000));
  await theirs.goto(pathToFileURL(file).href);
  await expect(theirs.locator('main > p:visible').first()).toContainText('The day is over');
  await expect(theirs.locator('#asked')).toBeHidden();
  await isClean(theirs, info, 'past');
  await theirs.getByLabel('Type the passphrase').fill(passphrase);
  await theirs.getByRole('button', { name: 'Open it' }).click();
  await expect(theirs.locator('#words')).toContainText('It keeps the kitchen quiet.');
  await expect(theirs.locator('#passed')).toBeVisible();
  expect(complaints).toEqual([]);
  await theirs.context().close();
});

test('without a script, without ciphers and cut short it says in a sentence what is wrong', async ({ page, browser }, info) => {
  await begin(page);
  const { file } = await makes(page, info, inDays(2));
  const { page: scriptless } = await friend(browser, info, { javaScriptEnabled: false });
  await scriptless.goto(pathToFileURL(file).href);
  await expect(scriptless.locator('#needs')).toBeVisible();
  await expect(scriptless.locator('#door')).toBeHidden();
  await picture(scriptless, `sealed-page-${info.project.name}-no-script`);
  await scriptless.context().close();

  const { page: without } = await friend(browser, info);
  await without.addInitScript(() => Object.defineProperty(crypto, 'subtle', { value: undefined }));
  await without.goto(pathToFileURL(file).href);
  await expect(without.locator('#unable')).toBeVisible();
  await expect(without.locator('#door')).toBeHidden();
  await isClean(without, info, 'unable');
  await without.context().close();

  const { page: cut } = await friend(browser, info);
  const whole = await readFile(file, 'utf8');
  await writeFile(file, whole.replace(/data-bytes="[^"]*"/, 'data-bytes="AQQ*"'));
  await cut.goto(pathToFileURL(file).href);
  await expect(cut.locator('#damaged')).toBeVisible();
  await expect(cut.locator('#door')).toBeHidden();
  await cut.context().close();
});
