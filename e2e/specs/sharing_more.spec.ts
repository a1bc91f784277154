// Two people who share already: scores, a pause, something left to do, and notes of one's own.

import type { Page } from '@playwright/test';

import { look } from '../support/axe.ts';
import { follow, tabTo, typeInto } from '../support/keyboard.ts';
import { onPaper } from '../support/measures.ts';
import { expect, test } from '../support/test.ts';
import { Two } from '../support/two.ts';

/** PHQ-9, two weeks apart. */
async function twoScores(page: Page) {
  const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 16);
  await onPaper(page, day(15), [2, 2, 1, 1, 2, 1, 1, 1, 0]);
  await onPaper(page, day(1), [1, 1, 1, 1, 1, 1, 0, 0, 0]);
}

test('scores are shown, hidden by a pause and shown again, and everything is ended', async ({ browser }, info) => {
  test.setTimeout(120_000);
  const two = await Two.bothIn(browser, info, 'therapist');
  const { ada, ben, space } = two;
  two.watch.allow(/410 \(Gone\)/);
  try {
    await twoScores(ada);
    await ada.goto('/measures/course/phq-9');
    await ada.getByRole('link', { name: 'Share with…' }).click();
    await ada.getByRole('checkbox', { name: 'Totals over time' }).check();
    await look(ada, 'share-scores', info.project.name);
    await ada.getByRole('button', { name: 'Show it to them' }).click();
    await expect(ada.locator('main')).toContainText('They can see it now.');

    await ben.goto(space);
    await ben.getByRole('link', { name: /PHQ-9/ }).click();
    await expect(ben.locator('main')).toContainText('never a diagnosis');
    await expect(ben.locator('main')).not.toContainText('better off dead');
    await look(ben, 'scores-read', info.project.name);
    const read = ben.url();
    await ben.goto(space);
    await ben.getByLabel('What it is').selectOption({ label: 'A question for the next hour' });
    await ben.getByLabel('Your words').fill('What was different in the second week?');
    await ben.getByRole('button', { name: 'Say it' }).click();
    await expect(ben.locator('.said')).toContainText('What was different in the second week?');

    await ada.goto(space);
    await expect(ada.locator('.said')).toContainText('A question');
    await look(ada, 'person-before-a-pause', info.project.name);
    await ada.getByRole('button', { name: 'Pause all of it' }).click();
    await expect(ada.locator('main')).toContainText('You pause.');
    await look(ada, 'person-in-a-pause', info.project.name);
    await ben.goto(read);
    await expect(ben.locator('main')).toContainText('This is no longer shown to you.');
    await look(ben, 'paused-for-the-other', info.project.name);
    await ben.goto(space);
    await expect(ben.locator('main')).toContainText('Nothing now.');
    await look(ben, 'person-paused-for-the-other', info.project.name);
    await ada.getByRole('button', { name: 'Go on showing it' }).click();
    await expect(ada.getByRole('button', { name: 'Pause all of it' })).toBeVisible();
    await ben.goto(space);
    await ben.getByRole('link', { name: /PHQ-9/ }).click();
    await expect(ben.locator('main')).toContainText('never a diagnosis');

    await ada.getByRole('button', { name: 'Stop showing it' }).click();
    await expect(ada.locator('main')).toContainText('They can see it no more.');
    await ada.goto(`${space}/end`);
    await ada.getByRole('button', { name: 'End it' }).click();
    await ben.goto(read);
    await expect(ben.locator('main')).toContainText('This space was ended.');
    await expect(ben.locator('main')).not.toContainText('PHQ');
  } finally {
    await two.end();
  }
});

/** Leaves something to do. */
async function leaves(page: Page, space: string, what: string, words: string) {
  await page.goto(`${space}/leave`);
  await page.getByLabel('What it is').selectOption(what);
  await page.getByLabel('A few words with it').fill(words);
  await page.getByRole('button', { name: 'Leave it for them' }).click();
  await expect(page.locator('main')).toContainText('They find it when they look.');
}

