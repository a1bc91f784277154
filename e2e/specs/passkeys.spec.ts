// Passkeys and codes in a real browser, with an authenticator that Chromium plays: adding one, opening with it, a second step.

import { createHmac } from 'node:crypto';

import type { CDPSession, Page, TestInfo } from '@playwright/test';

import { findings, picture } from '../support/axe.ts';
import { PASSPHRASE, begin, unlock } from '../support/person.ts';
import type { Server } from '../support/server.ts';
import { type Watch, expect, test } from '../support/test.ts';

test.describe.configure({ timeout: 120_000 });

/** The same server under a name: a passkey is for no number. */
const named = (server: Server) => server.url.replace('127.0.0.1', 'localhost');

/** An authenticator that answers by itself; with a secret of its own to give, or without. */
async function authenticator(page: Page, hasPrf: boolean): Promise<{ cdp: CDPSession; id: string }> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const options = {
    protocol: 'ctap2',
    ctap2Version: 'ctap2_1',
    transport: 'internal',
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
    automaticPresenceSimulation: true,
    hasPrf,
  } as const;
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', { options });
  return { cdp, id: authenticatorId };
}

/** Somebody with a notebook, under the name of this machine. */
async function atAName(page: Page, server: Server, watch: Watch) {
  await begin(page);
  watch.plays(named(server));
  await page.goto(`${named(server)}/unlock`);
  await unlock(page);
  await expect(page.locator('h1')).toHaveText('What is here, right now?');
}

async function looksWell(page: Page, info: TestInfo, name: string) {
  expect(await findings(page), name).toEqual([]);
  await picture(page, `${info.project.name}-passkeys-${name}`);
}

async function adds(page: Page, server: Server, label: string) {
  await page.goto(`${named(server)}/settings/passkeys`);
  const form = page.locator('form[data-passkey="make"]');
  await form.getByLabel('What to call it').fill(label);
  await form.getByLabel('Your passphrase').fill(PASSPHRASE);
  await form.getByRole('button', { name: 'Add a passkey' }).click();
  await expect(page.getByText(`${label}:`)).toBeVisible();
}

async function locks(page: Page, server: Server) {
  await page.goto(`${named(server)}/more`);
  await page.locator('main form[action="/lock"] button').click();
  await expect(page).toHaveURL(/\/unlock/);
}

/** What an app shows for this secret (RFC 6238). */
function shown(secret: string, at = Date.now()) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g)!.map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const tag = createHmac('sha1', key).update(step).digest();
  const number = tag.readUInt32BE(tag[19]! & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

test('a passkey is added, opens the notebook by the keyboard alone, and is taken away', async ({ page, server, watch }, info) => {
  await atAName(page, server, watch);
  await authenticator(page, true);
  await page.goto(`${named(server)}/settings/account`);
  await page.getByRole('link', { name: 'Passkeys' }).click();
  await looksWell(page, info, 'passkeys-none');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await expect(page.getByText('Give your passphrase first.')).toBeVisible();
  await adds(page, server, 'This laptop');
  await expect(page.getByText('opens the notebook; added')).toBeVisible();
  await page.getByText('Change or take away').click();
  await looksWell(page, info, 'passkeys-one');

  await locks(page, server);
  await looksWell(page, info, 'unlock');
  const open = page.getByRole('button', { name: 'Open with a passkey' });
  await open.focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('h1')).toHaveText('What is here, right now?');

  await page.goto(`${named(server)}/settings/passkeys`);
  await expect(page.getByText('last used')).toBeVisible();
  await page.getByText('Change or take away').click();
  const away = page.locator('form[action="/settings/passkeys/remove"]');
  await away.getByLabel('Your passphrase').fill(PASSPHRASE);
  await away.getByRole('button', { name: 'Take it away' }).click();
  await expect(page.getByText('This laptop')).toHaveCount(0);
  await locks(page, server);
  watch.allow(/status of 403/);
  await page.getByRole('button', { name: 'Open with a passkey' }).click();
  await expect(page.getByText('This passkey opens no notebook by itself.')).toBeVisible();
});

test('a passkey that gives no secret is asked for after the passphrase', async ({ page, server, watch }, info) => {
  await atAName(page, server, watch);
  const { cdp, id } = await authenticator(page, false);
  await adds(page, server, 'Plain key');
  await expect(page.getByText('is asked for after the passphrase; added')).toBeVisible();
  await locks(page, server);
  await unlock(page);
  await expect(page.locator('h1')).toHaveText('One more step');
  await looksWell(page, info, 'second-step-passkey');
  await cdp.send('WebAuthn.setUserVerified', { authenticatorId: id, isUserVerified: false });
  await page.getByRole('button', { name: 'Go on with your passkey' }).click();
  await expect(page.getByText('No passkey was used. Nothing is lost')).toBeVisible();
  await cdp.send('WebAuthn.setUserVerified', { authenticatorId: id, isUserVerified: true });
  await page.getByRole('button', { name: 'Go on with your passkey' }).click();
  await expect(page.locator('h1')).toHaveText('What is here, right now?');
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('codes are set up from the text, asked for, and taken once', async ({ page, watch }, info) => {
    await begin(page);
    await page.goto('/settings/codes');
    await page.getByRole('button', { name: 'Set it up' }).click();
    const secret = ((await page.locator('#secret').textContent()) ?? '').replaceAll(' ', '');
    await picture(page, `${info.project.name}-passkeys-codes-setting-up`);
    await page.getByLabel('The code that the app shows now').fill(shown(secret, Date.now() - 30_000));
    await page.getByLabel('Your passphrase').fill(PASSPHRASE);
    await page.getByRole('button', { name: 'Turn it on' }).click();
    await expect(page.getByText('It is on.')).toBeVisible();
    await page.context().clearCookies();

    await page.goto('/unlock');
    await unlock(page);
    await expect(page.locator('h1')).toHaveText('One more step');
    await picture(page, `${info.project.name}-passkeys-second-step-code`);
    const code = shown(secret, Date.now() + 29_000);
    await page.getByLabel('The code that your app shows').fill(code);
    await page.getByRole('button', { name: 'Open the notebook' }).click();
    await expect(page.locator('h1')).toHaveText('What is here, right now?');

    await page.context().clearCookies();
    watch.allow(/status of 403/);
    await page.goto('/unlock');
    await unlock(page);
    await page.getByLabel('The code that your app shows').fill(code);
    await page.getByRole('button', { name: 'Open the notebook' }).click();
    await expect(page.getByText('This code is another one, or was used already.')).toBeVisible();
    await page.goto('/settings/passkeys');
    await expect(page.locator('h1')).not.toHaveText('Passkeys');
  });
});

test('the pages of codes are clean for whoever cannot see them', async ({ page }, info) => {
  await begin(page);
  await page.goto('/settings/codes');
  await looksWell(page, info, 'codes-off');
  await page.getByRole('button', { name: 'Set it up' }).click();
  await looksWell(page, info, 'codes-setting-up-axe');
  const secret = ((await page.locator('#secret').textContent()) ?? '').replaceAll(' ', '');
  await page.getByLabel('The code that the app shows now').fill(shown(secret));
  await page.getByLabel('Your passphrase').fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Turn it on' }).click();
  await expect(page.getByText('It is on.')).toBeVisible();
  await looksWell(page, info, 'codes-on');
});
