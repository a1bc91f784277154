// What can go wrong with the device that keeps a session: no room, no storage, a lost answer, a clock set back, a lock.

import type { Page } from '@playwright/test';

import { look } from '../support/axe.ts';
import { QUIET, noted, say, tap, underWay, stateKept, waiting, whyNotTaken } from '../support/session.ts';
import { ended } from '../support/journey.ts';
import { begin, lock, unlock } from '../support/person.ts';
import { Server } from '../support/server.ts';
import { stored } from '../support/stored.ts';
import { expect, test } from '../support/test.ts';

const status = (page: Page) => page.locator('[data-queue]');

test('everything there is to note is noted without the program, and the rules tell what they tell', async ({ page, server, watch }, info) => {
  test.setTimeout(180_000);
  watch.allow(QUIET);
  const session = await underWay(page);
  await server.halt();
  await page.getByRole('button', { name: 'The medicine is taken now' }).click();
  await expect(page.getByText('since the medicine')).toBeVisible();
  await page.getByRole('link', { name: 'Readings, look in' }).click();
  const sheet = page.locator('[data-sheet="readings"]');
  await sheet.locator('[name="systolic"]').fill('1200');
  await sheet.locator('[name="diastolic"]').fill('80');
  await sheet.getByRole('button', { name: 'Keep' }).click();
  await expect(sheet.locator('.notice')).toContainText('Upper blood pressure: is that what the device shows?');
  await expect(sheet.locator('[name="diastolic"]'), 'nothing typed is lost').toHaveValue('80');
  await look(page, 'session-asked-back', info.project.name);
  await sheet.locator('[name="systolic"]').fill('190');
  await sheet.locator('[name="moaas"][value="3"]').check();
  await sheet.getByRole('button', { name: 'Keep' }).click();
  await expect(page.locator('.told').first()).toContainText('blood pressure is high. Call the practice now');
  await expect(page.locator('.told').nth(1)).toContainText('Stay beside them');
  await page.getByRole('link', { name: 'Something is wrong' }).click();
  const wrong = page.locator('[data-sheet="wrong"]');
  await expect(wrong.locator('a[href="tel:999"]').first()).toBeVisible();
  await expect(wrong).toContainText('12 Wharf Road');
  await look(page, 'session-wrong', info.project.name);
  await wrong.locator('[name="sign"][value="chest-pain"]').check();
  await wrong.getByRole('button', { name: 'Keep it, with the time' }).click();
  await expect(wrong.locator('.told.urgent').first(), 'K1: the numbers stay').toContainText('Call the emergency number now');
  await expect(wrong.locator('a[href="tel:999"]').first()).toBeVisible();
  await look(page, 'session-urgent', info.project.name);
  await wrong.getByRole('button', { name: 'I have seen this' }).click();
  await expect(wrong).toBeHidden();
  await expect(page.locator('[data-told] .told.urgent').first()).toContainText('Call the emergency number now');
  await look(page, 'session-told', info.project.name);
  await page.reload();
  await expect(page.locator('[data-told] .told.urgent').first(), 'also after a reload').toContainText('Call the emergency number now');
  await expect(wrong, 'what was seen is not new').toBeHidden();
  await expect(status(page)).toContainText('3 kept here');
  await page.getByRole('link', { name: 'Something is wrong' }).click();
  await expect(wrong, 'from what the device keeps').toContainText('12 Wharf Road');
  await wrong.getByRole('button', { name: 'Back' }).click();

  await page.getByRole('link', { name: 'Before you end it' }).click();
  const end = page.locator('[data-sheet="end"]');
  await end.locator('[name="done"]').first().check();
  await end.locator('button.main').click();
  await expect(end).toContainText('The session goes on until all of this is so.');
  await look(page, 'session-end', info.project.name);
  for (const box of await end.locator('[name="done"]').all()) await box.check();
  await end.locator('button.main').click();
  await expect(page.getByText('The session is over. What was noted is kept here')).toBeVisible();
  await look(page, 'session-ended', info.project.name);
  const again = await server.again();
  try {
    await page.waitForURL(session, { timeout: 20_000 });
    await expect(page.locator('.lead')).toContainText('resting after it');
    await expect(page.locator('.timeline li')).toHaveCount(2);
    expect(await page.evaluate(async () => (await indexedDB.databases()).length), 'nothing stays in the browser').toBe(0);
    expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
  } finally {
    await again.halt();
  }
});

