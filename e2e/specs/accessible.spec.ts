// T53 in short: axe finds nothing on any page, light and dark, at the project's size and at 320 px.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

import type { Page } from '@playwright/test';

import { answerScreen, begin, beginExercise, screenOf, walkTo, write } from '../support/person.ts';
import { expect, test } from '../support/test.ts';

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const STANDARD = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const RULES = [...STANDARD, 'best-practice'];

interface Finding {
  id: string;
  nodes: { html: string; failureSummary?: string }[];
}

/** Evaluated and not inserted: the content policy lets no foreign script in. */
async function findings(page: Page, rules = RULES): Promise<string[]> {
  await page.evaluate(AXE);
  const violations = await page.evaluate(async (tags) => {
    const { axe } = window as unknown as { axe: { run(options: object): Promise<{ violations: Finding[] }> } };
    return (await axe.run({ runOnly: tags })).violations;
  }, rules);
  return violations.flatMap((found) => found.nodes.map((node) => `${found.id}: ${node.html} ${node.failureSummary}`));
}

/** Looks at the page in both colour schemes and at two widths, and takes its picture. */
async function look(page: Page, name: string, project: string) {
  const size = page.viewportSize() ?? { width: 390, height: 844 };
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await findings(page), `${name}, ${colorScheme}`).toEqual([]);
    await page.screenshot({ path: `screenshots-out/${project}-${colorScheme}-${name}.png`, fullPage: true });
  }
  await page.setViewportSize({ width: 320, height: size.height });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide, `${name} at 320 px scrolls sideways`).toBeLessThanOrEqual(320);
  expect(await findings(page), `${name} at 320 px`).toEqual([]);
  await page.setViewportSize(size);
  await page.emulateMedia({ colorScheme: 'light' });
}

test('every page in front of the lock is accessible', async ({ page, watch }, { project }) => {
  watch.allow(/422/);
  test.setTimeout(180_000);
  for (const [path, name] of [['/begin', 'begin'], ['/help-now', 'help-now'], ['/grounding', 'grounding']] as const) {
    await page.goto(path);
    await look(page, name, project.name);
  }
  await page.goto('/away');
  // Bare on purpose: a heading would say more than this page should.
  expect(await findings(page, STANDARD)).toEqual([]);
  await page.goto('/begin');
  await page.locator('input[name="passphrase"]').fill('short');
  await page.locator('main button').first().click();
  await look(page, 'begin-trouble', project.name);
});

test('every page of the notebook is accessible', async ({ page }, { project }) => {
  test.setTimeout(300_000);
  await begin(page);
  for (const path of ['/', '/journal', '/parts', '/exercises']) {
    await page.goto(path);
    await look(page, `empty${path.replaceAll('/', '-')}`, project.name);
  }
  await write(page, 'Woke before the alarm. Something in the chest, tight and busy.');
  await beginExercise(page);
  await walkTo(page, 'process');
  await answerScreen(page, 'Kinder than I thought.');
  await look(page, 'finished', project.name);
  const run = new URL(page.url()).pathname;
  for (const path of [`${run}/take-away`, `${run}/erase`, '/', '/journal', '/parts', '/exercises', '/journal/new', '/parts/new', '/settings', '/settings/import', '/settings/notebook', '/more', '/grounding/feet-and-chair']) {
    await page.goto(path);
    await look(page, `full${path.replace(run, '-run').replaceAll('/', '-')}`, project.name);
  }
  await page.goto('/journal');
  for (const link of ['ol.entries a']) {
    await page.locator(link).first().click();
    await look(page, 'entry', project.name);
  }
  await page.goto('/parts');
  await page.locator('main a[href^="/parts/0"]').first().click();
  await look(page, 'part', project.name);
});

test('every screen of the exercise is accessible', async ({ page }, { project }) => {
  test.setTimeout(300_000);
  await begin(page);
  await beginExercise(page);
  while (screenOf(page) !== 'process') {
    await look(page, `screen-${screenOf(page)}`, project.name);
    await answerScreen(page);
  }
  await look(page, 'screen-process', project.name);
  const run = new URL(page.url()).pathname.replace(/\/process$/, '');
  await page.goto(`${run}/too-much`);
  await look(page, 'too-much', project.name);
  await page.getByLabel('I feel dizzy').check();
  await page.locator('main form button').first().click();
  await look(page, 'landing', project.name);
  await page.goto(`${run}/feel-first/another-part`);
  await look(page, 'gate', project.name);
});