test('what is left to do is found, put aside or begun', async ({ browser }, info) => {
  test.setTimeout(120_000);
  const two = await Two.bothIn(browser, info, 'therapist');
  const { ada, ben, space } = two;
  try {
    await ben.goto(`${space}/leave`);
    await look(ben, 'leave', info.project.name);
    await leaves(ben, space, 'measure/phq-9', 'Before Thursday, if you like.');
    await leaves(ben, space, 'exercise/check-in', 'When it gets loud.');
    await look(ben, 'person-who-left', info.project.name);

    await ada.goto(space);
    await expect(ada.getByRole('heading', { name: 'Left for you' })).toBeVisible();
    await look(ada, 'left-for-you', info.project.name);
    await ada.goto('/');
    await expect(ada.locator('main')).toContainText('When it gets loud.');
    await look(ada, 'today-left-for-you', info.project.name);
    await ada.getByRole('button', { name: /^Not now/ }).first().click();
    await ada.goto('/');
    await expect(ada.locator('main')).toContainText('Before Thursday, if you like.');
    await ada.getByRole('link', { name: /^Look at it.*PHQ-9/ }).click();
    await ada.getByRole('button', { name: 'Begin' }).click();
    await expect(ada.locator('form.measure')).toBeVisible();
    await ada.goto(space);
    await expect(ada.locator('main')).not.toContainText('Left for you');
    await ben.goto(space);
    await expect(ben.locator('.said')).toHaveCount(2);
    await expect(ben.locator('main')).not.toContainText(/begun|put aside/);
  } finally {
    await two.end();
  }
});

test('own notes about the other stay with whoever wrote them', async ({ browser }, info) => {
  test.setTimeout(120_000);
  const two = await Two.bothIn(browser, info, 'therapist');
  const { ada, ben, space } = two;
  try {
    for (const [page, words] of [[ada, 'He listens well.'], [ben, 'Slower next time.']] as const) {
      await page.goto(space);
      await page.getByRole('link', { name: 'Your own notes' }).click();
      await page.getByLabel('A note, for yourself').fill(words);
      await page.getByRole('button', { name: 'Keep it' }).click();
      await expect(page.locator('.written')).toHaveText(words);
    }
    await look(ben, 'notes', info.project.name);
    await ada.goto('/sharing/notes');
    await look(ada, 'notes-of-all', info.project.name);
    for (const [page, theirs] of [[ada, 'Slower'], [ben, 'listens']] as const) {
      for (const address of [space, `${space}/notes`, '/sharing', '/']) {
        await page.goto(address);
        await expect(page.locator('body')).not.toContainText(theirs);
      }
    }
    await ben.goto(`${space}/notes`);
    await ben.getByRole('link', { name: 'Change or erase it' }).click();
    await ben.getByLabel('Your words').fill('Slower next time, and warmer.');
    await ben.getByRole('button', { name: 'Keep it' }).click();
    await ben.getByRole('link', { name: 'Change or erase it' }).click();
    await ben.getByText('Other versions').click();
    await look(ben, 'note', info.project.name);
    await ben.getByRole('link', { name: 'Erase it' }).click();
    await look(ben, 'note-erase', info.project.name);
    await ben.locator('main form button.danger').click();
    await expect(ben.locator('main')).not.toContainText('warmer');
  } finally {
    await two.end();
  }
});

test('by keyboard alone and without JavaScript, something is left to do and all is paused', async ({ browser, isMobile }, info) => {
  test.skip(isMobile, 'a phone has no keys');
  const two = await Two.bothIn(browser, info, 'therapist', false);
  const { ada, ben, space } = two;
  try {
    await ben.goto(space);
    await follow(ben, ben.getByRole('link', { name: 'Leave an exercise or a questionnaire' }));
    await tabTo(ben, ben.getByLabel('What it is'));
    await ben.keyboard.press('ArrowDown');
    await typeInto(ben, ben.getByLabel('A few words with it'), 'When it gets loud.');
    await follow(ben, ben.getByRole('button', { name: 'Leave it for them' }));
    await ada.goto('/');
    await expect(ada.locator('main')).toContainText('When it gets loud.');
    const before = ada.url();
    await follow(ada, ada.getByRole('link', { name: /^Look at it.*check-in/ }));
    expect(ada.url()).not.toBe(before);

    await twoScores(ada);
    await ada.goto('/sharing/show?what=measure/phq-9');
    await tabTo(ada, ada.getByRole('checkbox', { name: 'Totals over time' }));
    await ada.keyboard.press('Space');
    await follow(ada, ada.getByRole('button', { name: 'Show it to them' }));
    await tabTo(ada, ada.getByRole('button', { name: 'Pause all of it' }));
    await ada.keyboard.press('Enter');
    await expect(ada.locator('main')).toContainText('You pause.');
    await tabTo(ada, ada.getByRole('button', { name: 'Go on showing it' }));
    await ada.keyboard.press('Enter');
    await expect(ada.locator('main')).not.toContainText('You pause.');
    await ben.goto(space);
    await expect(ben.getByRole('link', { name: /PHQ-9/ })).toBeVisible();
  } finally {
    await two.end();
  }
});