test('an answer that is lost three times doubles nothing', async ({ page, watch }) => {
  watch.allow(QUIET);
  const session = await underWay(page);
  let lost = 0;
  await page.route('**/queue', async (route) => {
    if (lost < 3) {
      lost += 1;
      await route.fetch();
      await route.abort();
    } else await route.continue();
  });
  for (let nth = 0; nth < 5; nth += 1) await say(page, `word ${nth}`);
  await expect(status(page)).toHaveText('all in the notebook', { timeout: 30_000 });
  expect(lost).toBe(3);
  expect((await noted(page, session)).map((line) => line.replace(/^\d+:\d\d /, ''))).toEqual([0, 1, 2, 3, 4].map((nth) => `Said word ${nth}`));
});

test('two windows of the same session bring everything once', async ({ page, context, server, watch }) => {
  watch.allow(QUIET);
  const session = await underWay(page);
  const other = await context.newPage();
  await other.goto(`${session}/during`);
  await server.halt();
  await say(page, 'here');
  await say(other, 'there');
  const again = await server.again();
  try {
    await expect(status(page)).toHaveText('all in the notebook', { timeout: 30_000 });
    await expect(status(other)).toHaveText('all in the notebook', { timeout: 30_000 });
    expect((await noted(page, session)).map((line) => line.replace(/^\d+:\d\d /, '')).sort()).toEqual(['Said here', 'Said there']);
  } finally {
    await again.halt();
  }
});

test('with no room in the browser it says so, keeps it on the page, and brings it when the notebook answers', async ({ page, watch }) => {
  watch.allow(QUIET);
  const session = await underWay(page);
  await page.evaluate(() => {
    const full = () => { throw new DOMException('no room', 'QuotaExceededError'); };
    IDBObjectStore.prototype.add = full;
  });
  await page.route('**/queue', (route) => route.abort());
  await tap(page);
  await expect(page.locator('[data-kept]')).toContainText('This browser has no room to keep it.');
  await expect(status(page)).toContainText('1 on this page alone');
  await page.unroute('**/queue');
  await expect(status(page)).toHaveText('all in the notebook', { timeout: 20_000 });
  expect((await noted(page, session)).length).toBe(1);
});

test('a browser that keeps nothing has the page as it is without it, and says so', async ({ page, context }, info) => {
  await context.addInitScript(() => {
    Object.defineProperty(IDBFactory.prototype, 'open', { value: () => { throw new DOMException('private', 'SecurityError'); } });
  });
  const session = await underWay(page, { kept: false });
  await expect(status(page)).toHaveText(/^Nothing can be kept in this browser; .* write on paper\.$/);
  await look(page, 'session-nothing-kept', info.project.name);
  await tap(page);
  await expect(page.locator('p.kept')).toHaveText('Kept.');
  await expect(page.locator('[data-clock]')).toHaveText(/^0:0\d$/);
  await page.getByRole('link', { name: 'Readings, look in' }).click();
  await expect(page).toHaveURL(`${session}/vitals`);
});

test('a clock that is set back an hour turns no order around', async ({ page, context, server, watch }) => {
  watch.allow(QUIET);
  await context.clock.install({ time: new Date('2026-11-27T12:00:00Z') });
  const session = await underWay(page);
  await server.halt();
  await context.clock.fastForward('30:00');
  await say(page, 'before');
  await context.clock.setSystemTime(new Date('2026-11-27T11:31:00Z'));
  await context.clock.runFor(2_000);
  await say(page, 'after');
  await page.reload();
  await say(page, 'later');
  const again = await server.again();
  try {
    await context.clock.runFor(10_000);
    await expect(status(page)).toHaveText('all in the notebook', { timeout: 20_000 });
    const lines = await noted(page, session);
    expect(lines.map((line) => line.replace(/^\d+:\d\d /, ''))).toEqual(['Said before', 'Said after', 'Said later']);
    for (const line of lines) expect(line).toMatch(/^0:3[0-3] /);
  } finally {
    await again.halt();
  }
});

