// Two people on one server: the owner sets it up and invites, the other joins by the link; each sees their own alone.

import type { Browser, Page, TestInfo } from '@playwright/test';

import { findings, picture } from '../support/axe.ts';
import { PASSPHRASE, write } from '../support/person.ts';
import { Server } from '../support/server.ts';
import { expect, test } from '../support/test.ts';

const OTHER = 'a boat behind the quiet reeds';

/** A browser of somebody's own, of the size that this run is about. */
async function browserOf(browser: Browser, info: TestInfo, server: Server) {
  const { viewport, colorScheme, isMobile, hasTouch } = info.project.use;
  const context = await browser.newContext({ baseURL: server.url, viewport, colorScheme, isMobile, hasTouch });
  return context.newPage();
}

async function choose(page: Page, name: string, passphrase: string) {
  await page.locator('input[name="name"]').fill(name);
  await page.locator('input[name="passphrase"]').fill(passphrase);
  await page.locator('input[name="again"]').fill(passphrase);
  await page.getByRole('button', { name: 'Begin' }).click();
}

async function signIn(page: Page, name: string, passphrase: string) {
  await page.goto('/unlock');
  await page.locator('input[name="name"]').fill(name);
  await page.locator('input[name="passphrase"]').fill(passphrase);
  await page.getByRole('button', { name: 'Unlock' }).click();
}

async function isClean(page: Page, info: TestInfo, name: string) {
  expect(await findings(page), name).toEqual([]);
  await picture(page, `${info.project.name}-accounts-${name}`);
}

test('two people on one server, each with a notebook of their own', async ({ browser }, info) => {
  test.setTimeout(120_000);
  const server = await Server.start({ also: ['--sign-up', 'invitation'] });
  try {
    const ada = await browserOf(browser, info, server);
    await ada.goto('/');
    await expect(ada).toHaveURL(/\/begin/);
    await isClean(ada, info, 'begin');
    await choose(ada, 'Ada', PASSPHRASE);
    await expect(ada).toHaveURL(/\/recovery-words/);
    await write(ada, 'What Ada wrote.');

    await ada.goto('/settings/account');
    await ada.getByRole('button', { name: 'Make a link' }).click();
    const shown = ada.locator('code');
    await expect(shown).toContainText('/sign-up/');
    const link = (await shown.textContent()) ?? '';
    await isClean(ada, info, 'account');

    const bo = await browserOf(browser, info, server);
    await bo.goto(link);
    await isClean(bo, info, 'sign-up');
    await choose(bo, 'Bo', OTHER);
    await expect(bo).toHaveURL(/\/recovery-words/);
    await write(bo, 'What Bo wrote.');

    const late = await browserOf(browser, info, server);
    await late.goto(link);
    await expect(late.locator('h1')).toHaveText('No notebook can be made with this link');
    await isClean(late, info, 'used-link');

    await bo.goto('/journal');
    await expect(bo.locator('main')).toContainText('What Bo wrote.');
    await expect(bo.locator('main')).not.toContainText('What Ada wrote.');
    await ada.goto('/journal');
    await expect(ada.locator('main')).toContainText('What Ada wrote.');
    await expect(ada.locator('main')).not.toContainText('What Bo wrote.');

    await signIn(late, ' bo ', OTHER);
    await expect(late).toHaveURL(`${server.url}/`);
    await bo.goto('/settings/account');
    await bo.getByRole('button', { name: 'End all but this one' }).click();
    await expect(bo.getByText('Another one')).toHaveCount(0);
    await late.goto('/journal');
    await expect(late).toHaveURL(/\/unlock/);
    await isClean(late, info, 'unlock');

    await bo.getByRole('link', { name: 'Close it' }).click();
    await expect(bo.locator('h1')).toHaveText('Close your account');
    await isClean(bo, info, 'close');
    await bo.locator('input[name="passphrase"]').fill(OTHER);
    await bo.getByRole('button', { name: 'Close it for good' }).click();
    await expect(bo).toHaveURL(/\/closed/);
    await expect(bo.getByText('It is closed')).toBeVisible();
    await signIn(bo, 'Bo', OTHER);
    await expect(bo.getByText('This name and this passphrase open no notebook.')).toBeVisible();
    await ada.goto('/journal');
    await expect(ada.locator('main')).toContainText('What Ada wrote.');
  } finally {
    await server.end();
  }
});
