// A programme and its sessions, as somebody keeps them again and again; and a session taken on to where a spec begins.

import { type Page, expect } from '@playwright/test';

import { post } from './parts.ts';

/** Questions to which “yes” is what holds nothing up. Every other one is answered with “no”. */
const YES = ['ride', 'sitter-present', 'sitter-adult', 'sitter-read', 'sitter-phone'];

/** The states in the order in which a session goes through them. */
const ON = ['preparing', 'ready', 'in-session', 'recovering', 'integrating', 'closed'] as const;

/** Keeps a programme at home through its form's address, and gives its own address. */
export async function keptProgramme(page: Page, name = 'Spring') {
  await page.goto('/journey/new');
  await page.getByLabel('What do you call it?').fill(name);
  await page.getByLabel('Days between two').fill('7');
  await page.locator('#person-sitter').fill('Ana');
  await page.locator('#phone-sitter').fill('+44 20 7946 0958');
  await page.locator('#person-emergency').fill('Ben');
  await page.locator('#phone-emergency').fill('+44 20 7946 0959');
  await page.locator('#address').fill('12 Wharf Road');
  await page.locator('#country').selectOption('GB');
  await page.locator('form[action="/journey"] button.main').click();
  await expect(page.locator('h1')).toHaveText(name);
  return new URL(page.url()).pathname;
}

/** Plans the programme's next session as the form suggests it, and gives its address. */
export async function keptSession(page: Page, programme: string) {
  await page.goto(`${programme}/sessions/new`);
  await page.locator('form[action="/journey/sessions"] button.main').click();
  await expect(page.locator('h1')).toHaveText(/^Session \d$/);
  return new URL(page.url()).pathname;
}

/** Answers every question of one sort so that nothing is held up. */
async function answered(page: Page, session: string, asked: string) {
  const address = `${session}/questions/${asked}`;
  await page.goto(address);
  const typed = await page.locator('main form').first().evaluate((form, yes) => {
    const fields: Record<string, string> = {};
    for (const input of (form as HTMLFormElement).querySelectorAll('input')) {
      if (input.type === 'hidden') fields[input.name] = input.value;
      if (input.type === 'radio') fields[input.name] = yes.includes(input.name) ? 'yes' : 'no';
      if (input.type === 'number') fields[input.name] = '40';
      if (input.name.endsWith('-never')) fields[input.name] = '1';
    }
    return fields;
  }, YES);
  await post(page, address, typed);
}

/** Ticks the whole list before a session. */
async function ticked(page: Page, session: string) {
  await page.goto(`${session}/preparation`);
  for (const box of await page.locator('input[name="done"]').all()) await box.check();
  await page.locator('main form button.main').click();
  await expect(page).toHaveURL(/\/ready$/);
}

/** Ends a session by the list at its end: the one way there is. */
export async function ended(page: Page, session: string) {
  await page.goto(`${session}/end`);
  for (const box of await page.locator('input[name="done"]').all()) await box.check();
  await page.locator('main form button.main').click();
  await expect(page).toHaveURL(new RegExp(`${session}\\?|${session}$`));
}

/** Prepares a planned session and takes it on, state by state, as far as is asked. Ends on its page. */
export async function takenOn(page: Page, session: string, to: (typeof ON)[number]) {
  for (const asked of ['once', 'each-session', 'on-the-day']) await answered(page, session, asked);
  await ticked(page, session);
  for (const state of ON.slice(0, ON.indexOf(to) + 1)) {
    if (state === 'recovering') await ended(page, session);
    else await post(page, `${session}/go`, { to: state });
  }
  await page.goto(session);
}

/** Keeps a programme with esketamine in an office, and gives its address. */
export async function keptOffice(page: Page) {
  await page.goto('/journey/new');
  await page.getByLabel('What do you call it?').fill('At the practice');
  await page.getByLabel('Esketamine by the nose').check();
  await page.getByLabel('In an office, with staff').check();
  await page.locator('#person-prescriber').fill('Dr Lind');
  await page.locator('#phone-prescriber').fill('01632 960001');
  await page.locator('#person-practice').fill('Wharf Practice');
  await page.locator('#person-emergency').fill('Zelda');
  await page.locator('#phone-emergency').fill('+44 20 7946 0959');
  await page.locator('#address').fill('4 Lantern Hill\nUpper floor');
  await page.locator('#country').selectOption('US');
  await page.locator('form[action="/journey"] button.main').click();
  await expect(page.locator('h1')).toHaveText('At the practice');
  return new URL(page.url()).pathname;
}
