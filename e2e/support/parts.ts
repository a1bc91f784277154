// Parts, check-ins and triggers, as somebody makes them again and again.

import type { Page } from '@playwright/test';

/** Names a part and gives its id. */
export async function meet(page: Page, name: string, role = 'manager') {
  await page.goto('/parts/new');
  await page.locator('input[name="name"]').fill(name);
  await page.locator(`input[name="role"][value="${role}"]`).check();
  await page.locator('form[action="/parts"] button.main').click();
  await page.waitForURL(/\/parts\/[0-9a-f-]{36}$/);
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

/** Keeps something through the page's own address, many times faster than by hand. */
export async function post(page: Page, path: string, fields: Record<string, string>) {
  await page.evaluate(
    async ([to, body]) => {
      await fetch(to, { method: 'POST', body: new URLSearchParams(body), redirect: 'manual' });
    },
    [path, fields] as const,
  );
}

/** A day so many days before today, as the fields of forms write it. */
export function daysAgo(days: number) {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}

/** Half a year of fortnightly readings of a part and of Self, with two sessions and a medicine between. */
export async function halfAYear(page: Page, part: string) {
  for (let nth = 0; nth < 13; nth += 1) {
    const fields: Record<string, string> = {
      part,
      when: `${daysAgo(182 - nth * 14)}T18:00`,
      [`guard-${part}`]: String(9 - Math.round(nth / 3)),
      [`trust-${part}`]: String(1 + Math.round(nth / 2)),
      [`note-${part}`]: '',
      'self-energy': String(3 + (nth % 4)),
      calm: String(2 + (nth % 5)),
      courage: String(6),
    };
    // Now and then nobody says how close it is: a gap.
    if (nth % 5 !== 2) fields[`closeness-${part}`] = String(4 + (nth % 3));
    if (nth > 6) fields[`blended-${part}`] = String(7 - (nth % 4));
    await post(page, '/check-in', fields);
  }
  for (const [ago, kind, name] of [[120, 'session', 'Session 1'], [80, 'session', 'Session 2'], [60, 'medicine', ''], [58, 'life-event', 'Moved in with a friend']] as const) {
    await post(page, '/marks', { day: daysAgo(ago), kind, name });
  }
}