test('the lock screen and leaving quickly take the key of the device; noting goes on, sealed', async ({ page, context, server, watch }, info) => {
  watch.allow(QUIET);
  const words = 'zqheronfeatherqz';
  const session = await underWay(page, { words });
  await page.locator('form[action="/leave"] button').first().click();
  await expect(page).toHaveURL(/\/away$/);
  await server.halt();
  const other = await context.newPage();
  await other.goto(`${session}/during`);
  await expect(other.locator('[data-earlier]'), 'what was kept was looked at, and cannot be opened').toHaveText(/sealed here/);
  expect(await other.locator('html').textContent()).not.toContain(words);
  await look(other, 'session-sealed', info.project.name);
  await tap(other);
  await expect(status(other)).toContainText('1 kept here');
  expect(await stored(other, context)).not.toContain(words);
  const again = await server.again();
  try {
    await expect(status(other)).toContainText('locked · 1 kept here', { timeout: 20_000 });
    await other.getByRole('link', { name: 'Unlock' }).click();
    await unlock(other);
    await expect(status(other)).toHaveText('all in the notebook', { timeout: 20_000 });
    await expect(other.locator('[data-intention]')).toHaveText(words);
    await expect.poll(() => stateKept(other)).toEqual(['clock', 'key', 'open', 'view']);
    await lock(other);
    await other.goto('/unlock');
    await expect.poll(() => stateKept(other), 'the lock screen').toEqual(['clock', 'open']);
    await unlock(other);
    await other.waitForURL((url) => url.pathname === '/');
    expect(await noted(other, session)).toHaveLength(1);
  } finally {
    await again.halt();
  }
});

test('what was left in the browser comes in from any other page', async ({ page, server, watch }) => {
  watch.allow(QUIET);
  const session = await underWay(page);
  await server.halt();
  await say(page, 'left behind');
  const again = await server.again();
  try {
    await page.goto('about:blank');
    await page.goto(`${again.url}/parts`);
    await expect.poll(() => waiting(page)).toBe(0);
    expect(await noted(page, session)).toHaveLength(1);
  } finally {
    await again.halt();
  }
});

test('another notebook in the same browser cannot take what waits, and the own one gets it later', async ({ page, server, watch }) => {
  watch.allow(QUIET);
  const session = await underWay(page);
  await server.halt();
  await say(page, 'not for others');
  const other = await Server.start({ listen: new URL(server.url).host });
  try {
    await page.goto('about:blank');
    await begin(page);
    await page.goto('/parts');
    await expect.poll(() => whyNotTaken(page)).toEqual(['unreadable']);
  } finally {
    await other.end();
  }
  const again = await server.again();
  try {
    await page.goto('/unlock');
    await unlock(page);
    await page.waitForURL((url) => url.pathname === '/');
    await expect.poll(() => waiting(page)).toBe(0);
    expect((await noted(page, session))[0]).toContain('not for others');
  } finally {
    await again.halt();
  }
});

test('what is typed when the session ends elsewhere is kept before its page goes', async ({ page, context, watch }) => {
  watch.allow(QUIET);
  const session = await underWay(page);
  await page.getByText('A few words').click();
  await page.getByLabel('What is here?').fill('half a sent');
  const other = await context.newPage();
  await ended(other, session);
  await other.close();
  await tap(page);
  await page.waitForURL(session, { timeout: 30_000 });
  const lines = (await noted(page, session)).map((line) => line.replace(/^\d+:\d\d /, ''));
  expect(lines).toEqual(['A part is here', 'Said half a sent']);
});

test('words that are kept twice in a hurry are there once, and what is typed meanwhile stays', async ({ page }) => {
  const session = await underWay(page);
  await page.getByText('A few words').click();
  const field = page.getByLabel('What is here?');
  await field.fill('once');
  await field.evaluate((area: HTMLTextAreaElement) => {
    area.form?.requestSubmit();
    area.form?.requestSubmit();
    area.value = 'the next';
    area.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await expect(page.locator('[data-kept]')).toHaveText('Kept.');
  await expect(status(page)).toHaveText('all in the notebook');
  await expect(field).toHaveValue('the next');
  await page.reload();
  await expect(field, 'also after a reload').toHaveValue('the next');
  expect((await noted(page, session)).map((line) => line.replace(/^\d+:\d\d /, ''))).toEqual(['Said once']);
});

test('looking for a session where there is none leaves nothing in the browser', async ({ page }) => {
  await begin(page);
  await page.goto('/journey/offline');
  await expect(page.getByText('Nothing of a session is kept in this browser.')).toBeVisible();
  await expect.poll(() => page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
});

test('a phone can put it among its programs, under a name that tells nothing', async ({ page, context }) => {
  await underWay(page);
  const browser = await context.newCDPSession(page);
  const { installabilityErrors } = await browser.send('Page.getInstallabilityErrors');
  expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
  const { data } = await browser.send('Page.getAppManifest');
  expect(JSON.parse(data ?? '{}')).toMatchObject({ name: 'Notebook', start_url: '/journey/now' });
});
