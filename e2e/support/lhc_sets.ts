// Sets of answers by chance to everything that is shipped, given to LHC-Forms and to the program.

import { readdirSync } from 'node:fs';

import { type Page, expect } from '@playwright/test';

import { Chance, asked, drawn, folderOf, response, shipped } from '../unit/answer_sets.js';
import { MEASURES } from '../unit/published_scores.js';
import { fillsIn, scored, withSums } from './lhc_forms.ts';

const FOLDERS = ['content', ...readdirSync(folderOf('packs')).map((pack) => `packs/${pack}`)];

/** Every questionnaire that is shipped with its words, and what is published of its sums. */
export const SHIPPED = FOLDERS.flatMap((folder) => {
  const files = readdirSync(new URL('measures/', folderOf(folder))).filter((file) => file.endsWith('.json'));
  return files.map((file) => {
    const id = file.replace('.json', '');
    const questionnaire = shipped(id, folder);
    const measure = MEASURES.find((one) => one.id === id);
    return { id, pack: folder === 'content' ? undefined : folder, questionnaire, none: measure?.none, sums: measure?.sums ?? {} };
  });
});

/**
 * So many sets of answers, some with an answer missing: LHC-Forms adds up to what the program says, where nothing is missing;
 * and of what LHC-Forms writes, the program says what it says of the answers themselves.
 */
export async function compare(page: Page, { id, pack, questionnaire, sums, none }: (typeof SHIPPED)[number], many: number) {
  const chance = new Chance(20_261_129 + id.length);
  const sets = Array.from({ length: many }, (_, nth) => drawn(questionnaire, chance, nth % 4 === 3 ? 1 : 0)).filter((set) => set.size > 0);
  const responses = sets.map((chosen) => response(questionnaire, chosen, { counts: false }));
  const items = Object.fromEntries(Object.entries(sums).map(([name, sum]) => [name, sum.items]));
  const filled = await fillsIn(page, withSums(questionnaire, items), sets);
  const lines = await scored(pack, filled.map((one) => one.response));
  expect(lines).toEqual(await scored(pack, responses));
  const complete = sets.map((chosen) => asked(questionnaire.item, chosen).every((it) => !it.required || chosen.has(it.linkId)));
  expect(complete.filter(Boolean).length).toBeGreaterThanOrEqual(Math.floor(many / 2));
  for (const [nth, chosen] of sets.entries()) {
    if (!complete[nth] || none?.(chosen)) continue;
    const said = lines[nth]?.['subscales'] as Record<string, number> | undefined;
    const totals = Object.entries(sums).map(([name, { times = 1 }]) => [name, times * (filled[nth]?.sums[name] ?? NaN)] as const);
    const [first] = totals;
    if (first) expect(lines[nth]?.['score'], `${id}, set ${nth}`).toBe(first[1]);
    if (said) expect(said, `${id}, set ${nth}`).toEqual(Object.fromEntries(totals));
  }
}
