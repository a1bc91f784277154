// T47 in full: from every page there is, by the button and by Shift three times; then Back, Forward, the same address
// in another tab, and all of it without a network. What was written does not come back until somebody unlocks.

import type { BrowserContext, Page } from '@playwright/test';

import { WRITTEN, enter, expect, pages, test } from '../support/rooms.ts';

/** These show nothing of anybody, so nothing on them leads away: files, and the page that is left behind. */
const NOTHING_TO_LEAVE = ['/assets/{hash}/{name}', '/favicon.ico', '/healthz', '/away'];
/** While the notebook is open these only lead on. */
const LEADS_ON = ['/begin', '/unlock'];
const BLANK_WITHIN = 200;
const TYPED = 'heronfeather';

test.describe.configure({ mode: 'parallel' });
test.use({ launchOptions: async ({ launchOptions }, use) => {
  // Back and Forward as people have them: from memory where the browser can.
  await use({ ...launchOptions, ignoreDefaultArgs: ['--disable-back-forward-cache'] });
} });

/** Notes how long after the press the page was empty. The page is gone a moment later, so the tab keeps the number. */
async function watchBlank(page: Page) {
  await page.addInitScript(() => {
    let pressed = 0;
    for (const kind of ['keydown', 'pointerdown', 'touchend', 'click']) {
      addEventListener(kind, (event) => { pressed = event.timeStamp; }, { capture: true });
    }
    new MutationObserver(() => {
      if (document.body?.childElementCount === 0 && pressed) sessionStorage.setItem('blank', String(performance.now() - pressed));
    }).observe(document, { childList: true, subtree: true });
  });
}

async function byButton(page: Page) {
  await page.locator('form[action="/leave"] button.leave').first().click();
}

async function byShift(page: Page) {
  for (let press = 0; press < 3; press += 1) await page.keyboard.press('Shift');
}

/** The field of the page whose words are kept as drafts, if there is one. */
async function draftField(page: Page) {
  const fields = page.locator('form[data-draft-place] :is(textarea, input[type="text"])');
  for (const field of await fields.all()) if (await field.isVisible()) return field;
  return undefined;
}

/** Nothing that was written is on the page, and its address is one of those that tell nothing. */
async function showsNothing(page: Page, where: string) {
  await page.waitForLoadState('domcontentloaded').catch(() => undefined);
  await page.waitForTimeout(80);
  const shown = await page.locator('html').evaluate((html) => {
    const fields = [...html.querySelectorAll('input, textarea')].map((field) => (field as HTMLInputElement).value);
    return [html.textContent, ...fields].join('\n');
  });
  expect(shown, where).not.toMatch(WRITTEN);
  expect(shown, where).not.toContain(TYPED);
  expect(page.url(), where).toMatch(/\/unlock|\/away$|\/recover$|\/help-now|\/grounding|\/plan\/offline|about:blank|chrome-error:/);
}

/** Back, Forward, another tab; with and without a network. */
async function nothingComesBack(page: Page, context: BrowserContext, address: string) {
  for (const offline of [false, true]) {
    await context.setOffline(offline);
    const where = `${address}${offline ? ' without a network' : ''}`;
    for (const step of ['goBack', 'goBack', 'goForward'] as const) {
      await page[step]({ waitUntil: 'commit', timeout: 5_000 }).catch(() => undefined);
      await showsNothing(page, `${step} after ${where}`);
    }
    const again = await context.newPage();
    await again.goto(address, { waitUntil: 'commit' }).catch(() => undefined);
    await showsNothing(again, `${where} in another tab`);
    await again.close();
  }
  await context.setOffline(false);
}

/** Leaves from one page; gives after how many milliseconds it was blank. */
async function leaveFrom(page: Page, address: string, leave: (page: Page) => Promise<void>) {
  await leave(page);
  await expect(page, address).toHaveURL(/\/away$/);
  await showsNothing(page, `right after leaving ${address}`);
  const blank = await page.evaluate(() => Number(sessionStorage.getItem('blank') ?? NaN));
  await page.evaluate(() => sessionStorage.clear());
  expect(blank, `${address} is blank`).toBeLessThanOrEqual(BLANK_WITHIN);
  return blank;
}

/** Leaves from every page there is. */
async function leaveFromAll(page: Page, context: BrowserContext, leave: (page: Page) => Promise<void>) {
  await watchBlank(page);
  await enter(page);
  const blanks: number[] = [];
  let typedOn = 0;
  for (const [number, { route, address }] of pages().filter(({ route }) => ![...NOTHING_TO_LEAVE, ...LEADS_ON].includes(route)).entries()) {
    await page.goto(address);
    const ways = await page.locator('form[action="/leave"] button.leave:visible').count();
    expect(ways, `GET ${route} needs “Leave quickly”: render it with layout::shell, or name it above and say why`).toBeGreaterThan(0);
    const typed = `${TYPED} ${number}`;
    const field = await draftField(page);
    const name = await field?.getAttribute('name');
    await field?.fill(typed);
    blanks.push(await leaveFrom(page, address, leave));
    await nothingComesBack(page, context, address);
    await enter(page);
    if (!field) continue;
    typedOn += 1;
    await page.goto(address);
    await expect(page.locator(`[name="${name}"]:visible`).first(), `${address} has its words again`).toHaveValue(typed);
    // The next page of the same form begins without them.
    await page.evaluate(() => sessionStorage.clear());
  }
  expect(typedOn).toBeGreaterThan(4);
  console.log(`left from ${blanks.length} pages, typed on ${typedOn}; blank after at most ${Math.max(...blanks).toFixed(0)} ms`);
}

test('the button leaves from every page and nothing comes back', async ({ page, context, watch }) => {
  test.setTimeout(600_000);
  watch.allow(/ERR_INTERNET_DISCONNECTED|404/);
  await leaveFromAll(page, context, byButton);
});

test('Shift three times leaves from every page and nothing comes back', async ({ page, context, watch, isMobile }) => {
  test.skip(isMobile, 'a phone has no Shift to press three times');
  test.setTimeout(600_000);
  watch.allow(/ERR_INTERNET_DISCONNECTED|404/);
  await leaveFromAll(page, context, byShift);
});

test('control: a page that cannot leave, a slow one and an open notebook are each noticed', async ({ page, context, watch }) => {
  watch.allow(/ERR_INTERNET_DISCONNECTED/);
  await watchBlank(page);
  await enter(page);
  const entry = pages().find(({ route }) => route === '/journal/{id}');
  await page.goto(entry?.address ?? '');
  await expect(page.locator('main')).toContainText(WRITTEN);
  // Nobody left: what was written is still there.
  await expect(showsNothing(page, 'open')).rejects.toThrow();
  await page.goto('/help-now');
  await expect(nothingComesBack(page, context, entry?.address ?? '')).rejects.toThrow();
  await context.setOffline(false);
  // The way out takes half a second longer than it may.
  await page.goto('/journal');
  await page.evaluate(() => {
    addEventListener('submit', (event) => {
      event.preventDefault();
      event.stopImmediatePropagation();
      const until = performance.now() + 500;
      while (performance.now() < until);
      document.body.replaceChildren();
      location.replace('/away');
    }, { capture: true });
  });
  await expect(leaveFrom(page, '/journal', byButton)).rejects.toThrow(/blank/);
});
