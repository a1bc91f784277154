// Every questionnaire that is shipped, in LHC-Forms itself: it loads, the sums are the same, and what LHC-Forms writes of
// the answers is read back as what was answered. The long form of it is `lhc_forms.long.spec.ts`.

import { type Page, expect, test } from '@playwright/test';

import { fillsIn, openLhcForms, scored, shows, withSums } from '../support/lhc_forms.ts';
import { SHIPPED, compare } from '../support/lhc_sets.ts';
import { Chance, asked, drawn, response } from '../unit/answer_sets.js';

test.beforeEach(({}, info) => test.skip(info.project.name !== 'desktop', 'nothing of it hangs on the width'));

async function opened(page: Page, within: () => Promise<void>) {
  const sought = await openLhcForms(page);
  await within();
  expect(sought, 'nobody was asked for anything').toEqual([]);
}

test('LHC-Forms shows every question that each begins with', async ({ page }) => {
  await opened(page, async () => {
    for (const { id, questionnaire } of SHIPPED) {
      const words = await shows(page, questionnaire);
      for (const { text } of asked(questionnaire.item, new Map())) expect(words, id).toContain(text);
    }
  });
});

for (const shipped of SHIPPED) {
  test(`${shipped.id}: LHC-Forms and the program say the same of 60 sets of answers`, async ({ page }) => {
    await opened(page, () => compare(page, shipped, 60));
  });
}

test('a sum that is another one is noticed', async ({ page }) => {
  await opened(page, async () => {
    const phq = SHIPPED.find(({ id }) => id === 'phq-9');
    if (!phq) throw new Error('it is shipped');
    const without = { ...phq, sums: { total: { items: phq.sums['total']?.items.slice(1) ?? [] } } };
    await expect(compare(page, without, 20)).rejects.toThrow();
  });
});

test('what LHC-Forms counts beside an answer, or has added up itself, is passed over', async ({ page }) => {
  await opened(page, async () => {
    const phq = SHIPPED.find(({ id }) => id === 'phq-9');
    if (!phq) throw new Error('it is shipped');
    const chosen = drawn(phq.questionnaire, new Chance(5), 0);
    const set = response(phq.questionnaire, chosen, { counts: false });
    const [filled] = await fillsIn(page, withSums(phq.questionnaire, { total: phq.sums['total']?.items ?? [] }), [chosen]);
    const foreign = JSON.parse(JSON.stringify(filled?.response).replaceAll(/"valueDecimal":\d/g, '"valueDecimal":99')) as object;
    expect(JSON.stringify(foreign)).toContain('"valueDecimal":99');
    const [[line], [own]] = await Promise.all([scored(undefined, [foreign]), scored(undefined, [set])]);
    expect(line).toEqual(own);
  });
});
