// Axe finds nothing on check-ins, triggers, marks and their plots.

import { look } from '../support/axe.ts';
import { daysAgo, halfAYear, post } from '../support/parts.ts';
import { begin } from '../support/person.ts';
import { test } from '../support/test.ts';

test('check-ins, triggers and marks are accessible', async ({ page }, { project }) => {
  test.setTimeout(300_000);
  await begin(page);
  for (const path of ['/check-in', '/check-in/over-time', '/triggers', '/triggers/new', '/marks', '/marks/new']) {
    await page.goto(path);
    await look(page, `empty${path.replaceAll('/', '-')}`, project.name);
  }
  await post(page, '/parts', { name: 'The Planner', role: 'manager' });
  await page.goto('/parts');
  const part = (await page.locator('main a[href^="/parts/0"]').first().getAttribute('href'))?.split('/').at(-1) ?? '';
  await halfAYear(page, part);
  for (const [path, name] of [['/check-in?same=1', 'check-in'], [`/parts/${part}/readings`, 'readings'], [`/parts/${part}/readings?reach=months`, 'readings-months'], ['/check-in/over-time', 'over-time'], ['/marks', 'marks']] as const) {
    await page.goto(path);
    await look(page, name, project.name);
  }
  await page.locator('main .plain-list a').first().click();
  await look(page, 'mark', project.name);
  await post(page, '/triggers', { name: 'Sunday evening', signs: 'A tight jaw, counting.', helps: 'Going outside.', part });
  await page.goto('/triggers');
  const trigger = (await page.locator('main a.part-name').first().getAttribute('href')) ?? '';
  for (const [ago, strength] of [[120, 9], [90, 7], [61, 8], [40, 5], [22, 6], [9, 8], [1, 9]] as const) {
    await post(page, `${trigger}/happened`, { when: `${daysAgo(ago)}T20:00`, strength: String(strength), did: 'paused', steady: '35', helped: 'A walk by the water.', part });
  }
  for (const [path, name] of [['/triggers', 'triggers'], [trigger, 'trigger'], [`${trigger}/edit`, 'trigger-edit'], [`${trigger}/happened`, 'happened']] as const) {
    await page.goto(path);
    await look(page, name, project.name);
  }
});
