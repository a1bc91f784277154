// Two people on one server: one invites, both compare six words, a part is shown and read, they speak, it is stopped and ended.

import type { Page, TestInfo } from '@playwright/test';

import { findings, picture } from '../support/axe.ts';
import { PASSPHRASE } from '../support/person.ts';
import { Server } from '../support/server.ts';
import { expect, test } from '../support/test.ts';
import { browserOf } from '../support/two.ts';

async function begin(page: Page, name: string, at: string) {
  await page.goto(at);
  await page.locator('input[name="name"]').fill(name);
  await page.locator('input[name="passphrase"]').fill(PASSPHRASE);
  await page.locator('input[name="again"]').fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Begin' }).click();
  await expect(page).toHaveURL(/\/recovery-words/);
}

async function isClean(page: Page, info: TestInfo, name: string) {
  expect(await findings(page), name).toEqual([]);
  await picture(page, `${info.project.name}-sharing-${name}`);
}

async function sixWords(page: Page) {
  await expect(page.locator('.six-words li')).toHaveCount(6);
  return page.locator('.six-words li').allTextContents();
}

test('one person shows another a part, they speak, and it is taken back', async ({ browser }, info) => {
  test.setTimeout(180_000);
  const server = await Server.start({ also: ['--sign-up', 'open'] });
  try {
    const ada = await (await browserOf(browser, info, server)).newPage();
    await begin(ada, 'Ada', '/');
    const ben = await (await browserOf(browser, info, server)).newPage();
    await begin(ben, 'Ben', '/sign-up');

    await ada.goto('/sharing');
    await isClean(ada, info, 'nobody-yet');
    await ada.getByRole('link', { name: 'Invite somebody' }).click();
    await ada.getByLabel('What do you call them?').fill('Ben, my friend');
    await ada.getByLabel('What do they call you?').fill('Ada');
    await ada.getByRole('radio', { name: /friend/i }).check();
    await isClean(ada, info, 'invite');
    await ada.getByRole('button', { name: 'Make an invitation' }).click();
    await expect(ada.locator('.said-code')).toBeVisible();
    await isClean(ada, info, 'invited');
    const link = (await ada.locator('.long-address').first().textContent())?.trim() ?? '';
    const code = (await ada.locator('.said-code').textContent())?.trim() ?? '';
    const space = new URL(ada.url()).pathname;

    await ben.goto(new URL(link).pathname);
    await isClean(ben, info, 'code');
    await ben.locator('input[name="code"]').fill(code);
    await ben.locator('main form button').first().click();
    await expect(ben.locator('main')).toContainText('invites you');
    await isClean(ben, info, 'greeting');
    await ben.locator('input[name="own_name"]').fill('Benedikt');
    await ben.locator('input[name="called"]').fill('Ada');
    await ben.locator('main form button.main').first().click();
    await expect(ben).toHaveURL(new RegExp(space));
    const waiting = await sixWords(ben);
    await isClean(ben, info, 'waiting');

    await ada.goto(space);
    expect(await sixWords(ada)).toEqual(waiting);
    await isClean(ada, info, 'newcomer');
    await ada.locator('input[type="checkbox"][name="compared"]').first().check();
    await ada.getByRole('button', { name: 'They are the same: let them in' }).click();
    await expect(ada.locator('main')).toContainText('Both of you are in.');

    await ada.goto('/parts/new');
    await ada.locator('input[name="name"]').fill('The Planner');
    await ada.locator('details:has(textarea[name="purpose"])').evaluateAll((all) => all.forEach((one) => one.setAttribute('open', '')));
    await ada.locator('textarea[name="purpose"]').fill('It keeps the kitchen quiet.');
    await ada.locator('main button.main').first().click();
    await expect(ada.locator('h1')).toContainText('The Planner');
    const part = new URL(ada.url()).pathname;
    await ada.locator('details.more summary').click();
    await ada.getByRole('link', { name: 'Share with…' }).click();
    await expect(ada.locator('h1')).toHaveText('Share with…');
    const job = ada.locator('.field', { hasText: 'It keeps the kitchen quiet.' }).locator('input[type="checkbox"]');
    await job.check();
    await isClean(ada, info, 'share');
    await ada.getByRole('button', { name: 'Show it to them' }).click();
    await expect(ada.locator('main')).toContainText('They can see it now.');
    await isClean(ada, info, 'person-of-ada');

    const marked = ben.getByRole('navigation').getByRole('link', { name: /^(Sharing|More) \(something new\)$/ });
    await ben.goto('/journal');
    await expect(marked).toHaveCount(1);
    await isClean(ben, info, 'unread');
    await ben.goto('/more');
    await isClean(ben, info, 'unread-more');
    await ben.goto('/sharing');
    await expect(ben.locator('main')).toContainText('There is something new from them.');
    await isClean(ben, info, 'people');
    await ben.goto(space);
    await ben.getByRole('link', { name: 'The Planner' }).click();
    await expect(ben.locator('main')).toContainText('It keeps the kitchen quiet.');
    await isClean(ben, info, 'read');
    await expect(marked).toHaveCount(0);
    const read = ben.url();
    await ben.getByLabel('Your words').fill('What does it plan for?');
    await ben.getByRole('button', { name: 'Say it' }).click();
    await expect(ben).toHaveURL(new RegExp(new URL(read).pathname));
    await expect(ben.locator('.said')).toContainText('What does it plan for?');
    await isClean(ben, info, 'said-about-it');
    await ben.goto(space);
    await ben.getByLabel('Your words').fill('Thank you for showing me.');
    await ben.getByRole('button', { name: 'Say it' }).click();
    await expect(ben.locator('.said').first()).toContainText('Thank you for showing me.');
    await expect(ben.locator('.said').nth(1)).toContainText('About The Planner');
    await isClean(ben, info, 'person-of-ben');

    await ada.goto(space);
    await expect(ada.locator('.said').first()).toContainText('Thank you for showing me.');
    await expect(ada.locator('.said').nth(1)).toContainText('What does it plan for?');
    await expect(ada.locator('main')).toContainText('Looked at:');
    await expect(ben.getByText('Something new is here.')).toBeHidden();
    await ada.getByLabel('Your words').fill('It was easier than I thought.');
    await ada.getByRole('button', { name: 'Say it' }).click();
    await expect(ben.getByText('Something new is here.')).toBeVisible();
    await expect(ben.locator('main')).not.toContainText('It was easier than I thought.');
    await isClean(ben, info, 'something-new');
    await ben.getByRole('link', { name: 'Show it' }).click();
    await expect(ben.locator('.said').first()).toContainText('It was easier than I thought.');
    await expect(ben.getByText('Something new is here.')).toBeHidden();
    await ada.goto(part);
    await ada.locator('details.more summary').click();
    await ada.getByRole('link', { name: 'Share with…' }).click();
    await ada.locator('input[name="keeps_up"][value="1"]').check();
    await ada.getByRole('button', { name: 'Change what they see' }).click();
    await expect(ada.locator('main')).toContainText('with your later changes');
    await ada.goto(`${part}/edit`);
    await expect(ada.locator('main')).toContainText('Shown with your later changes, as far as you chose, to Ben, my friend.');
    await ada.locator('details:has(textarea[name="purpose"])').evaluateAll((all) => all.forEach((one) => one.setAttribute('open', '')));
    await isClean(ada, info, 'followed');
    await ada.locator('textarea[name="purpose"]').fill('');
    await ada.locator('main button.main').first().click();
    await expect(ada.locator('h1')).toContainText('The Planner');
    await ada.goto(space);
    await expect(ada.locator('main')).toContainText('nothing to see of it now');
    await isClean(ada, info, 'waits');
    await ada.getByRole('button', { name: 'Stop showing it' }).click();
    await expect(ada.locator('main')).toContainText('They can see it no more.');
    await ben.goto(read);
    await expect(ben.locator('main')).toContainText('This is no longer shown to you.');
    await expect(ben.locator('main')).not.toContainText('kitchen');
    await isClean(ben, info, 'taken-back');

    await ada.goto(`${space}/end`);
    await isClean(ada, info, 'end');
    await ada.getByRole('button', { name: 'End it' }).click();
    await expect(ada.locator('main')).toContainText('You ended this.');
    await ben.goto(space);
    await expect(ben.locator('main')).toContainText('This space was ended.');
  } finally {
    await server.end();
  }
});
