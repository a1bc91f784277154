// T47: leaving quickly, from every page, by the button and by Shift three times; and what Back shows then.

import type { Page } from '@playwright/test';

import { look } from '../support/axe.ts';
import { callACouncil } from '../support/council.ts';
import { begin, beginExercise, unlock, walkTo, write } from '../support/person.ts';
import { expect, test } from '../support/test.ts';

const CANARY = 'heronfeather';

test.use({ launchOptions: async ({ launchOptions }, use) => {
  // Back and Forward as people have them: from memory where the browser can.
  await use({ ...launchOptions, ignoreDefaultArgs: ['--disable-back-forward-cache'] });
} });

/** Goes back through everything that was seen; nothing of it may show. */
async function backShowsNothing(page: Page) {
  for (let steps = 0; steps < 6; steps += 1) {
    await page.goBack({ waitUntil: 'commit' }).catch(() => undefined);
    await page.waitForLoadState('domcontentloaded');
    expect(await page.locator('body').innerText()).not.toContain(CANARY);
    // A page from the browser's memory is veiled until the server was asked for it anew.
    await expect(page).toHaveURL(/\/unlock|\/away|about:blank/);
    expect(await page.locator('body').innerText()).not.toContain(CANARY);
  }
}

async function byShift(page: Page) {
  for (let press = 0; press < 3; press += 1) await page.keyboard.press('Shift');
}

test('Shift three times leaves a blank page within 200 ms, locks, and Back shows nothing', async ({ page }) => {
  await begin(page);
  await write(page, `${CANARY} on Today`);
  await page.goto('/journal');
  await page.goto('/parts');
  await page.goto('/');
  await page.locator('textarea[name="body"]').pressSequentially(`${CANARY} half a th`);
  await page.evaluate(() => {
    addEventListener('keydown', (event) => {
      if (event.key !== 'Shift') return;
      // Seen from the last press: our own listener ran in the capture phase before this one.
      if (document.body.childElementCount === 0) document.documentElement.dataset['blankAfter'] = String(performance.now() - event.timeStamp);
    });
  });
  const blank = page.waitForFunction(() => document.documentElement.dataset['blankAfter'] ?? (location.pathname === '/away' ? '0' : undefined));
  await byShift(page);
  expect(Number(await (await blank).jsonValue())).toBeLessThan(200);
  await expect(page).toHaveURL(/\/away$/);
  expect(await page.locator('body').innerText()).not.toMatch(/hearken|part|exercise|locked/i);
  await backShowsNothing(page);
  await page.goto('/');
  await unlock(page);
  await expect(page.locator('textarea[name="body"]')).toHaveValue(`${CANARY} half a th`);
});

test('what is typed into a council is there again after leaving quickly', async ({ page }) => {
  test.setTimeout(120_000);
  await begin(page);
  const council = await callACouncil(page);
  for (const [address, name] of [[page.url(), 'why'], [`${council}/look-back`, 'words']] as const) {
    await page.goto(address);
    await page.locator(`[name="${name}"]`).fill(`${CANARY} at the table`);
    await page.locator('form[action="/leave"] button.leave').first().click();
    await expect(page).toHaveURL(/\/away$/);
    await page.goBack({ waitUntil: 'commit' }).catch(() => undefined);
    await page.goto('/unlock');
    await unlock(page);
    await page.waitForURL((url) => url.pathname === '/');
    await page.goto(address);
    await expect(page.locator(`[name="${name}"]`)).toHaveValue(`${CANARY} at the table`);
  }
});

test('who leaves while nothing answers finds it locked when it answers again', async ({ page, server, watch }) => {
  watch.allow(/ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE/);
  await begin(page);
  await write(page, `${CANARY} in the journal`);
  await page.goto('/journal');
  await server.halt();
  await page.locator('form[action="/leave"] button').first().click();
  await page.waitForURL((url) => url.protocol === 'chrome-error:');
  const again = await server.again();
  try {
    await page.goto('/journal');
    await expect(page).toHaveURL(/\/unlock/);
    expect(await page.context().cookies()).not.toContainEqual(expect.objectContaining({ name: 'left' }));
    await unlock(page);
    await page.waitForURL((url) => url.pathname === '/journal');
    await expect(page.getByText(CANARY)).toBeVisible();
  } finally {
    await again.halt();
  }
});

