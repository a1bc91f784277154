// An exercise done hands-free: it reads itself with a voice of this device, leaves time, goes on, and can be answered by
// voice where the device understands speech by itself.

import { type Page } from '@playwright/test';

import { look } from '../support/axe.ts';
import { begin, beginExercise, kept, next, screenOf, walkTo } from '../support/person.ts';
import { AWAY, HERE, speakUp, withEngines } from '../support/speech.ts';
import { expect, test } from '../support/test.ts';

const start = (page: Page) => page.getByRole('button', { name: 'Hands-free', exact: true });
const status = (page: Page) => page.locator('[data-hands-free-status]');

async function set(page: Page, seconds: string) {
  await page.goto('/settings');
  await page.getByLabel('Time to answer, hands-free').selectOption(seconds);
  await page.locator('form[action="/settings"] button').click();
  await expect(page.locator('p.kept')).toBeVisible();
}

async function beginGuide(page: Page, guide: string) {
  await page.goto(`/exercises/about/${guide}`);
  await page.getByRole('button', { name: 'Begin' }).click();
  await expect(page).toHaveURL(/\/exercises\/[0-9a-f-]{36}\/[a-z-]+$/);
}

test('it begins by a press, reads, goes on after a silence, and holds, stops and goes back by keys', async ({ page }) => {
  const engines = await withEngines(page, [AWAY, HERE]);
  await begin(page);
  await set(page, '120');
  await beginExercise(page);
  await walkTo(page, 'purpose');
  expect(engines.spoken).toEqual([]);
  await start(page).click();
  await expect(status(page)).toHaveText('Your turn. After 120 quiet seconds it goes on.');
  expect(engines.spoken.map(({ text }) => text)[0]).toContain('What is your purpose?');
  expect(engines.spoken.every(({ local }) => local)).toBe(true);
  await page.keyboard.press('Space');
  await expect(status(page)).toHaveText('Held. Space carries on.');
  await page.keyboard.press('Space');
  await expect(status(page)).toContainText('Your turn.');
  const here = screenOf(page);
  await page.keyboard.press('ArrowRight');
  await page.waitForURL((url) => !url.pathname.endsWith(here));
  await expect(status(page)).toContainText('Your turn.');
  await page.keyboard.press('ArrowLeft');
  await page.waitForURL(`**/${here}`);
  // Six seconds of the clock that runs here.
  await page.waitForURL((url) => !url.pathname.endsWith(here), { timeout: 20_000 });
  await expect(status(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('[data-hands-free]')).toBeHidden();
  await expect(start(page)).toBeFocused();
  await page.reload();
  await expect(start(page)).toBeVisible();
  await expect(page.locator('[data-hands-free]')).toBeHidden();
});

test('letters that are typed stay letters, and typing is waited for', async ({ page }) => {
  await withEngines(page, [HERE]);
  await begin(page);
  await set(page, '0');
  await beginExercise(page);
  await walkTo(page, 'purpose');
  await start(page).click();
  await expect(status(page)).toHaveText('It waits for you. Enter goes on.');
  const field = page.locator('textarea').first();
  await field.click();
  await page.keyboard.type('The hat ');
  await expect(field).toHaveValue('The hat ');
  await page.keyboard.press('Escape');
  await expect(page.locator('[data-hands-free]')).toBeHidden();
});

test('too much and help now are one key away, and the mode does not come back by itself', async ({ page }) => {
  await withEngines(page, [HERE]);
  await begin(page);
  await set(page, '0');
  await beginExercise(page);
  await start(page).click();
  await page.keyboard.press('t');
  await expect(page).toHaveURL(/\/too-much$/);
  await page.getByRole('link', { name: 'Back to the question' }).click();
  await expect(start(page)).toBeVisible();
  await start(page).click();
  await page.keyboard.press('h');
  await expect(page).toHaveURL(/\/help-now$/);
  expect(await page.evaluate(() => ({ ...sessionStorage, ...localStorage }))).toEqual({});
});

test('a choice and a gate wait for the person', async ({ page }) => {
  await withEngines(page, [HERE]);
  await begin(page);
  await set(page, '5');
  await beginExercise(page);
  await walkTo(page, 'willing');
  await start(page).click();
  await expect(status(page)).toHaveText('It waits for you. Enter goes on.');
  await page.waitForTimeout(1_000);
  expect(screenOf(page)).toBe('willing');
  await page.getByLabel('It would rather not').check();
  await page.locator('.hands-free').focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('h1')).toHaveText('It would rather not');
  await expect(status(page)).toHaveText('It waits for you. Choose below.');
  await page.keyboard.press('ArrowRight');
  await page.waitForTimeout(1_000);
  expect(screenOf(page)).toBe('refused');
});

