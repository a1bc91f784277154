// Axe finds nothing on councils, agreements and conflicts.

import { look } from '../support/axe.ts';
import { agree, callACouncil, keep, nameAPart } from '../support/council.ts';
import { begin } from '../support/person.ts';
import { test } from '../support/test.ts';

test('every page of councils, agreements and conflicts is accessible', async ({ page }, { project }) => {
  test.setTimeout(300_000);
  await begin(page);
  for (const path of ['/decisions', '/agreements', '/conflicts']) {
    await page.goto(path);
    await look(page, `empty${path.replaceAll('/', '-')}`, project.name);
  }
  const planner = await nameAPart(page, 'The Critic');
  await agree(page, planner, '2020-01-01');
  await look(page, 'agreement', project.name);
  const agreement = page.url();
  for (const step of ['look', 'edit', 'erase']) {
    await page.goto(`${agreement}/${step}`);
    await look(page, `agreement-${step}`, project.name);
  }
  const council = await callACouncil(page);
  for (const step of ['question', 'table']) {
    await page.goto(`${council}/${step}`);
    await look(page, `council-${step}`, project.name);
  }
  await keep(page);
  await look(page, 'council-seat', project.name);
  for (let seats = 0; seats < 3; seats += 1) await keep(page);
  await look(page, 'council-voice', project.name);
  await page.locator('#wants-1').fill('A second room, and a table at the window.');
  await page.locator('#fears-2').fill('That nothing ever changes.');
  await page.locator('#strength-2').selectOption('8');
  await keep(page);
  await page.locator('#needs-2').fill('A quiet spring.');
  await keep(page);
  await look(page, 'council-voice-exile', project.name);
  await keep(page);
  await look(page, 'council-self', project.name);
  await page.locator('#self_sees').fill('They are both tired, and both want a home.');
  await keep(page);
  await look(page, 'council-choice', project.name);
  await page.getByLabel('Stay another year').check();
  await page.locator('#look_back').fill('2020-01-01');
  await keep(page);
  await look(page, 'council', project.name);
  for (const path of [`${council}/look-back`, '/decisions', '/agreements', '/']) {
    await page.goto(path);
    await look(page, `full-council${new URL(path, council).pathname.replace(/[0-9a-f-]{36}/, 'id').replaceAll('/', '-')}`, project.name);
  }
});
