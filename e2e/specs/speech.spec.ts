// Reading aloud, driven with an engine that only writes down what it is asked to say.

import type { Page } from '@playwright/test';

import { begin, beginExercise, walkTo } from '../support/person.ts';
import { expect, test } from '../support/test.ts';

/** Puts an engine in the browser's place that has these voices. */
async function withVoices(page: Page, voices: { lang: string; localService: boolean }[]) {
  await page.addInitScript((voices) => {
    const spoken: { text: string; voice: unknown }[] = [];
    const engine = Object.assign(new EventTarget(), {
      getVoices: () => voices,
      speak: (utterance: { text: string; voice: unknown }) => spoken.push({ text: utterance.text, voice: utterance.voice }),
      cancel: () => spoken.push({ text: '(stopped)', voice: null }),
    });
    class Utterance {
      voice: unknown = null;
      onend: unknown = null;
      constructor(readonly text: string) {}
    }
    Object.defineProperty(window, 'speechSynthesis', { value: engine });
    Object.defineProperty(window, 'SpeechSynthesisUtterance', { value: Utterance });
    Object.defineProperty(window, 'spoken', { value: spoken });
  }, voices);
}

function spoken(page: Page) {
  return page.evaluate(() => (window as unknown as { spoken: { text: string; voice: { localService: boolean } }[] }).spoken);
}

test('the question and its help are read by a voice of this device, and stop when asked', async ({ page }) => {
  await withVoices(page, [{ lang: 'en-US', localService: false }, { lang: 'en-GB', localService: true }]);
  await begin(page);
  await beginExercise(page);
  await walkTo(page, 'purpose');
  expect(await spoken(page)).toEqual([]);
  await page.getByRole('button', { name: 'Read to me' }).click();
  const said = (await spoken(page)).filter((piece) => piece.text !== '(stopped)');
  expect(said.map((piece) => piece.text)).toEqual([
    'What is your purpose? What are you trying to achieve or prevent?',
    'Ask The Planner, and wait. Words, a picture, a feeling in the body: whatever comes is an answer.',
  ]);
  expect(said.every((piece) => piece.voice.localService)).toBe(true);
  await page.getByRole('button', { name: 'Stop reading' }).click();
  expect((await spoken(page)).at(-1)?.text).toBe('(stopped)');
});

test('a voice that would send the text away is never used, and then nothing is offered', async ({ page }) => {
  await withVoices(page, [{ lang: 'en-US', localService: false }]);
  await begin(page);
  await beginExercise(page);
  await expect(page.locator('[data-read-aloud]')).toBeHidden();
});
