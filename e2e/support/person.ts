// What a person does, again and again: begin a notebook, lock and unlock it, write, walk through an exercise.

import { type BrowserContext, type Page, expect } from '@playwright/test';

import { send } from './forms.ts';

export const PASSPHRASE = 'seven quiet lanterns on a hill';

/** A notebook that is set up, its recovery words asked back; Today is shown. `beginByHand` is how somebody gets there. */
export async function begin(page: Page) {
  const words = await send(page.request, '/begin', { passphrase: PASSPHRASE, again: PASSPHRASE });
  const shown = await (await page.request.get(words)).text();
  const list = [...(shown.split('<ol')[1] ?? '').matchAll(/<li>([^<]+)<\/li>/g)].map(([, word]) => word ?? '');
  const asked = [...shown.matchAll(/<label for="(word-[123])">Word (\d+)<\/label>/g)];
  const typed = asked.map(([, name = '', number]) => [name, list[Number(number) - 1] ?? '']);
  expect(typed).toHaveLength(3);
  await send(page.request, '/recovery-words/check', Object.fromEntries(typed));
  await page.goto('/');
  await expect(page.locator('h1')).toHaveText('What is here, right now?');
}

/** Sets a notebook up and types what is asked back of the recovery words, as on the first day. */
export async function beginByHand(page: Page) {
  await page.goto('/');
  await expect(page).toHaveURL(/\/begin$/);
  await page.locator('input[name="passphrase"]').fill(PASSPHRASE);
  await page.locator('input[name="again"]').fill(PASSPHRASE);
  await page.locator('main button').first().click();
  await expect(page).toHaveURL(/\/recovery-words/);
  await confirmWords(page);
}

/** The 24 words as the page shows them. */
export async function shownWords(page: Page) {
  const items = await page.locator('main ol li').allTextContents();
  return items.map((item) => item.trim().replace(/^\d+\.?\s*/, ''));
}

/** Types the three words that are asked back. */
export async function confirmWords(page: Page) {
  const words = await shownWords(page);
  expect(words).toHaveLength(24);
  for (const name of ['word-1', 'word-2', 'word-3']) {
    const field = page.locator(`input[name="${name}"]`);
    const label = await page.locator(`label[for="${await field.getAttribute('id')}"]`).textContent();
    const number = Number(/\d+/.exec(label ?? '')?.[0]);
    await field.fill(words[number - 1] ?? '');
  }
  await page.locator('form[action="/recovery-words/check"] button').click();
  await page.waitForURL((url) => url.pathname !== '/recovery-words');
  await page.goto('/');
  await expect(page.locator('h1')).toHaveText('What is here, right now?');
}

export async function unlock(page: Page, passphrase = PASSPHRASE) {
  await page.locator('input[name="passphrase"]').fill(passphrase);
  await page.locator('form[action^="/unlock"] button').first().click();
}

/** Locks by the button: on a phone it is on its own page, else beside every page. */
export async function lock(page: Page) {
  await page.goto('/more');
  await page.locator('form[action="/lock"] button:visible').first().click();
  await expect(page).toHaveURL(/\/unlock/);
}

/** Locks without touching the page that is shown, as another window would. */
export async function lockElsewhere(context: BrowserContext) {
  const other = await context.newPage();
  await other.goto('/settings');
  const answer = await other.evaluate(async () => (await fetch('/lock', { method: 'POST', redirect: 'manual' })).type);
  expect(answer).toBe('opaqueredirect');
  await other.close();
}

/** Waits until the page says that what was typed is kept. */
export async function kept(page: Page) {
  await expect(page.locator('[data-draft-state="kept"]').first()).toBeVisible();
}

/** Keeps an entry from Today. */
export async function write(page: Page, words: string) {
  await page.goto('/');
  await page.locator('form[action="/journal"] textarea[name="body"]').fill(words);
  await page.locator('form[action="/journal"] button.main').click();
  await expect(page.locator('p.kept')).toBeVisible();
  // Its scripts too: what is typed before they listen is kept later than a spec may look.
  await page.waitForLoadState();
}

/** Begins the exercise. */
export async function beginExercise(page: Page) {
  await page.goto('/exercises/about/meet-a-protector');
  await page.getByRole('button', { name: 'Begin' }).click();
  await expect(page).toHaveURL(/\/exercises\/[0-9a-f-]{36}\/settle$/);
}

/** The screen that is shown, by its id. */
export function screenOf(page: Page) {
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

/** Answers a screen with a pointer, as far as it must be, and goes on. */
export async function answerScreen(page: Page, words = 'It keeps watch.') {
  switch (screenOf(page)) {
    case 'who':
      await page.locator('input[name="name"]').fill('The Planner');
      break;
    case 'willing':
      await page.getByLabel('Yes, it comes forward').check();
      break;
    case 'feel-first':
    case 'feel-toward':
      await page.getByLabel('curious').check();
      break;
    default: {
      const field = page.locator('textarea').first();
      if (await field.count()) await field.fill(words);
    }
  }
  await next(page);
}

/** Presses Next and waits for what it leads to. */
export async function next(page: Page) {
  const before = page.url();
  await page.locator('button[name="go"][value="next"]').click();
  await page.waitForURL((url) => url.href !== before);
}

/** Goes on until a screen is shown. */
export async function walkTo(page: Page, screen: string) {
  while (screenOf(page) !== screen) await answerScreen(page);
}
