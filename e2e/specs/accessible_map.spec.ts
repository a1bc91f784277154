// Axe finds nothing on the map, its list, bonds and groups.

import { look } from '../support/axe.ts';
import { FIVE, keep, meetAll } from '../support/map.ts';
import { begin } from '../support/person.ts';
import { test } from '../support/test.ts';

test('the map, the list, bonds and groups are accessible', async ({ page }, { project }) => {
  test.setTimeout(300_000);
  await begin(page);
  const ids = await meetAll(page);
  for (const [from, kind, to] of FIVE) {
    await keep(page, '/bonds', { from: ids[from] ?? '', to: ids[to] ?? '', kind, over: kind === 'conflict' ? 'rest or work' : '' });
  }
  await keep(page, '/groups', { name: 'Evening', part: ids[0] ?? '', colour: '#5d8a5a' });
  for (const path of ['/parts', '/parts/list', '/bonds/new', '/groups', '/groups/new', `/parts/${ids[0]}/place`]) {
    await page.goto(path);
    await look(page, `map${path.replaceAll('/', '-').replace(ids[0] ?? '', 'id')}`, project.name);
  }
  await page.goto('/parts/list');
  await page.locator('a[href^="/bonds/0"]').first().click();
  await look(page, 'map-bond', project.name);
  await page.goto('/groups');
  await page.locator('a[href^="/groups/0"]').first().click();
  await look(page, 'map-group', project.name);
});
