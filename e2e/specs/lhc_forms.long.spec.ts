// A thousand sets of answers to every questionnaire that is shipped, in LHC-Forms itself.

import { expect, test } from '@playwright/test';

import { openLhcForms } from '../support/lhc_forms.ts';
import { SHIPPED, compare } from '../support/lhc_sets.ts';

test.beforeEach(({}, info) => test.skip(info.project.name !== 'desktop', 'nothing of it hangs on the width'));

for (const shipped of SHIPPED) {
  test(`${shipped.id}: LHC-Forms and the program say the same of 1,000 sets of answers`, async ({ page }) => {
    test.setTimeout(300_000);
    const asked = await openLhcForms(page);
    await compare(page, shipped, 1_000);
    expect(asked).toEqual([]);
  });
}
