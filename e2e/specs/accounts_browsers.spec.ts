// Several people on one server: a browser that is ended from another one, another name, and an account that is closed. Each
// page is looked at in both colour schemes and at two widths.

import type { Browser, Page } from '@playwright/test';

import { look } from '../support/axe.ts';
import { confirmWords, lock, write } from '../support/person.ts';
import { Server } from '../support/server.ts';
import { Watch, expect, test } from '../support/test.ts';

const ADA = 'seven quiet lanterns on a hill';
const BO = 'harbour mitten gravel plum';

/** A server of its own that lets others in. */
const several = test.extend({
  server: async ({}, use) => {
    const server = await Server.start({ also: ['--sign-up', 'invitation'] });
    await use(server);
    await server.end();
  },
});

/** Somebody else, in a browser of their own, watched as the first is. */
async function another(browser: Browser, url: string, watch: Watch) {
  const { viewport, isMobile, hasTouch } = several.info().project.use;
  const context = await browser.newContext({ baseURL: url, viewport: viewport ?? null, isMobile: isMobile ?? false, hasTouch: hasTouch ?? false });
  watch.over(context);
  return context.newPage();
}

/** Fills in the page that asks a newcomer for a name and a passphrase. */
async function join(page: Page, name: string, passphrase: string) {
  await page.getByLabel('Your name here').fill(name);
  await page.locator('input[name="passphrase"]').fill(passphrase);
  await page.locator('input[name="again"]').fill(passphrase);
  await page.getByRole('button', { name: 'Begin' }).click();
  await expect(page).toHaveURL(/\/recovery-words/);
  await confirmWords(page);
}

async function signIn(page: Page, name: string, passphrase: string) {
  await page.goto('/unlock');
  await page.getByLabel('Your name here').fill(name);
  await page.locator('input[name="passphrase"]').fill(passphrase);
  await page.getByRole('button', { name: 'Unlock' }).click();
}

/** The address of an invitation that the owner makes. */
async function invite(page: Page) {
  await page.goto('/settings/account');
  await page.getByRole('button', { name: 'Make a link' }).click();
  const link = page.locator('code');
  await expect(link).toHaveText(/^http:\/\/127\.0\.0\.1:\d+\/sign-up\/[0-9a-f]{32}$/);
  return (await link.textContent()) ?? '';
}

/** The owner, who has set the server up. */
async function setUp(page: Page) {
  await page.goto('/');
  await expect(page).toHaveURL(/\/begin$/);
  await look(page, 'begin-with-a-name', several.info().project.name);
  await join(page, 'Ada', ADA);
}

several('somebody signs in by name, ends another browser, and takes another name', async ({ page, browser, server, watch }, { project }) => {
  several.setTimeout(120_000);
  watch.allow(/status of 4(03|10|22)/);
  await setUp(page);
  const phone = await another(browser, server.url, watch);
  await signIn(phone, 'Nobody', ADA);
  await expect(phone.getByText('This name and this passphrase open no notebook.')).toBeVisible();
  await look(phone, 'unlock-with-a-name', project.name);
  await signIn(phone, 'ADA', ADA);
  await expect(phone.locator('h1')).toHaveText('What is here, right now?');

  await page.goto('/settings/account');
  await expect(page.getByText('Another one')).toBeVisible();
  await look(page, 'account-two-browsers', project.name);
  await page.getByRole('button', { name: 'End it' }).click();
  await expect(page.getByText('Another one')).toHaveCount(0);
  await phone.goto('/journal');
  await expect(phone).toHaveURL(/\/unlock/);

  await page.goto('/settings/account');
  await expect(page.locator('p.kept')).toHaveCount(0);
  await page.getByLabel('Your name here').fill('Béla');
  await page.getByLabel('Your passphrase').fill(ADA);
  await page.getByRole('button', { name: 'Keep the name' }).click();
  await expect(page.locator('p.kept')).toBeVisible();
  await lock(page);
  await signIn(page, 'BÉLA', ADA);
  await expect(page.locator('h1')).toHaveText('What is here, right now?');
  await phone.context().close();
});

several('an account is closed with its passphrase, and its name is free again', async ({ page, browser, server, watch }, { project }) => {
  several.setTimeout(120_000);
  watch.allow(/status of 4(03|10|22)/);
  await setUp(page);
  await write(page, 'cobalt heron');
  const bo = await another(browser, server.url, watch);
  const link = await invite(page);
  await look(page, 'account-with-a-link', project.name);
  await bo.goto(link);
  await look(bo, 'sign-up', project.name);
  await join(bo, 'Bo', BO);
  await bo.goto(link);
  await expect(bo.locator('h1')).toHaveText('No notebook can be made with this link');
  await look(bo, 'sign-up-over', project.name);
  await bo.goto('/settings');
  await bo.locator('a[href="/settings/account"]').click();
  await bo.getByRole('link', { name: 'Close it' }).click();
  await expect(bo.getByRole('heading', { name: 'Take it along first' })).toBeVisible();
  await look(bo, 'account-close', project.name);
  await bo.getByLabel('Your passphrase').fill(ADA);
  await bo.getByRole('button', { name: 'Close it for good' }).click();
  await expect(bo.getByText('This is not the passphrase of this notebook.')).toBeVisible();
  await bo.getByLabel('Your passphrase').fill(BO);
  await bo.getByRole('button', { name: 'Close it for good' }).click();
  await expect(bo).toHaveURL(/\/closed$/);
  await expect(bo.getByText('It is closed.')).toBeVisible();
  await signIn(bo, 'Bo', BO);
  await expect(bo.getByText('This name and this passphrase open no notebook.')).toBeVisible();
  await bo.goto(await invite(page));
  await join(bo, 'Bo', BO);
  await page.goto('/journal');
  await expect(page.getByText('cobalt heron').first()).toBeVisible();
  await bo.context().close();
});