test('another run never begins by itself', async ({ page }) => {
  await withEngines(page, [HERE]);
  await begin(page);
  await set(page, '0');
  await beginExercise(page);
  await start(page).click();
  await expect(page.locator('[data-hands-free]')).toBeVisible();
  await beginExercise(page);
  await expect(start(page)).toBeVisible();
  await expect(page.locator('[data-hands-free]')).toBeHidden();
});

test('the screen goes black and any key only brings it back', async ({ page }, { project }) => {
  await withEngines(page, [HERE]);
  await begin(page);
  await set(page, '0');
  await beginExercise(page);
  await start(page).click();
  await expect(page.locator('[data-hands-free]')).toBeVisible();
  await look(page, 'hands-free', project.name);
  const here = page.url();
  await page.getByRole('button', { name: 'Screen off' }).click();
  await expect(page.locator('.screen-off')).toHaveCSS('background-color', 'rgb(0, 0, 0)');
  await page.keyboard.press('t');
  await expect(page.locator('.screen-off')).toHaveCount(0);
  expect(page.url()).toBe(here);
});

test('a quiet time chimes at its end and then goes on', async ({ page }) => {
  await withEngines(page, [HERE]);
  await begin(page);
  await beginGuide(page, 'letter');
  while (screenOf(page) !== 'wait') await answer(page);
  await start(page).click();
  await expect(page.locator('[data-wait-left]')).toContainText('left');
  await page.waitForURL((url) => !url.pathname.endsWith('/wait'), { timeout: 15_000 });
  await expect(page.locator('[data-hands-free]')).toBeVisible();
});

test('without hands-free a quiet time says that it is over, and stays', async ({ page }) => {
  await withEngines(page, [HERE]);
  await begin(page);
  await beginGuide(page, 'letter');
  while (screenOf(page) !== 'wait') await answer(page);
  await expect(page.locator('[data-wait-over]')).toHaveText('That was the time. Go on when you like.', { timeout: 15_000 });
  await expect(page.locator('html')).toHaveAttribute('data-chimes', '1');
  expect(screenOf(page)).toBe('wait');
});

test('a whole exercise is listened to and answered by voice, on this device alone', async ({ page }) => {
  test.setTimeout(120_000);
  const engines = await withEngines(page, [HERE], 'available');
  await begin(page);
  // More than half a real second, so that a busy machine is not taken for somebody who says nothing.
  await set(page, '10');
  await beginGuide(page, 'letter');
  await start(page).click();
  for (let step = 0; step < 40 && /\/exercises\/[0-9a-f-]{36}\/[a-z-]+$/.test(page.url()); step += 1) await answerAloud(page);
  await expect(page).toHaveURL(/\/exercises\/[0-9a-f-]{36}\?kept=[0-9a-f-]{36}$/);
  await expect(page.locator('main')).toContainText('It keeps watch over the door.');
  expect(engines.made).toBeGreaterThan(0);
  expect(engines.began.every(Boolean)).toBe(true);
  expect(await page.evaluate(() => ({ ...sessionStorage, ...localStorage }))).toEqual({});
});

test('a label is understood, and what is not is asked for once more', async ({ page }) => {
  const engines = await withEngines(page, [HERE], 'available');
  await begin(page);
  await beginExercise(page);
  await walkTo(page, 'willing');
  await start(page).click();
  await speakUp(page, 'a purple afternoon');
  await expect.poll(() => engines.spoken.at(-1)?.text).toBe('I did not catch that. Please say it once more.');
  await speakUp(page, 'another afternoon');
  await expect(status(page)).toContainText('Not understood. It waits for you');
  await speakUp(page, 'yes, it comes forward');
  await expect(page.getByLabel('Yes, it comes forward')).toBeChecked();
  await kept(page);
  await speakUp(page, 'next');
  await page.waitForURL((url) => !url.pathname.endsWith('/willing'));
});

test('levels go into their rows one after the other', async ({ page }) => {
  await withEngines(page, [HERE], 'available');
  await begin(page);
  await beginGuide(page, 'check-in');
  while ((await page.locator('[data-levels]').count()) < 2) await answer(page);
  await start(page).click();
  const row = (number: number, level: string) => page.locator('[data-levels]').nth(number).locator(`input[value="${level}"]`);
  await speakUp(page, 'seven');
  await expect(row(0, '7')).toBeChecked();
  await speakUp(page, 'I would say 3');
  await expect(row(1, '3')).toBeChecked();
  const here = page.url();
  await speakUp(page, 'back');
  await page.waitForURL((url) => url.href !== here);
  await expect(page.locator('[data-hands-free]')).toBeVisible();
});

for (const ear of ['downloadable', 'old'] as const) {
  test(`a recogniser that would not stay on the device is never made (${ear})`, async ({ page }) => {
    const engines = await withEngines(page, [HERE], ear);
    await begin(page);
    await beginExercise(page);
    await start(page).click();
    await expect(status(page)).toContainText('Your turn.');
    await expect(page.locator('[data-hands-free-ear]')).toBeHidden();
    expect(engines.made).toBe(0);
  });
}

