// What was measured is taken along as two files whose names tell nothing.

import { readFile } from 'node:fs/promises';

import { look } from '../support/axe.ts';
import { seven } from '../support/measures.ts';
import { begin } from '../support/person.ts';
import { expect, test } from '../support/test.ts';

test('both files are at the foot of the page once something was answered', async ({ page }, info) => {
  await begin(page);
  await seven(page);
  await page.goto('/measures');
  await look(page, 'measures-export', info.project.name);
  for (const [link, name, holds] of [['CSV', 'notebook.csv', ',suds-1,7,'], ['FHIR', 'notebook.json', '"Bundle"']] as const) {
    const coming = page.waitForEvent('download');
    await page.getByRole('link', { name: link }).click();
    const file = await coming;
    expect(file.suggestedFilename()).toBe(name);
    expect(await readFile(await file.path(), 'utf8')).toContain(holds);
  }
});
