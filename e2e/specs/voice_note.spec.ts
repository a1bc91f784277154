// Voice notes, spoken into the microphone that the browser itself pretends to have.

import type { Page } from '@playwright/test';

import { findings, look } from '../support/axe.ts';
import { keptProgramme, keptSession, takenOn } from '../support/journey.ts';
import { begin, beginExercise, next, screenOf, walkTo } from '../support/person.ts';
import { QUIET, itemsKept, tap, underWay } from '../support/session.ts';
import { HERE, withEngines } from '../support/speech.ts';
import { expect, test } from '../support/test.ts';

test.use({
  launchOptions: async ({ launchOptions }, use) => {
    const args = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];
    await use({ ...launchOptions, args: [...(launchOptions.args ?? []), ...args] });
  },
});

const speak = (page: Page) => page.getByRole('button', { name: 'Speak a note' });

async function speakFor(page: Page, ms: number) {
  await speak(page).click();
  await expect(page.locator('[data-recorder-status]')).toContainText('Recording,');
  await page.waitForTimeout(ms);
}

test('a note is spoken, kept, heard again after a reload and at the end, and erased', async ({ page }, { project }) => {
  await begin(page);
  await beginExercise(page);
  await walkTo(page, 'purpose');
  await speakFor(page, 1_600);
  await page.getByRole('button', { name: 'Stop and keep it' }).click();
  await expect(page.locator('[data-recorder-status]')).toHaveText('Kept. Only you can hear this.');
  await page.reload();
  const player = page.locator('.voice-note audio');
  await expect(player).toHaveCount(1);
  const heard = await player.evaluate(async (audio: HTMLAudioElement) => {
    audio.muted = true;
    await audio.play();
    await new Promise((done) => audio.addEventListener('timeupdate', done, { once: true }));
    return { error: audio.error?.message ?? '', time: audio.currentTime };
  });
  expect(heard.error).toBe('');
  expect(heard.time).toBeGreaterThan(0);
  await page.evaluate(() => scrollTo(0, 0));
  await look(page, 'voice-note', project.name);
  const kept = await player.getAttribute('src');
  await walkTo(page, 'process');
  await next(page);
  await expect(page.locator('.voice-note audio')).toHaveAttribute('src', kept ?? '');
  await page.locator('.voice-note').getByRole('link', { name: 'Erase' }).click();
  expect(await findings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Erase it' }).click();
  await expect(page.locator('h1')).toContainText('Meeting');
  await expect(page.locator('.voice-note')).toHaveCount(0);
  expect((await page.request.get(kept ?? '')).status()).toBe(404);
});

test('going on while speaking keeps the note first', async ({ page }) => {
  await begin(page);
  await beginExercise(page);
  await walkTo(page, 'purpose');
  const here = page.url();
  await speakFor(page, 1_200);
  await next(page);
  await page.goto(here);
  await expect(page.locator('.voice-note')).toHaveCount(1);
});

test('a note that is ended at once is not kept, says so, and holds nobody up', async ({ page, watch }) => {
  watch.allow(/Failed to load resource/);
  // A recorder that was stopped before it heard anything.
  await page.addInitScript(() => {
    const heard = Object.getOwnPropertyDescriptor(BlobEvent.prototype, 'data')!;
    Object.defineProperty(BlobEvent.prototype, 'data', {
      get() {
        const { silent } = window as unknown as { silent: Blob | undefined };
        return silent ?? (heard.get as () => Blob).call(this);
      },
    });
  });
  await begin(page);
  await beginExercise(page);
  await walkTo(page, 'purpose');
  // Without a byte, and with bytes that are no sound.
  for (const bytes of ['', 'no sound']) {
    await page.evaluate((bytes) => Object.assign(window, { silent: new Blob(bytes ? [bytes] : []) }), bytes);
    await speak(page).click();
    await page.getByRole('button', { name: 'Stop and keep it' }).click();
    await expect(page.locator('[data-recorder-status]')).toHaveText('There is no sound in it, so nothing was kept. You can speak again, or go on.');
    await expect(page.getByRole('button', { name: 'Try to keep it again' })).toBeHidden();
  }
  const here = page.url();
  await next(page);
  await page.waitForURL((url) => url.href !== here);
  await page.goto(here);
  await expect(page.locator('.voice-note')).toHaveCount(0);
});

test('a note that could not be kept stays on the page until it is', async ({ page, watch }) => {
  watch.allow(/Failed to load resource/);
  await begin(page);
  await beginExercise(page);
  await walkTo(page, 'purpose');
  await page.route('**/recordings?*', (route) => route.abort());
  await speakFor(page, 1_200);
  await page.getByRole('button', { name: 'Stop and keep it' }).click();
  await expect(page.locator('[data-recorder-status]')).toContainText('Not kept yet.');
  await page.unroute('**/recordings?*');
  await page.getByRole('button', { name: 'Try to keep it again' }).click();
  await expect(page.locator('.voice-note')).toHaveCount(1);
});

test('hands-free waits while a note is spoken, and a key ends it', async ({ page }) => {
  await withEngines(page, [HERE]);
  await begin(page);
  await page.goto('/settings');
  await page.getByLabel('Time to answer, hands-free').selectOption('30');
  await page.locator('form[action="/settings"] button').click();
  await beginExercise(page);
  await walkTo(page, 'purpose');
  await page.getByRole('button', { name: 'Hands-free', exact: true }).click();
  await expect(page.locator('[data-hands-free-status]')).toContainText('Your turn.');
  await page.keyboard.press('r');
  await expect(page.locator('[data-recorder-status]')).toContainText('Recording,');
  // Longer than the pause, as the clock runs here.
  await page.waitForTimeout(2_500);
  expect(screenOf(page)).toBe('purpose');
  await page.keyboard.press('r');
  await expect(page.locator('.voice-note')).toHaveCount(1);
  await page.waitForURL((url) => !url.pathname.endsWith('/purpose'), { timeout: 15_000 });
});

test('a missing or forbidden microphone is said in a sentence', async ({ page }) => {
  await page.addInitScript(() => {
    const world = window as unknown as { microphone: string };
    world.microphone = 'NotFoundError';
    navigator.mediaDevices.getUserMedia = async () => {
      throw new DOMException('', world.microphone);
    };
  });
  await begin(page);
  await beginExercise(page);
  await walkTo(page, 'purpose');
  const says = page.locator('[data-recorder-status]');
  await speak(page).click();
  await expect(says).toHaveText('There is no microphone on this device. You can type instead.');
  await page.evaluate(() => ((window as unknown as { microphone: string }).microphone = 'NotAllowedError'));
  await speak(page).click();
  await expect(says).toHaveText('The browser does not let this page use the microphone. You can type instead.');
});

test('where the device writes down what is said, a note is offered only for what is best said aloud', async ({ page }) => {
  await withEngines(page, [HERE], 'available');
  await begin(page);
  await beginExercise(page);
  await walkTo(page, 'purpose');
  await expect(page.getByRole('button', { name: 'Hands-free', exact: true })).toBeVisible();
  await expect(speak(page)).toBeHidden();
});

test('a note said in a session is kept with its moment, and erased from there', async ({ page }) => {
  await begin(page);
  const session = await keptSession(page, await keptProgramme(page));
  await takenOn(page, session, 'in-session');
  await page.goto(`${session}/during`);
  await speakFor(page, 1_600);
  await page.getByRole('button', { name: 'Stop and keep it' }).click();
  await expect(page.locator('[data-recorder-status]')).toHaveText('Kept. Only you can hear this.');
  await page.goto(session);
  // Kept on the device first; a page that was made before it came in is made anew.
  await expect(page.locator('.timeline')).toContainText('A voice note');
  await page.goto(`${session}/during`);
  await page.locator('.voice-note').getByRole('link', { name: 'Erase' }).click();
  await page.getByRole('button', { name: 'Erase it' }).click();
  await expect(page.locator('h1')).toHaveText('Session 1');
});

/** How many seconds of sound an address holds, as the browser decodes it. */
const secondsOf = (page: Page, src: string) =>
  page.evaluate(async (src) => {
    const sound = await (await fetch(src)).arrayBuffer();
    return (await new OfflineAudioContext(1, 48_000, 48_000).decodeAudioData(sound)).duration;
  }, src);

/** The sounds of a session, in their order, as its page has them. */
async function sounds(page: Page, session: string) {
  await page.goto(session);
  await expect(page.locator('.timeline')).toBeVisible();
  const noted = await page.locator('.timeline li').filter({ hasText: 'A voice note' }).count();
  await page.goto(`${session}/during`);
  const kept = await page.locator('.voice-note audio').evaluateAll((all) => all.map((audio) => audio.getAttribute('src') ?? ''));
  expect([kept.length, new Set(kept).size], 'each is kept once, with its moment').toEqual([noted, noted]);
  return kept;
}

/** On the page of a session that is under way, speaks on for so long, with notes that may last two seconds each. */
async function speakOn(page: Page, ms: number) {
  await page.locator('[data-recorder]').evaluate((root) => root.setAttribute('data-most-seconds', '2'));
  await speakFor(page, 0);
  const began = Date.now();
  await expect(page.locator('[data-recorder-status]')).toContainText('It goes on in a new note.');
  await page.waitForTimeout(ms);
  await page.getByRole('button', { name: 'Stop and keep it' }).click();
  const spoken = (Date.now() - began) / 1000;
  await expect(page.locator('[data-recorder-status]')).toHaveText('Kept. Only you can hear this.');
  return spoken;
}

test('whoever speaks longer than a note lasts goes on in the next one, and nothing between them is lost', async ({ page }) => {
  test.setTimeout(120_000);
  const session = await underWay(page);
  const spoken = await speakOn(page, 5_000);
  await expect(page.locator('[data-queue]')).toHaveText('all in the notebook');
  const kept = await sounds(page, session);
  expect(kept.length).toBeGreaterThanOrEqual(3);
  let held = 0;
  for (const src of kept) held += await secondsOf(page, src);
  expect(held, 'all that was spoken').toBeGreaterThanOrEqual(spoken - 0.5);
});

test('with nothing answering, one note after the other is kept on the device and brought home in order', async ({ page, watch }) => {
  test.setTimeout(120_000);
  watch.allow(QUIET);
  const session = await underWay(page);
  await page.route('**/queue', (route) => route.abort());
  await speakOn(page, 4_000);
  const before = await itemsKept(page);
  expect(before.length).toBeGreaterThanOrEqual(3);
  await page.unroute('**/queue');
  await page.reload();
  await expect(page.locator('[data-queue]')).toHaveText('all in the notebook', { timeout: 30_000 });
  const kept = await sounds(page, session);
  expect(kept.map((src) => src.split('/').at(-1)), 'each of them, in the order in which they were spoken').toEqual(before);
});

test('a part that is noted while somebody speaks ends nothing', async ({ page }) => {
  test.setTimeout(120_000);
  const session = await underWay(page);
  await speakFor(page, 1_000);
  await tap(page);
  await expect(page.locator('[data-recorder-status]')).toContainText('Recording,');
  await page.getByRole('button', { name: 'Stop and keep it' }).click();
  await expect(page.locator('[data-recorder-status]')).toHaveText('Kept. Only you can hear this.');
  await expect(page.locator('[data-queue]')).toHaveText('all in the notebook');
  expect(await sounds(page, session)).toHaveLength(1);
});
