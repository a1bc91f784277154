// What a person does on the map: name parts, tie two of them, look where they lie.

import { type Locator, type Page, expect } from '@playwright/test';

export const SIX = [
  ['The Planner', 'manager'],
  ['Scroller', 'firefighter'],
  ['Little one by the stairs', 'exile'],
  ['Peacekeeper', 'manager'],
  ['A tightness', 'not-yet-known'],
  ['The Critic', 'manager'],
] as const;

/** The five bonds: from, kind, to. */
export const FIVE = [
  [0, 'protects', 2],
  [0, 'conflict', 1],
  [1, 'protects', 2],
  [3, 'allied', 0],
  [5, 'fears', 4],
] as const;

/** Keeps something as the page's own forms would. */
export async function keep(page: Page, path: string, fields: Record<string, string>) {
  return page.evaluate(
    async ([to, body]) => (await fetch(to, { method: 'POST', body: new URLSearchParams(body) })).url,
    [path, fields] as const,
  );
}

/** Names parts without walking through their forms, and gives their ids. */
export async function meetAll(page: Page, parts: readonly (readonly [string, string])[] = SIX) {
  const ids: string[] = [];
  for (const [name, role] of parts) ids.push((await keep(page, '/parts', { name, role })).split('/').at(-1) ?? '');
  return ids;
}

/** The mark of a part. */
export function spot(page: Page, name: string): Locator {
  return page.locator('a.spot', { has: page.locator('.spot-name', { hasText: name }) });
}

/** Where a part lies on the map. */
export async function placeOf(page: Page, name: string) {
  const transform = (await spot(page, name).getAttribute('transform')) ?? '';
  const [x = NaN, y = NaN] = transform.replace(/[^\d\s.-]/g, '').trim().split(/\s+/).map(Number);
  return { x, y };
}

/** The middle of a part's mark on the screen. */
export async function middleOf(page: Page, name: string) {
  const box = await spot(page, name).locator('.spot-mark').boundingBox();
  expect(box, name).not.toBeNull();
  return { x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 };
}

/** Waits until the map says that a move is kept. */
export async function moveKept(page: Page) {
  await expect(page.locator('[data-map-status]')).toHaveText('Kept.');
}

/** What the list says, part by part. */
export async function listed(page: Page) {
  await page.goto('/parts/list');
  return (await page.locator('.bond-lines li').allTextContents()).map((line) => line.replace(/\s+/g, ' ').trim());
}
