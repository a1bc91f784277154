// Room to draw in, in a guide of one's own that asks for a drawing, and right after a session.

import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Page } from '@playwright/test';

import { findings, look } from '../support/axe.ts';
import { begin } from '../support/person.ts';
import { Server } from '../support/server.ts';
import { expect, test as base } from '../support/test.ts';

const GUIDE = `id = "draw-it"
version = 1
title = "Draw what is here"
summary = "A small drawing."
minutes = 5
when = ["any-day"]
who = ["alone", "with-therapist"]
disclaimer = "This is a starting point, and no advice."
not_now = "Not during a session."
stop_test = "stop-test"
another_part = "another-part"
[[sources]]
text = "A rule of this product"
tag = "P"
[[step]]
id = "one"
title = "Draw"
[[step.screen]]
id = "draw"
prompt = "Draw it, if you like."
help = "It need not look like anything."
short = "A drawing"
input = { drawing = { words = "Or in words" } }
[[step.screen]]
id = "process"
prompt = "What comes next?"
help = "Write what you like."
short = "What comes next"
[step.screen.input.processing]
tick = "Which steps may be on the page?"
ways = [{ id = "journal", label = "Write", help = "The entry points back here.", does = "journal" }]
`;

/** The program with that guide beside the notebook. */
const test = base.extend({
  server: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'hearken-e2e-'));
    await mkdir(join(folder, 'content/guides'), { recursive: true });
    await writeFile(join(folder, 'content/guides/draw-it.toml'), GUIDE);
    const server = await Server.start({ folder });
    await use(server);
    await server.end();
  },
});

/** Begins the exercise, which asks for a drawing at once. */
async function toDraw(page: Page) {
  await begin(page);
  await page.goto('/exercises/about/draw-it');
  await page.getByRole('button', { name: 'Begin' }).click();
  await expect(page).toHaveURL(/\/draw$/);
  await page.locator('canvas').scrollIntoViewIfNeeded();
}

async function press(page: Page, button: 'next' | 'back', leads: RegExp) {
  await page.locator(`button[name="go"][value="${button}"]`).click();
  await expect(page).toHaveURL(leads);
}

/** How many dots of the canvas have ink. */
function inked(page: Page) {
  return page.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    return data.filter((value, at) => at % 4 === 3 && value > 0).length;
  });
}

async function stroke(page: Page, from: number) {
  const box = (await page.locator('canvas').boundingBox())!;
  await page.mouse.move(box.x + from, box.y + 30);
  await page.mouse.down();
  await page.mouse.move(box.x + from + 40, box.y + 90, { steps: 4 });
  await page.mouse.up();
}

test('what is drawn is kept by itself, can be undone and cleared, and is shown again', async ({ page, watch }) => {
  // The test itself reads the canvas again and again.
  watch.allow(/willReadFrequently/);
  await toDraw(page);
  expect(await inked(page)).toBe(0);
  await stroke(page, 30);
  const one = await inked(page);
  expect(one).toBeGreaterThan(0);
  await stroke(page, 120);
  expect(await inked(page)).toBeGreaterThan(one);
  await page.getByRole('button', { name: 'Undo' }).click();
  expect(await inked(page)).toBe(one);
  await expect(page.locator('[data-drawing-status]')).toHaveText('The drawing is kept. Only you can see it.');
  await expect(page.locator('[name="picture"]')).toHaveValue(/^[0-9a-f-]{36}$/);
  const id = await page.locator('[name="picture"]').inputValue();
  const kept = await page.evaluate(async (id) => (await fetch(`/drawings/${id}`)).headers.get('content-type'), id);
  expect(kept).toBe('image/png');
  expect(await findings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Clear' }).click();
  expect(await inked(page)).toBe(0);
  await expect(page.locator('[name="picture"]')).toHaveValue('');
});

test('a drawing and its words are there when one comes back, and on the page of the ended run', async ({ page }) => {
  await toDraw(page);
  await stroke(page, 30);
  await page.locator('[name="words"]').fill('A grey shore.');
  // Pressed before the drawing was kept by itself: it is kept first.
  await press(page, 'next', /\/process$/);
  await press(page, 'back', /\/draw$/);
  await expect(page.locator('[name="picture"]')).toHaveValue(/^[0-9a-f-]{36}$/);
  await expect(page.locator('[name="words"]')).toHaveValue('A grey shore.');
  await press(page, 'next', /\/process$/);
  await page.locator('button[name="go"][value="next"]').click();
  await expect(page.locator('img.drawn')).toBeVisible();
  await expect(page.locator('main')).toContainText('A grey shore.');
  await expect(page.locator('main')).not.toContainText('in another window');
  expect(await findings(page)).toEqual([]);
});

test('words alone do as well', async ({ page }) => {
  await toDraw(page);
  await page.locator('[name="words"]').fill('Only words.');
  await press(page, 'next', /\/process$/);
  await page.locator('button[name="go"][value="next"]').click();
  await expect(page.locator('main')).toContainText('Only words.');
  await expect(page.locator('img.drawn')).toHaveCount(0);
});

test('two windows draw on one screen: both stay, both are shown, and one is erased alone', async ({ page, context }, { project }) => {
  await toDraw(page);
  const other = await context.newPage();
  await other.goto(page.url());
  await other.locator('canvas').scrollIntoViewIfNeeded();
  for (const [window, from] of [[page, 30], [other, 150], [page, 80]] as const) {
    await stroke(window, from);
    const status = window.locator('[data-drawing-status]');
    await expect(status).toHaveText('The drawing is kept. Only you can see it.');
    await expect(window.locator('[name="picture"]')).toHaveValue(/^[0-9a-f-]{36}$/);
  }
  await other.close();
  await page.reload();
  await expect(page.locator('.kept-drawing img')).toBeVisible();
  expect(await inked(page)).toBeGreaterThan(0);
  await look(page, 'drawing-two-windows', project.name);
  await press(page, 'next', /\/process$/);
  await page.locator('button[name="go"][value="next"]').click();
  await expect(page.locator('img.drawn')).toHaveCount(2);
  await page.locator('.kept-drawing').first().getByRole('link', { name: 'Erase' }).click();
  await look(page, 'drawing-erase', project.name);
  await page.getByRole('button', { name: 'Erase it' }).click();
  await expect(page.locator('img.drawn')).toHaveCount(1);
});

test('a drawing is erased from its screen, and the words stay', async ({ page }) => {
  await toDraw(page);
  await page.locator('[name="words"]').fill('A grey shore.');
  await stroke(page, 30);
  await page.getByRole('link', { name: 'Erase this drawing' }).click();
  await page.getByRole('button', { name: 'Erase it' }).click();
  await expect(page).toHaveURL(/\/draw$/);
  await expect(page.locator('[name="words"]')).toHaveValue('A grey shore.');
  await expect(page.locator('[name="picture"]')).toHaveValue('');
  await expect(page.getByRole('link', { name: 'Erase this drawing' })).toBeHidden();
  expect(await inked(page)).toBe(0);
});

test('right after a session the strongest image is drawn', async ({ page }, { project }) => {
  await begin(page);
  await page.goto('/exercises/about/right-after');
  await page.getByRole('button', { name: 'Begin' }).click();
  await expect(page).toHaveURL(/\/rest$/);
  await page.goto(page.url().replace(/rest$/, 'image'));
  await page.locator('canvas').scrollIntoViewIfNeeded();
  await stroke(page, 30);
  await expect(page.locator('[data-drawing-status]')).toHaveText('The drawing is kept. Only you can see it.');
  await look(page, 'right-after-image', project.name);
  await press(page, 'next', /\/body$/);
});
