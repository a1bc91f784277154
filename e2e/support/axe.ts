// Looks at a page as axe does, in both colour schemes and at two widths, and takes its picture.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

import { type Page, expect } from '@playwright/test';

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
export const STANDARD = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const RULES = [...STANDARD, 'best-practice'];

interface Finding {
  id: string;
  nodes: { html: string; failureSummary?: string }[];
}

/** Evaluated and not inserted: the content policy lets no foreign script in. */
export async function findings(page: Page, rules = RULES): Promise<string[]> {
  await page.evaluate(AXE);
  const violations = await page.evaluate(async (tags) => {
    const { axe } = window as unknown as { axe: { run(options: object): Promise<{ violations: Finding[] }> } };
    return (await axe.run({ runOnly: tags })).violations;
  }, rules);
  return violations.flatMap((found) => found.nodes.map((node) => `${found.id}: ${node.html} ${node.failureSummary}`));
}

/**
 * Looks at the page in both colour schemes and at two widths, and takes its picture. A page that another one led to has its
 * words before its style sheet.
 */
export async function look(page: Page, name: string, project: string) {
  await page.waitForLoadState();
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
