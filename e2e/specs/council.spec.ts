// Councils, agreements, conflicts: held by keyboard alone, printed, come back to kindly, heard from both sides.

import type { Locator, Page } from '@playwright/test';

import { picture } from '../support/axe.ts';
import { agree, callACouncil, keep, nameAPart } from '../support/council.ts';
import { begin, kept, next, screenOf } from '../support/person.ts';
import { expect, test } from '../support/test.ts';

const DAY = 24 * 60 * 60 * 1000;

/** A day from now, as a date field has it. */
function day(days: number) {
  return new Date(Date.now() + days * DAY).toISOString().slice(0, 10);
}

/** Presses Tab until that is where the focus is. */
async function tabTo(page: Page, target: Locator) {
  for (let pressed = 0; pressed < 120; pressed += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard does not reach ${target}`);
}

async function type(page: Page, field: string, words: string) {
  await tabTo(page, page.locator(field));
  await page.keyboard.insertText(words);
}

async function press(page: Page, target: Locator, key: 'Enter' | 'Space') {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

/** Presses the form's button by keyboard. */
async function goOn(page: Page) {
  const before = page.url();
  await press(page, page.locator('main form.card button.main'), 'Enter');
  await page.waitForURL((url) => url.href !== before);
}

/** Picks one of a group of radio buttons: the group is one stop for the Tab key, the arrows go on inside. */
async function pick(page: Page, name: string, value: string) {
  await tabTo(page, page.locator(`input[name="${name}"]:checked`));
  for (let pressed = 0; pressed < 12; pressed += 1) {
    if (await page.locator(`input[name="${name}"][value="${value}"]`).isChecked()) return;
    await page.keyboard.press('ArrowDown');
  }
  throw new Error(`the arrows do not reach ${value}`);
}

test('a council is held by keyboard alone, left, taken up again, printed and looked back at', async ({ page }, { project }) => {
  test.setTimeout(120_000);
  await begin(page);
  await nameAPart(page, 'The Planner');
  await nameAPart(page, 'Rest', 'not-yet-known');

  await page.goto('/decisions');
  await press(page, page.getByRole('link', { name: 'Hold a council' }), 'Enter');
  await page.waitForURL(/\/decisions\/new$/);
  await type(page, '#question', 'Move, or stay?');
  await pick(page, 'field', 'home');
  await type(page, '#option-0', 'Move in spring');
  await type(page, '#option-1', 'Stay another year');
  await goOn(page);

  await expect(page.locator('h1')).toHaveText('Who sits at the table?');
  await press(page, page.getByLabel('The Planner'), 'Space');
  await press(page, page.getByLabel('Rest'), 'Space');
  await goOn(page);

  await expect(page.locator('h1')).toHaveText('How does The Planner sit here?');
  await pick(page, 'seat', 'leads');
  await type(page, '#why', 'It knows the numbers.');
  await goOn(page);
  await pick(page, 'seat', 'sits-out');
  await type(page, '#why', 'It is tired of this.');
  await press(page, page.locator('input[name="standing"]'), 'Space');
  await goOn(page);

  await expect(page.locator('h1')).toHaveText('What does The Planner say?');
  await type(page, '#wants-1', 'A second room.');
  await type(page, '#fears-2', 'Never leaving.');
  await kept(page);
  await page.reload();
  await expect(page.locator('#wants-1')).toHaveValue('A second room.');
  await tabTo(page, page.locator('#strength-1'));
  await page.keyboard.press('8');
  await press(page, page.getByRole('button', { name: 'Keep, and leave it here for now' }), 'Enter');
  await page.waitForURL(/\/decisions\/[0-9a-f-]{36}$/);
  const council = page.url();
  await picture(page, `${project.name}-light-council-left`);

  await press(page, page.getByRole('link', { name: 'Go on' }), 'Enter');
  await page.waitForURL(/\/self$/);
  await type(page, '#self_sees', 'Both want a home.');
  await goOn(page);
  await pick(page, 'chosen', '2');
  await type(page, '#choice', 'For one year.');
  await goOn(page);
  await expect(page).toHaveURL(council);
  const table = page.getByRole('table');
  for (const said of ['The Planner', 'manager · leads', 'A second room.', 'sits this one out', 'It is tired of this.']) {
    await expect(table).toContainText(said);
  }
  await expect(table.getByRole('rowheader')).toHaveCount(2);
  await expect(table.getByRole('columnheader')).toHaveCount(3);

  await page.emulateMedia({ media: 'print' });
  await expect(table).toBeVisible();
  for (const screenOnly of ['.parts-nav', 'main .button', 'header.side .help-now', 'main details']) {
    await expect(page.locator(screenOnly).first()).toBeHidden();
  }
  await picture(page, `${project.name}-print-council`);
  if (project.name === 'desktop') {
    const paper = await page.pdf({ format: 'A4', margin: { top: '15mm', bottom: '15mm', left: '15mm', right: '15mm' } });
    expect(paper.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  }
  await page.emulateMedia({ media: 'screen' });

  await press(page, page.getByRole('link', { name: 'Look back at it' }), 'Enter');
  await page.waitForURL(/\/look-back$/);
  await type(page, '#words', 'The year was good to us.');
  await goOn(page);
  await expect(page.locator('main')).toContainText('The year was good to us.');
});

test('an agreement whose day has come is on Today, and waits if it is asked to', async ({ page }, { project }) => {
  await begin(page);
  const planner = await nameAPart(page, 'The Planner');
  await agree(page, planner, day(-1));
  await page.goto('/');
  const today = page.locator('.cards');
  await expect(today).toContainText('You and The Planner agreed: After nine in the evening, no more plans.');
  await picture(page, `${project.name}-light-today-due`);
  await page.getByRole('button', { name: 'Another day' }).click();
  await expect(page).toHaveURL(/\/$/);
  await expect(today).not.toContainText('The Planner agreed');

  await page.goto('/agreements');
  await page.getByRole('link', { name: 'After nine in the evening' }).click();
  await page.getByRole('link', { name: 'How did it go?' }).click();
  await page.getByLabel('Kept in part').check();
  await page.locator('#words').fill('Sunday was hard.');
  await keep(page);
  await expect(page.locator('main')).toContainText('Kept in part');
  await page.getByRole('link', { name: 'Change it' }).click();
  await page.locator('#what').fill('After ten in the evening, no more plans.');
  await keep(page);
  await page.getByText('What you had agreed before').click();
  await expect(page.locator('details')).toContainText('After nine in the evening');
  await picture(page, `${project.name}-light-agreement`);
});

test('both sides of a conflict are heard in turn, to the end and to an agreement', async ({ page }, { project }) => {
  test.setTimeout(120_000);
  await begin(page);
  await nameAPart(page, 'The Planner');
  await nameAPart(page, 'Rest', 'not-yet-known');
  await page.goto('/conflicts');
  await page.getByRole('link', { name: 'Hear both sides' }).click();
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.waitForURL(/\/settle$/);
  while (screenOf(page) !== 'process') {
    switch (screenOf(page)) {
      case 'who-one':
        await page.getByLabel('The Planner').check();
        break;
      case 'who-other':
        await page.getByLabel('Rest').check();
        break;
      case 'feel-one':
      case 'feel-other':
        await page.getByLabel('curious').check();
        break;
      case 'willing-one':
      case 'willing-other':
        await page.getByLabel('Yes').check();
        break;
      case 'fears-other':
        await expect(page.locator('h1')).toHaveText('What is Rest afraid would happen if The Planner had its way?');
        await expect(page.locator('.beside')).toContainText('Rest');
        await picture(page, `${project.name}-light-fears-other`);
        await page.locator('textarea').fill('That I wear out.');
        break;
      default: {
        const field = page.locator('textarea').first();
        if (await field.count()) await field.fill(`What is said on ${screenOf(page)}.`);
      }
    }
    await next(page);
  }
  await page.getByRole('button', { name: 'Make an agreement' }).click();
  await expect(page).toHaveURL(/\/agreements\/new/);
  for (const name of ['The Planner', 'Rest']) await expect(page.getByLabel(name)).toBeChecked();
  await page.goBack();
  await next(page);
  await expect(page.locator('h1')).toHaveText('Hearing The Planner and Rest');
  await page.goto('/conflicts');
  await expect(page.locator('.conflict')).toContainText('What is said on over.');
  await expect(page.locator('.side-of').first()).toContainText('What is said on wants-one.');
  await expect(page.locator('.side-of').last()).toContainText('That I wear out.');
  await picture(page, `${project.name}-light-conflicts`);
});

test('a part that sits out is not asked, and a young and hurt one is not questioned', async ({ page }) => {
  await begin(page);
  const council = await callACouncil(page);
  await page.goto(council);
  await page.getByText('Every step, to go to').click();
  await page.getByRole('link', { name: 'How Rest sits' }).click();
  await page.getByLabel('sits this one out').check();
  await keep(page);
  await page.goto(council);
  await page.getByText('Every step, to go to').click();
  await expect(page.getByRole('link', { name: 'What Rest says' })).toHaveCount(0);
  await page.getByRole('link', { name: 'What Little one says' }).click();
  await expect(page.locator('main')).toContainText('It speaks in your sessions with your therapist.');
});