test('without a voice of this device nothing is offered', async ({ page }) => {
  await withEngines(page, [AWAY]);
  await begin(page);
  await beginExercise(page);
  await expect(start(page)).toBeHidden();
});

/** A screen that stays on, in the browser's place: how many hold it on this page. */
async function withWakeLock(page: Page) {
  await page.addInitScript(() => {
    const world = window as unknown as { held: number; hide: (hidden: boolean) => void };
    world.held = 0;
    const locks = new Set<{ released: boolean; release: () => Promise<void> }>();
    const request = async (kind: string) => {
      if (kind !== 'screen' || document.visibilityState !== 'visible') throw new DOMException('', 'NotAllowedError');
      const lock = {
        released: false,
        release: async () => {
          if (!lock.released) world.held -= 1;
          lock.released = true;
        },
      };
      world.held += 1;
      locks.add(lock);
      return lock;
    };
    Object.defineProperty(navigator, 'wakeLock', { value: { request } });
    // As a browser does: out of sight, every lock is let go.
    world.hide = (hidden) => {
      Object.defineProperty(document, 'visibilityState', { value: hidden ? 'hidden' : 'visible', configurable: true });
      if (hidden) for (const lock of locks) void lock.release();
      document.dispatchEvent(new Event('visibilitychange'));
    };
  });
  return {
    held: () => page.evaluate(() => (window as unknown as { held: number }).held),
    hide: (hidden: boolean) => page.evaluate((hidden) => (window as unknown as { hide: (hidden: boolean) => void }).hide(hidden), hidden),
  };
}

test('the device stays awake while it goes on, but not in the dark, out of sight or after the end', async ({ page }) => {
  await withEngines(page, [HERE]);
  const lock = await withWakeLock(page);
  await begin(page);
  await set(page, '0');
  await beginExercise(page);
  await walkTo(page, 'purpose');
  expect(await lock.held()).toBe(0);
  await start(page).click();
  await expect(status(page)).toHaveText('It waits for you. Enter goes on.');
  await expect.poll(lock.held).toBe(1);
  await lock.hide(true);
  await expect.poll(lock.held).toBe(0);
  await lock.hide(false);
  await expect.poll(lock.held).toBe(1);
  await page.getByRole('button', { name: 'Screen off' }).click();
  await expect.poll(lock.held).toBe(0);
  await lock.hide(true);
  await lock.hide(false);
  expect(await lock.held()).toBe(0);
  await page.keyboard.press('x');
  await expect.poll(lock.held).toBe(1);
  const here = screenOf(page);
  await page.locator('.hands-free').focus();
  await page.keyboard.press('ArrowRight');
  await page.waitForURL((url) => !url.pathname.endsWith(here));
  await expect(status(page)).toContainText('It waits for you.');
  await expect.poll(lock.held).toBe(1);
  await page.keyboard.press('Escape');
  await expect.poll(lock.held).toBe(0);
});

test('the browser is allowed to keep the screen on for our own pages', async ({ page, request }) => {
  await begin(page);
  const headers = (await request.get('/help-now')).headers();
  expect(headers['permissions-policy']).toContain('screen-wake-lock=(self)');
  const asked = await page.evaluate(async () => {
    const { wakeLock } = navigator as unknown as { wakeLock: { request: (kind: string) => Promise<unknown> } };
    return wakeLock.request('screen').then(() => 'had', (error: DOMException) => error.message);
  });
  expect(asked).not.toContain('permissions policy');
});

/** Answers by hand whatever a screen asks, as far as it must be. */
async function answer(page: Page) {
  const name = page.locator('input[name="name"]');
  if (await name.count()) await name.fill('The Planner');
  const field = page.locator('form.answer textarea').first();
  if (await field.count()) await field.fill('It keeps watch.');
  const chip = page.locator('form.answer .chip input[type="radio"]').first();
  if (await chip.count()) await chip.check();
  await next(page);
}

/** Answers by voice whatever a screen asks, and waits for the next one. */
async function answerAloud(page: Page) {
  const before = page.url();
  await expect(page.locator('[data-hands-free]')).toBeVisible();
  const waits = (await page.locator('[data-hands-free]').getAttribute('data-goes-on')) === 'no';
  const chips = page.locator('form.answer .chip');
  const name = page.locator('input[name="name"]');
  if (await name.count()) await speakUp(page, 'The Planner');
  else if (await chips.count()) await speakUp(page, (await chips.first().innerText()).trim());
  else if (await page.locator('form.answer textarea').count()) await speakUp(page, 'It keeps watch over the door.');
  if (waits) await speakUp(page, 'next');
  await page.waitForURL((url) => url.href !== before, { timeout: 15_000 });
}
