// T13: the browser is killed at each step of a note's way into the notebook. Whatever the page called kept is there
// afterwards, in its order and once; what it had not yet called kept may be there, and is there once at the most.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { STEPS, Killable, fits, noteWords } from '../support/killed.ts';
import { noted, underWay } from '../support/session.ts';
import { expect, test as base } from '../support/test.ts';

const test = base.extend<{ profile: string }>({
  profile: async ({}, use) => {
    const profile = await mkdtemp(join(tmpdir(), 'hearken-profile-'));
    await use(profile);
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  },
});

/** The words that the notebook has, oldest first. */
async function found(browser: Killable, session: string) {
  return (await noted(browser.page, session)).map((line) => line.replace(/^\d+:\d\d Said /, ''));
}

test.beforeEach(({}, { project }) => {
  test.skip(project.name === 'desktop', 'the same browser, and the same page');
});

test('killed at each step, everything that was said to be kept is there, once and in order', async ({ profile, server, launchOptions }) => {
  test.setTimeout(240_000);
  let browser = await Killable.open(profile, server.url, launchOptions);
  const session = await underWay(browser.page);
  const [said, perhaps]: [string[], Set<string>] = [[], new Set()];
  for (const step of STEPS) {
    await noteWords(browser.page, `before ${step}`);
    said.push(`before ${step}`);
    await expect(browser.page.locator('[data-queue]')).toHaveText('all in the notebook');
    const { reached } = await browser.stopsAt(step);
    // Of the words only what the page says counts: up to there they may be lost with the browser.
    const isSaid = STEPS.indexOf(step) >= STEPS.indexOf('said');
    void noteWords(browser.page, `at ${step}`).catch(() => undefined);
    if (isSaid) said.push(`at ${step}`);
    else perhaps.add(`at ${step}`);
    await reached;
    await browser.kill();
    browser = await Killable.open(profile, server.url, launchOptions);
    await browser.during(session);
    await expect(browser.page.locator('[data-queue]'), step).toHaveText('all in the notebook', { timeout: 20_000 });
    const lines = await found(browser, session);
    expect(fits(lines, said, perhaps), `${step}: ${lines.join(', ')}`).toBe(true);
    await browser.during(session);
  }
  await browser.context.close();
});

test('killed without the program, everything that was said to be kept comes once it answers', async ({ profile, server, launchOptions }) => {
  test.setTimeout(240_000);
  let browser = await Killable.open(profile, server.url, launchOptions);
  const session = await underWay(browser.page);
  await server.halt();
  await noteWords(browser.page, 'one');
  await noteWords(browser.page, 'two');
  await browser.kill();
  browser = await Killable.open(profile, server.url, launchOptions);
  await browser.page.goto(`${session}/during`);
  await expect(browser.page.locator('[data-queue]')).toContainText('2 kept here');
  await noteWords(browser.page, 'three');
  await browser.kill();
  const again = await server.again();
  try {
    browser = await Killable.open(profile, again.url, launchOptions);
    await browser.during(session);
    await expect(browser.page.locator('[data-queue]')).toHaveText('all in the notebook', { timeout: 20_000 });
    expect(await found(browser, session)).toEqual(['one', 'two', 'three']);
    await browser.context.close();
  } finally {
    await again.halt();
  }
});

test('control: a page that calls kept what is not is noticed', async ({ profile, server, launchOptions }) => {
  test.setTimeout(240_000);
  let browser = await Killable.open(profile, server.url, launchOptions);
  const session = await underWay(browser.page);
  await browser.page.evaluate(() => {
    IDBObjectStore.prototype.add = function added() { return this.count() as IDBRequest<IDBValidKey>; };
  });
  const { reached } = await browser.stopsAt('said');
  await noteWords(browser.page, 'lost');
  await reached;
  await browser.kill();
  browser = await Killable.open(profile, server.url, launchOptions);
  await browser.during(session);
  await expect(browser.page.locator('[data-queue]')).toHaveText('all in the notebook');
  await browser.page.goto(session);
  await expect(browser.page.locator('main')).toBeVisible();
  const lines = await browser.page.locator('.timeline li').allInnerTexts();
  expect(fits(lines, ['lost'], new Set())).toBe(false);
  await browser.context.close();
});
