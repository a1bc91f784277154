// A programme and its sessions, as somebody keeps them again and again; and a session taken on to where a spec begins.

import { type Page, expect } from '@playwright/test';

import { controlsOf, send, sendFilled } from './forms.ts';

/** Questions to which “yes” is what holds nothing up. Every other one is answered with “no”. */
const YES = ['ride', 'sitter-present', 'sitter-adult', 'sitter-read', 'sitter-phone'];

/** The states in the order in which a session goes through them. */
const ON = ['preparing', 'ready', 'in-session', 'recovering', 'integrating', 'closed'] as const;

/** Who is there for a programme at home: name and number. */
const PEOPLE: Record<string, [string, string]> = {
  sitter: ['Ana', '+44 20 7946 0958'],
  emergency: ['Ben', '+44 20 7946 0959'],
};

/** Keeps a programme at home through its form, by hand, and gives its address. */
export async function programmeByHand(page: Page, name = 'Spring') {
  await page.goto('/journey/new');
  await page.getByLabel('What do you call it?').fill(name);
  await page.getByLabel('Days between two').fill('7');
  for (const [role, [person, phone]] of Object.entries(PEOPLE)) {
    await page.locator(`#person-${role}`).fill(person);
    await page.locator(`#phone-${role}`).fill(phone);
  }
  await page.locator('#address').fill('12 Wharf Road');
  await page.locator('#country').selectOption('GB');
  await page.locator('form[action="/journey"] button.main').click();
  await expect(page.locator('h1')).toHaveText(name);
  return new URL(page.url()).pathname;
}

/** The same programme, kept through its form's address. */
export async function keptProgramme(page: Page) {
  const typed: Record<string, string> = { name: 'Spring', spacing: '7', address: '12 Wharf Road', country: 'GB' };
  let role = '';
  const fields = (await controlsOf(page.request, '/journey/new')).filter(({ sent, name }) => sent && name).map(({ name, value }) => {
    if (name === 'role') role = value;
    const [person = '', phone = ''] = PEOPLE[role] ?? [];
    return [name, { ...typed, person, phone }[name] ?? value];
  });
  return bare(await send(page.request, '/journey', new URLSearchParams(fields)));
}

/** Plans the programme's next session as the form suggests it, and gives its address. Its page is shown. */
export async function keptSession(page: Page, programme: string) {
  const session = bare(await sendFilled(page.request, `${programme}/sessions/new`, '/journey/sessions'));
  await page.goto(session);
  await expect(page.locator('h1')).toHaveText(/^Session \d$/);
  return session;
}

/** An address without what is said behind it. */
const bare = (address: string) => address.split('?')[0] ?? '';

/** Answers every question of one sort so that nothing is held up. */
async function answered(page: Page, session: string, asked: string) {
  const address = `${session}/questions/${asked}`;
  const typed: Record<string, string> = {};
  for (const { type, name, value } of await controlsOf(page.request, address)) {
    if (type === 'hidden') typed[name] = value;
    if (type === 'radio') typed[name] = YES.includes(name) ? 'yes' : 'no';
    if (type === 'number') typed[name] = '40';
    if (name.endsWith('-never')) typed[name] = '1';
  }
  await send(page.request, address, typed);
}

/** Ticks the whole list before a session, or at its end. */
async function ticked(page: Page, address: string) {
  const inputs = await controlsOf(page.request, address);
  expect(inputs.some(({ name }) => name === 'done'), `there is a list at ${address}`).toBe(true);
  const kept = inputs.filter(({ type, name }) => type === 'hidden' || name === 'done');
  return send(page.request, address, new URLSearchParams(kept.map(({ name, value }) => [name, value])));
}

/** Ends a session by the list at its end. Its page is shown. */
export async function ended(page: Page, session: string) {
  await page.goto(await ticked(page, `${session}/end`));
  await expect(page).toHaveURL(new RegExp(`${session}\\?|${session}$`));
}

/** Prepares a planned session and takes it on, state by state, as far as is asked. Ends on its page. */
export async function takenOn(page: Page, session: string, to: (typeof ON)[number]) {
  for (const asked of ['once', 'each-session', 'on-the-day']) await answered(page, session, asked);
  expect(await ticked(page, `${session}/preparation`)).toMatch(/\/ready$/);
  for (const state of ON.slice(0, ON.indexOf(to) + 1)) {
    if (state === 'recovering') await ticked(page, `${session}/end`);
    else await send(page.request, `${session}/go`, { to: state });
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
