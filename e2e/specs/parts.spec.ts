// One part: described by keyboard, told, merged, split, archived, pictured, kept out of sight; and help where it must come first.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

import type { Page } from '@playwright/test';

import { picture } from '../support/axe.ts';
import { begin, kept, write } from '../support/person.ts';
import { expect, test } from '../support/test.ts';

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Axe finds nothing, and nothing scrolls sideways at 320 px; a picture is taken in both colour schemes. */
async function look(page: Page, name: string, project: string) {
  const size = page.viewportSize() ?? { width: 390, height: 844 };
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate(AXE);
    const found = await page.evaluate(async (tags) => {
      const { axe } = window as unknown as { axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } };
      const { violations } = await axe.run({ runOnly: tags });
      return violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html}`));
    }, RULES);
    expect(found, `${name}, ${colorScheme}`).toEqual([]);
    await picture(page, `${project}-${colorScheme}-parts-${name}`);
  }
  await page.setViewportSize({ width: 320, height: size.height });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide, `${name} at 320 px scrolls sideways`).toBeLessThanOrEqual(320);
  await page.setViewportSize(size);
  await page.emulateMedia({ colorScheme: 'light' });
}

/** Names a part by its form, and gives its address. */
async function name(page: Page, called: string, role = 'manager') {
  await page.goto('/parts/new');
  await page.locator('input[name="name"]').fill(called);
  await page.locator(`input[name="role"][value="${role}"]`).check();
  await page.getByRole('button', { name: 'Keep', exact: true }).click();
  await expect(page.locator('h1')).toContainText(called);
  return new URL(page.url()).pathname;
}

/** Presses Tab until the focus is on what `selector` names. */
async function tabTo(page: Page, selector: string) {
  for (let presses = 0; presses < 220; presses += 1) {
    await page.keyboard.press('Tab');
    const there = await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);
    if (there) return;
  }
  throw new Error(`Tab never reached ${selector}`);
}

/** A photo with a block in which a camera says where it was taken. */
async function photo(page: Page) {
  const plain = await page.evaluate(async () => {
    const canvas = document.createElement('canvas');
    canvas.width = 900;
    canvas.height = 600;
    const brush = canvas.getContext('2d');
    if (brush) {
      brush.fillStyle = '#3f6f8f';
      brush.fillRect(0, 0, 450, 600);
    }
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg'));
    return Array.from(new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0)));
  });
  const place = Buffer.from('Exif\0\0MM\0\x2a\0\0\0\x08\0\0 GPS 52.5200N 13.4050E', 'latin1');
  const block = Buffer.concat([Buffer.from([0xff, 0xe1, 0, place.length + 2]), place]);
  const bytes = Buffer.from(plain);
  return Buffer.concat([bytes.subarray(0, 2), block, bytes.subarray(2)]);
}

test('a part is described whole by keyboard alone, and its page tells its story', async ({ page }, { project }) => {
  test.setTimeout(180_000);
  await begin(page);
  const address = await name(page, 'The Planner', 'not-yet-known');
  await page.goto(`${address}/edit`);
  await look(page, 'form-closed', project.name);
  await tabTo(page, 'input[name="role"]:checked');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(page.locator('input[name="role"][value="manager"]')).toBeChecked();
  const fields: [string, string][] = [
    ['look', 'An owl with a lamp'], ['voice', 'Not yet. Not like this.'], ['felt_age', 'nine'], ['sensation', 'a tight band'],
    ['purpose', 'That nothing is forgotten'], ['since', 'since the second school'], ['feels', 'tired'], ['desires', 'one quiet week'],
    ['beliefs', 'that rest is earned'], ['fears', 'that it all comes down'], ['needs', 'a plan for the evening'], ['gifts', 'it sees far'],
    ['burdens', 'the weight of the bell'], ['legacy_burdens', 'an old hurry'], ['trailheads', 'Sunday evenings'],
    ['new_role', 'the one who packs light'], ['new_role_changed', 'evenings are free'], ['relates', 'it winds me up'],
    ['notes', 'it likes tea'], ['private', 'the name of the street'],
  ];
  for (const [field, words] of fields) {
    const input = page.locator(`[name="${field}"]`);
    if (!(await input.isVisible())) {
      while (!(await input.isVisible())) {
        await tabTo(page, 'details.theme:not([open]) > summary');
        await page.keyboard.press('Enter');
      }
    }
    await tabTo(page, `[name="${field}"]`);
    await page.keyboard.type(words);
  }
  await kept(page);
  await look(page, 'form-open', project.name);
  await tabTo(page, 'main button.main');
  await page.keyboard.press('Enter');
  await expect(page.locator('h1')).toContainText('The Planner');
  for (const [field, words] of fields) {
    if (field !== 'private') await expect(page.locator('main')).toContainText(words);
  }
  await expect(page.locator('#story')).toContainText('What it does: manager, before: not yet known');
  await expect(page.locator('#story details')).toHaveCount(1);
  await page.locator('#story summary').click();
  await page.getByText('never shared, never printed').click();
  await expect(page.locator('details.private')).toContainText('the name of the street');
  await look(page, 'one', project.name);
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('details.private')).toBeHidden();
  await page.emulateMedia({ media: 'screen' });
  await page.goto(`${address}/print`);
  await expect(page.locator('main')).toContainText('an old hurry');
  await expect(page.locator('main')).not.toContainText('the name of the street');
  await look(page, 'print', project.name);
});

test('two windows that describe one part lose neither text', async ({ page, context }) => {
  await begin(page);
  const address = await name(page, 'The Planner');
  const other = await context.newPage();
  for (const window of [page, other]) await window.goto(`${address}/edit`);
  for (const [window, words] of [[page, 'falling'], [other, 'being seen']] as const) {
    await window.getByText('What it feels, wants, believes and fears').click();
    await window.locator('[name="fears"]').fill(words);
    await window.getByRole('button', { name: 'Keep', exact: true }).click();
    await expect(window.locator('h1')).toContainText('The Planner');
  }
  await expect(other.locator('main')).toContainText('falling');
  await expect(other.locator('main')).toContainText('being seen');
  await expect(other.getByRole('button', { name: 'Keep the newer one' })).toBeVisible();
  await other.getByRole('button', { name: 'Keep both as one' }).click();
  await expect(other.locator('main')).not.toContainText('Kept in another window');
  await expect(other.locator('.said')).toContainText(['being seen']);
  await other.close();
});

test('parts become one and two again, another is found within, and one is archived', async ({ page }, { project }) => {
  test.setTimeout(120_000);
  await begin(page);
  const planner = await name(page, 'The Planner');
  const critic = await name(page, 'The Critic');
  await page.goto(`${critic}/edit`);
  await page.getByText('What it needs and brings').click();
  await page.locator('[name="gifts"]').fill('it sees far');
  await page.getByRole('button', { name: 'Keep', exact: true }).click();
  await page.locator('details.more > summary').click();
  await page.getByRole('link', { name: 'It is another part' }).click();
  await page.getByRole('link', { name: 'The Planner' }).click();
  await expect(page.locator('main')).toContainText('it sees far');
  await look(page, 'merge', project.name);
  await page.getByRole('button', { name: 'They are one' }).click();
  await expect(page).toHaveURL(planner);
  await expect(page.locator('main')).toContainText('it sees far');
  await look(page, 'merged', project.name);
  await page.getByRole('button', { name: 'Take them apart' }).click();
  await expect(page).toHaveURL(critic);
  await page.goto(planner);
  await expect(page.locator('.said')).toHaveCount(0);
  await page.goto(`${critic}/split`);
  await page.locator('[name="name"]').fill('The Watcher');
  await page.locator('[name="copy"][value="gifts"]').check();
  await look(page, 'split', project.name);
  await page.getByRole('button', { name: 'Keep', exact: true }).click();
  await expect(page.locator('main')).toContainText('Found within The Critic');
  await page.locator('details.more > summary').click();
  await page.getByRole('button', { name: 'Archive it' }).click();
  await expect(page.locator('main')).toContainText('It is archived');
  await page.getByRole('button', { name: 'Bring it back' }).click();
  await expect(page.locator('main')).not.toContainText('It is archived');
  await page.locator('details.more > summary').click();
  await page.getByRole('button', { name: 'Undo the last change' }).click();
  await expect(page.locator('main')).toContainText('It is archived');
});

test('a photo becomes its picture without where it was taken, and what is no picture is refused', async ({ page, watch }, { project }) => {
  watch.allow(/422/);
  await begin(page);
  const address = await name(page, 'The Planner');
  await page.goto(`${address}/picture/choose`);
  await page.locator('input[type="file"]').setInputFiles({ name: 'IMG.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no picture') });
  await page.getByRole('button', { name: 'Keep', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('This is not a picture');
  await look(page, 'picture-refused', project.name);
  const taken = await photo(page);
  expect(taken.includes('GPS 52.5200N')).toBe(true);
  await page.locator('input[type="file"]').setInputFiles({ name: 'IMG.jpg', mimeType: 'image/jpeg', buffer: taken });
  await page.getByRole('button', { name: 'Keep', exact: true }).click();
  await expect(page.locator('img.part-picture')).toBeVisible();
  const shown = await page.evaluate(async (from) => {
    const bytes = new Uint8Array(await (await fetch(from)).arrayBuffer());
    return new TextDecoder('latin1').decode(bytes);
  }, `${address}/picture`);
  expect(shown.includes('GPS')).toBe(false);
  const width = await page.locator('img.part-picture').evaluate((image) => (image as HTMLImageElement).naturalWidth);
  expect(width).toBe(640);
  await look(page, 'picture', project.name);
});

test('fields of one’s own are added by rows, and a part kept out of sight is found when asked for', async ({ page }, { project }) => {
  await begin(page);
  const address = await name(page, 'The Shadow', 'firefighter');
  await page.goto(`${address}/edit`);
  await page.getByText('Fields of your own', { exact: true }).first().click();
  const rows = page.locator('.own-row');
  await rows.nth(0).locator('[name="own-name"]').fill('First met');
  await rows.nth(0).locator('[name="own-value"]').fill('in the spring');
  await page.getByRole('button', { name: 'Add another' }).click();
  await rows.nth(1).locator('[name="own-name"]').fill('Weather');
  await rows.nth(1).locator('[name="own-type"]').selectOption('choice');
  await rows.nth(1).locator('[name="own-value"]').fill('fog');
  await rows.nth(1).locator('[name="own-options"]').fill('sun\nfog');
  await page.getByLabel('Keep it out of sight').check();
  await look(page, 'own-fields', project.name);
  await page.getByRole('button', { name: 'Keep', exact: true }).click();
  await expect(page.locator('main')).toContainText('in the spring');
  await expect(page.locator('main')).toContainText('kept out of sight');
  await page.goto('/parts');
  await expect(page.locator('main')).not.toContainText('The Shadow');
  await page.goto(address);
  await page.getByRole('button', { name: 'Show it again' }).click();
  await page.goto(`${address}/edit`);
  await expect(page.locator('[name="own-value"]').nth(1)).toHaveValue('fog');
});

test('where a part carries an urge to harm, help stands first', async ({ page }, { project }) => {
  await begin(page);
  const address = await name(page, 'The Razor', 'firefighter');
  await page.goto(`${address}/edit`);
  await page.getByLabel('It carries an urge to harm me').check();
  await page.getByRole('button', { name: 'Keep', exact: true }).click();
  const card = page.locator('section.urge');
  await expect(card).toBeVisible();
  await expect(page.locator('main > *').first()).toHaveClass(/urge/);
  await expect(card.locator('a[href^="tel:"]').first()).toBeVisible();
  await look(page, 'urge', project.name);
  await card.getByRole('link', { name: 'show all numbers' }).click();
  await expect(page).toHaveURL(/help-now/);
  await page.goto(`${address}/edit`);
  await expect(page.locator('main > *').first()).toHaveClass(/urge/);
});

test('the story of a part holds what was written about it', async ({ page }) => {
  await begin(page);
  const address = await name(page, 'The Planner');
  await page.goto('/');
  await write(page, 'It woke me at four.');
  await page.goto('/journal');
  await page.locator('ol.entries a').first().click();
  await page.getByRole('link', { name: 'Edit' }).click();
  await page.getByLabel('The Planner').check();
  await page.getByRole('button', { name: 'Keep', exact: true }).click();
  await expect(page.getByRole('link', { name: 'Edit' })).toBeVisible();
  await page.goto(address);
  await expect(page.locator('#story')).toContainText('It woke me at four.');
});
