// What answers of a questionnaire bring up in the browser is what they bring up in the program (G3).

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { Conditions } from '../../crates/web/assets/js/measure_conditions.js';

/** @type {{measure: string, handed: object, cases: {given: Record<string, [string, number]>, fired: string[], asked: number[]}[]}[]} */
const table = JSON.parse(readFileSync(new URL('./measures.json', import.meta.url), 'utf8'));

/** @param {Record<string, [string, number]>} given */
const answers = (given) => (/** @type {number} */ item) => {
  const answer = given[String(item)];
  return answer ? [{ sent: answer[0], value: answer[1] }] : [];
};

for (const { measure, handed, cases } of table) {
  test(`the same help comes up and the same questions are asked: ${measure}`, () => {
    const conditions = new Conditions(handed);
    for (const { given, fired, asked } of cases) {
      const levels = conditions.fired(answers(given)).map((id) => conditions.level(id));
      assert.deepEqual(levels, [...levels].sort(), 'the strongest first');
      assert.deepEqual(conditions.fired(answers(given)).sort(), [...fired].sort(), JSON.stringify(given));
      const now = conditions.asked(answers(given)).filter(([, is]) => is).map(([item]) => item);
      assert.deepEqual(now, asked, JSON.stringify(given));
    }
    assert.ok(cases.some(({ fired }) => fired.length > 0) || conditions.help.length === 0, 'some case brings help up');
    assert.ok(cases.some(({ fired }) => fired.length === 0), 'and some brings none');
  });
}

test('no answer fires whatever the order of the answers', () => {
  for (const { handed } of table) assert.deepEqual(new Conditions(handed).fired(() => []), []);
});
