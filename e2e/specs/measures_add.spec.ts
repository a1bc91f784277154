// A questionnaire from a file: looked at, added, answered; a broken one is refused; answers come back in from a file.

import { readFile } from 'node:fs/promises';

import type { Page } from '@playwright/test';

import { look } from '../support/axe.ts';
import { seven } from '../support/measures.ts';
import { begin } from '../support/person.ts';
import { expect, test } from '../support/test.ts';

const QUIET = {
  resourceType: 'Questionnaire',
  status: 'active',
  url: 'http://example.org/quiet',
  version: '2',
  title: 'How quiet <i>it</i> is',
  copyright: 'Made up for a test',
  item: [
    {
      linkId: '1',
      type: 'choice',
      text: 'Was it quiet?',
      answerOption: [
        { valueCoding: { system: 's', code: 'no', display: 'Not at all' } },
        { valueCoding: { system: 's', code: 'yes', display: 'All day' } },
      ],
    },
    { linkId: '2', type: 'text', text: 'What did you hear?', maxLength: 20 },
  ],
};

async function choose(page: Page, file: object, at = '/measures/add') {
  await page.goto(at);
  await page.setInputFiles('#file', {
    name: 'form.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(file)),
  });
  await page.getByRole('button', { name: 'Look at it' }).click();
  await expect(page.locator('#file')).toHaveCount(0);
}

test('a questionnaire is looked at, added and answered', async ({ page }, info) => {
  test.setTimeout(120_000);
  await begin(page);
  await page.goto('/measures');
  await page.getByRole('link', { name: 'Add a questionnaire' }).click();
  await expect(page.locator('h1')).toHaveText('Add a questionnaire');
  await look(page, 'measures-add', info.project.name);
  await choose(page, QUIET);
  await expect(page.locator('h1')).toHaveText('How quiet <i>it</i> is');
  await expect(page.locator('main')).toContainText('maxLength: answers may be longer');
  await look(page, 'measures-add-look', info.project.name);
  await page.getByRole('button', { name: 'Add it' }).click();
  await expect(page.locator('h1')).toContainText('from elsewhere');
  await look(page, 'measures-added', info.project.name);
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.locator('.measure-choice').filter({ hasText: 'All day' }).click();
  await page.getByLabel('What did you hear?').fill('a blackbird');
  await page.getByRole('button', { name: 'Finish' }).click();
  await expect(page.locator('.measure-answers')).toContainText('a blackbird');
  await look(page, 'measures-added-result', info.project.name);
});

test('a number that is none is asked for again, and the rest is kept', async ({ page, watch }, info) => {
  test.setTimeout(120_000);
  watch.allow(/422/);
  await begin(page);
  await choose(page, { ...QUIET, item: [{ linkId: 'a', type: 'integer', text: 'How often?' }, ...QUIET.item] });
  await page.getByRole('button', { name: 'Add it' }).click();
  await page.getByRole('button', { name: 'Begin' }).click();
  const often = page.getByLabel('How often?');
  await often.fill('often');
  const next = page.getByRole('button', { name: 'Next' });
  // The page shows one question at a time once its script is there.
  const allDay = page.locator('.measure-choice').filter({ hasText: 'All day' });
  await expect(async () => {
    if (await next.isVisible()) await next.click();
    await expect(allDay).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await allDay.click();
  await page.getByRole('button', { name: 'Finish' }).click();
  await expect(page.locator('main')).toContainText('Everything else is kept');
  await expect(often).toHaveValue('often');
  await expect(page.getByText('this asks for a whole number')).toBeVisible();
  await look(page, 'measures-asked-back', info.project.name);
  await often.fill('3');
  while (await next.isVisible()) await next.click();
  await page.getByRole('button', { name: 'Finish' }).click();
  await expect(page.locator('.measure-answers')).toContainText('All day');
});

test('one that cannot be asked is refused with its reasons', async ({ page }, info) => {
  await begin(page);
  await choose(page, { ...QUIET, item: [{ linkId: 'a', type: 'quantity' }, { linkId: 'a', type: 'string' }] });
  await expect(page.locator('h1')).toHaveText('This cannot be added');
  await expect(page.locator('.measure-notes li')).toHaveCount(2);
  await look(page, 'measures-add-refused', info.project.name);
});

test('answers that were taken along come back in, each once', async ({ page }, info) => {
  test.setTimeout(120_000);
  await begin(page);
  await seven(page);
  await page.goto('/measures');
  const coming = page.waitForEvent('download');
  await page.getByRole('link', { name: 'FHIR' }).click();
  const file = JSON.parse(await readFile(await (await coming).path(), 'utf8')) as { entry: { resource: object }[] };
  await choose(page, file, '/settings/import');
  await expect(page.locator('main')).toContainText('1 here already');
  for (const { resource } of file.entry) {
    if ('authored' in resource) {
      resource.authored = '2024-02-01T08:00:00+01:00';
    }
  }
  await choose(page, file, '/settings/import');
  await expect(page.locator('main')).toContainText('1 to bring in');
  await look(page, 'measures-come-in', info.project.name);
  await page.getByRole('button', { name: 'Bring it in' }).click();
  await expect(page.locator('main')).toContainText('Kept: 1 answered questionnaire.');
  await page.getByRole('link', { name: 'To your measures' }).click();
  await page.getByRole('link', { name: 'Its course' }).first().click();
  await expect(page.locator('main table')).toContainText('2024');
});