test('the button leaves from every page', async ({ page }) => {
  test.setTimeout(120_000);
  await begin(page);
  await write(page, `${CANARY} in the journal`);
  await beginExercise(page);
  await walkTo(page, 'purpose');
  const pages = ['/', '/journal', '/parts', '/exercises', '/settings', '/grounding', new URL(page.url()).pathname];
  for (const path of pages) {
    await page.goto(path);
    await page.locator('form[action="/leave"] button').first().click();
    await expect(page, path).toHaveURL(/\/away$/);
    await page.goBack({ waitUntil: 'commit' }).catch(() => undefined);
    await page.waitForTimeout(100);
    expect(await page.locator('body').innerText(), path).not.toContain(CANARY);
    await page.goto('/unlock');
    await unlock(page);
    await page.waitForURL((url) => url.pathname === '/');
  }
});

test('capitals in a sentence do not leave', async ({ page }) => {
  await begin(page);
  await page.locator('textarea[name="body"]').pressSequentially('I AM Still Here');
  await expect(page.locator('textarea[name="body"]')).toHaveValue('I AM Still Here');
  expect(new URL(page.url()).pathname).toBe('/');
});

test('a page that is not in front shows nothing to the window switcher', async ({ page }) => {
  await begin(page);
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await expect(page.locator('body')).toBeHidden();
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'visible', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await expect(page.locator('h1')).toBeVisible();
});

test('the page locks itself after the idle minutes', async ({ page }) => {
  await page.clock.install();
  await begin(page);
  await write(page, `${CANARY} left open`);
  await page.goto('/journal');
  await expect(page.getByText(CANARY)).toBeVisible();
  const isOnTheWay = (url: string) => new URL(url).pathname === '/unlock';
  const left = page.waitForRequest((request) => request.isNavigationRequest() && isOnTheWay(request.url()));
  await page.clock.fastForward('14:30');
  await expect(page).toHaveURL(/\/journal$/);
  await page.clock.fastForward('01:00');
  expect(new URL((await left).url()).searchParams.get('next')).toBe('/journal');
  // The browser is not closed in the middle of the way there.
  await page.waitForURL((url) => url.pathname === '/unlock');
});

test('a lock while nothing answers covers what was typed, and goes once it is kept', async ({ page, context, watch }, info) => {
  // The words are kept or held, whichever of them and the lock comes first.
  watch.allow(/ERR_INTERNET_DISCONNECTED|423/);
  await page.clock.install();
  await begin(page);
  await page.goto('/journal/new');
  const body = page.locator('form[action="/journal"] textarea[name="body"]');
  await context.setOffline(true);
  await body.fill(`${CANARY} on a train`);
  await page.clock.fastForward(2_000);
  await expect(page.locator('[data-draft-status]')).toContainText('still on this page');
  await page.clock.fastForward('15:30');
  await expect(page.locator('.cover-notice')).toBeVisible();
  await expect(body).toBeHidden();
  await expect(page.getByRole('button', { name: 'Leave quickly' })).toBeVisible();
  await look(page, 'covered', info.project.name);
  await page.clock.fastForward('05:00');
  await expect(page).toHaveURL(/\/journal\/new$/);
  await context.setOffline(false);
  const left = page.waitForURL((url) => url.pathname === '/unlock');
  await expect(async () => {
    await page.clock.fastForward(6_000);
    expect(new URL(page.url()).pathname).toBe('/unlock');
  }).toPass();
  await left;
  await unlock(page);
  await page.goto('/journal/new');
  await expect(body).toHaveValue(`${CANARY} on a train`);
});

test('whoever reads help goes on reading it when the notebook locks', async ({ page }) => {
  await page.clock.install();
  await begin(page);
  await page.goto('/help-now');
  await expect(page.locator('nav')).toBeVisible();
  const again = page.waitForEvent('load');
  await page.clock.fastForward('15:30');
  await again;
  await expect(page).toHaveURL(/\/help-now$/);
  await expect(page.locator('nav')).toHaveCount(0);
});
