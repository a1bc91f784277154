// A space that is over: what both said and who looked at what stays for whoever opened it, and words that were being typed as it
// ended wait for whoever typed them.

import { findings, picture } from '../support/axe.ts';
import { send } from '../support/forms.ts';
import { meet } from '../support/parts.ts';
import { kept } from '../support/person.ts';
import { expect, test } from '../support/test.ts';
import { Two } from '../support/two.ts';

test('what was said stays readable, and what was being said is not lost', async ({ browser }, info) => {
  test.setTimeout(120_000);
  const two = await Two.bothIn(browser, info, 'friend');
  const { ada, ben, space } = two;
  const part = await meet(ada, 'The Planner');
  await send(ada.request, '/sharing/show', { what: `record/${part}`, space: space.split('/').at(-1) ?? '', field: 'role', keeps_up: '1' });
  await ben.goto(space);
  await ben.getByRole('link', { name: 'The Planner' }).click();
  await ben.goto(space);
  await ben.locator('textarea[name="words"]').fill('It was good to read of it.');
  await ben.locator('main form[action$="/say"] button').first().click();
  await expect(ben.locator('main')).toContainText('It was good to read of it.');

  await ada.goto(space);
  await ada.getByRole('button', { name: /^Stop/ }).first().click();
  await expect(ada.locator('main')).toContainText('What they looked at before');
  expect(await findings(ada), 'stopped').toEqual([]);
  await picture(ada, `${info.project.name}-sharing-stopped`);

  await ben.locator('textarea[name="words"]').fill('One more thing, before I forget: the dog sends his regards.');
  await kept(ben);
  // The pages that are open still ask for news, and hear that it is over.
  two.watch.allow(/410 \(Gone\)/);
  await send(ada.request, `${space}/end`, {});
  await ada.goto(space);
  await expect(ada.locator('main')).toContainText('You ended this.');
  await expect(ada.locator('main')).toContainText('It was good to read of it.');
  expect(await findings(ada), 'over, for whoever opened it').toEqual([]);
  await picture(ada, `${info.project.name}-sharing-over`);

  await ben.goto(space);
  await expect(ben.locator('main')).toContainText('This space was ended.');
  await expect(ben.locator('main')).toContainText('the dog sends his regards');
  await expect(ben.locator('main')).not.toContainText('The Planner');
  expect(await findings(ben), 'over, for the other').toEqual([]);
  await picture(ben, `${info.project.name}-sharing-was-ended`);
  await ben.getByRole('button', { name: /Throw it away/ }).click();
  await ben.goto(space);
  await expect(ben.locator('main')).not.toContainText('the dog');
  await two.end();
});
