// The breath keeps time, and stops when it is asked to.

import type { Page } from '@playwright/test';

import { look } from '../support/axe.ts';
import { answerScreen, begin, beginExercise } from '../support/person.ts';
import { expect, test } from '../support/test.ts';

async function toBreath(page: Page) {
  await begin(page);
  await beginExercise(page);
  await answerScreen(page);
  await expect(page.locator('[data-breath]')).toBeVisible();
}

/** Milliseconds from the start at which each phase began to show, as the page's own clock saw it. */
async function phasesSeen(page: Page, number: number): Promise<number[]> {
  return page.evaluate((wanted) => new Promise<number[]>((done) => {
    const root = document.querySelector('[data-breath]');
    if (!(root instanceof HTMLElement)) throw new Error('no breath');
    const seen: number[] = [];
    let began = 0;
    new MutationObserver(() => {
      if (began === 0) began = performance.now();
      if (Number(root.dataset['phaseNumber']) === seen.length) seen.push(performance.now() - began);
      if (seen.length === wanted) done(seen);
    }).observe(root, { attributes: true, attributeFilter: ['data-phase-number'] });
    root.querySelector<HTMLElement>('[data-breath-start]')?.click();
  }), number);
}

test('the breath does not drift, even when the machine is kept busy', async ({ page }) => {
  test.setTimeout(120_000);
  await toBreath(page);
  // A tenth of the length, so that many phases pass in a short run.
  await page.locator('[data-phase]').evaluateAll((items) => {
    for (const item of items) item.setAttribute('data-ms', String(Number(item.getAttribute('data-ms')) / 10));
  });
  await page.evaluate(() => history.replaceState(null, ''));
  await rebuilt(page);
  await page.evaluate(() => {
    // Every now and then nothing moves for 90 ms, as on a slow phone.
    setInterval(() => {
      const until = performance.now() + 90;
      while (performance.now() < until);
    }, 700);
  });
  const seen = await phasesSeen(page, 21);
  const due = seen.map((_, index) => Math.floor(index / 2) * 1_000 + (index % 2) * 400);
  const late = seen.map((at, index) => at - (due[index] ?? 0));
  // Each phase may begin a frame or a stall late; what must not happen is that the lateness grows.
  const least = (part: number[]) => Math.min(...part);
  expect(Math.abs(least(late.slice(14)) - least(late.slice(0, 7)))).toBeLessThan(20);
});

/** Has the modules run again over the page as it is now. */
async function rebuilt(page: Page) {
  await page.evaluate(async () => {
    const app = document.querySelector<HTMLScriptElement>('script[type="module"]')?.src ?? '';
    const breath = document.querySelector('[data-breath]');
    breath?.replaceWith(breath.cloneNode(true));
    const { startBreath } = await import(new URL('breath.js', app).href);
    startBreath();
  });
}

