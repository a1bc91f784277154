// Looks at a page as axe does, in both colour schemes and at two widths, and takes its picture.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

import { type Page, expect } from '@playwright/test';

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
export const STANDARD = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const RULES = [...STANDARD, 'best-practice'];

/** The rules that see colours, and those that see how wide a page is. What the others look at is the same in either. */
const COLOUR = ['color-contrast', 'link-in-text-block'];
const WIDTH = ['color-contrast', 'target-size', 'scrollable-region-focusable'];

interface Finding {
  id: string;
  nodes: { html: string; failureSummary?: string }[];
}

type Axe = { axe?: { run(options: object): Promise<{ violations: Finding[] }> } };

/** Evaluated and not inserted: the content policy lets no foreign script in. Once for a page, however often it is looked at. */
async function looked(page: Page, runOnly: object | string[]): Promise<string[]> {
  const run = (only: object | string[]) =>
    (window as unknown as Axe).axe?.run({ runOnly: only, resultTypes: ['violations'], preload: false }).then(({ violations }) => violations);
  let violations = await page.evaluate(run, runOnly);
  if (!violations) {
    await page.evaluate(AXE);
    violations = await page.evaluate(run, runOnly);
  }
  return (violations ?? [{ id: 'axe did not run', nodes: [{ html: page.url() }] }])
    .flatMap((found) => found.nodes.map((node) => `${found.id}: ${node.html} ${node.failureSummary}`));
}

/** What axe finds on a page as it is. */
export const findings = (page: Page, rules = RULES) => looked(page, rules);

/** Takes a picture of the whole page, where somebody asks for pictures (`E2E_PICTURES=1`). */
export async function picture(page: Page, name: string) {
  if (process.env['E2E_PICTURES']) await page.screenshot({ path: `screenshots-out/${name}.png`, fullPage: true });
}

/**
 * Looks at the page in both colour schemes and at two widths, and takes its picture. A page that another one led to has its
 * words before its style sheet.
 */
export async function look(page: Page, name: string, project: string) {
  await page.waitForLoadState();
  const size = page.viewportSize() ?? { width: 390, height: 844 };
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await findings(page), `${name}, light`).toEqual([]);
  await picture(page, `${project}-light-${name}`);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await looked(page, { type: 'rule', values: COLOUR }), `${name}, dark`).toEqual([]);
  await picture(page, `${project}-dark-${name}`);
  await page.setViewportSize({ width: 320, height: size.height });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide, `${name} at 320 px scrolls sideways`).toBeLessThanOrEqual(320);
  expect(await looked(page, { type: 'rule', values: WIDTH }), `${name} at 320 px`).toEqual([]);
  await page.setViewportSize(size);
  await page.emulateMedia({ colorScheme: 'light' });
}