test('the breath can be stopped and started, and says what to do', async ({ page }) => {
  await toBreath(page);
  await page.getByRole('button', { name: 'Start the breath' }).click();
  await expect(page.locator('[data-breath-cue]')).toHaveText('Breathe in');
  await expect(page.locator('[data-breath-count]')).toHaveText(/[1-4]/);
  await expect(page.getByRole('button', { name: 'Stop' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-breath]')).toHaveAttribute('data-running', 'no');
  await expect(page.locator('[data-breath-cue]')).toHaveText('');
  await expect(page.getByRole('button', { name: 'Start the breath' })).toBeFocused();
});

test('after a minute it asks whether it still feels right, and it ends by itself', async ({ page }) => {
  await page.clock.install();
  await toBreath(page);
  await page.getByRole('button', { name: 'Start the breath' }).click();
  await expect(page.locator('[data-breath-check]')).toBeHidden();
  await page.clock.runFor(61_000);
  await expect(page.locator('[data-breath-check]')).toContainText('dizzy');
  await page.clock.runFor(61_000);
  await expect(page.locator('[data-breath]')).toHaveAttribute('data-running', 'no');
});

test('with reduced motion words and counts guide, and nothing moves', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await toBreath(page);
  await page.getByRole('button', { name: 'Start the breath' }).click();
  await expect(page.locator('[data-breath-cue]')).toHaveText('Breathe in');
  await page.waitForTimeout(400);
  expect(await page.locator('[data-breath-circle]').evaluate((circle) => (circle as HTMLElement).style.transform)).toBe('');
});

test('sound can be turned off and on', async ({ page }) => {
  await toBreath(page);
  const sound = page.locator('[data-breath-sound]');
  await expect(sound).toHaveAttribute('aria-pressed', 'true');
  await sound.click();
  await expect(sound).toHaveText('Sound is off');
});

async function toPattern(page: Page, id: string) {
  await begin(page);
  await page.goto(`/breathe/${id}`);
  await expect(page.locator('[data-breath]')).toBeVisible();
}

test('B4: each minute anew it says how long it has been, and the notebook does not lock meanwhile', async ({ page }) => {
  await page.clock.install();
  await toPattern(page, 'extended_46');
  let heard = 0;
  page.on('request', (request) => { if (request.method() === 'HEAD') heard += 1; });
  await page.locator('[data-breath-start]').click();
  await page.clock.runFor(61_000);
  await expect(page.locator('[data-breath-check]')).toContainText('A minute has passed.');
  await page.clock.runFor(61_000);
  await expect(page.locator('[data-breath-check]')).toContainText('2 minutes have passed.');
  await expect.poll(() => heard).toBeGreaterThanOrEqual(6);
});

test('a tab that stood still for a while shows the right moment on return, and no later phase is late', async ({ page }) => {
  await toPattern(page, 'extended_46');
  await page.locator('[data-breath-start]').click();
  await page.evaluate(() => Object.assign(window, { began: performance.now() }));
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
  await new Promise((done) => setTimeout(done, 9_000));
  await devtools.send('Page.setWebLifecycleState', { state: 'active' });
  const off = await page.evaluate(() => new Promise<number>((done) => {
    const root = document.querySelector<HTMLElement>('[data-breath]');
    const before = root?.dataset['phaseNumber'];
    new MutationObserver(() => {
      if (root?.dataset['phaseNumber'] === before) return;
      const number = Number(root?.dataset['phaseNumber']);
      const due = Math.floor(number / 2) * 10_000 + (number % 2) * 4_000;
      done(performance.now() - (window as unknown as { began: number }).began - due);
    }).observe(document.body, { subtree: true, attributes: true });
  }));
  // The click and this page's first look at its clock lie a few frames apart; a second would be a wrong breath.
  expect(Math.abs(off)).toBeLessThan(400);
});

test('b4 one tap on a sign stops at once, keeps it, and leads back to the room; by keyboard too', async ({ page }) => {
  await toPattern(page, 'extended_46');
  await page.locator('[data-breath-start]').click();
  await page.getByRole('button', { name: 'dizzy' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('main')).toContainText('Breathe as you like now');
  await expect(page.locator('main a[href="/grounding"]')).toBeVisible();
  await page.goto('/breathe/log');
  await expect(page.locator('main')).toContainText('stopped: dizzy');
});

test('a control that the browser cannot serve is not shown', async ({ page }) => {
  await page.addInitScript(() => { Reflect.deleteProperty(Navigator.prototype, 'vibrate'); });
  await toPattern(page, 'extended_46');
  await expect(page.locator('[data-breath-vibration]')).toBeHidden();
});

test('the longer breath of grounding moves, can be stopped, and needs no notebook', async ({ page }, { project }) => {
  await begin(page);
  await page.goto('/grounding/longer-breath?yes=1');
  const breath = page.locator('[data-breath]');
  await expect(breath.locator('li')).toHaveText(['Breathe in, 4 seconds', 'Breathe out, 6 seconds']);
  await look(page, 'grounding-breath', project.name);
  await breath.getByRole('button', { name: 'Start the breath' }).click();
  await expect(breath).toHaveAttribute('data-running', 'yes');
  await expect(breath.locator('[data-breath-cue]')).not.toBeEmpty();
  const circle = breath.locator('[data-breath-circle]');
  const size = await circle.evaluate((element) => element.style.transform);
  await expect.poll(() => circle.evaluate((element) => element.style.transform)).not.toBe(size);
  await breath.getByRole('button', { name: 'Stop' }).click();
  await expect(breath).toHaveAttribute('data-running', 'no');
  // Whoever has locked their notebook may need it most.
  await page.context().clearCookies();
  await page.goto('/grounding/longer-breath?yes=1');
  await expect(breath.getByRole('button', { name: 'Start the breath' })).toBeVisible();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the longer breath of grounding is counted', async ({ page }) => {
    await page.goto('/grounding/longer-breath?yes=1');
    await expect(page.locator('.breath-phases li')).toHaveText(['Breathe in, 4 seconds', 'Breathe out, 6 seconds']);
    await expect(page.getByRole('button', { name: 'Start the breath' })).toBeHidden();
  });
});
