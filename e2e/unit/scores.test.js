// What `hearken measures score` says of answers is what fhirpath.js, the engine behind LHC-Forms, says of them.
//
// fhirpath.js looks up in the questionnaire what each answer counts, and adds it up. Everything else that is expected stands
// in `published_scores.js`.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import fhirpath from 'fhirpath';
import r4 from 'fhirpath/fhir-context/r4';

import { Chance, asked, drawn, folderOf, response, shipped } from './answer_sets.js';
import { hearken, inFolder, skip } from './program.js';
import { MEASURES } from './published_scores.js';

/** @typedef {import('./answer_sets.js').Chosen} Chosen */
/** @typedef {import('./answer_sets.js').Questionnaire} Questionnaire */
/** @typedef {import('./published_scores.js').Measure} Measure */
/** @typedef {import('./published_scores.js').Sum} Sum */
/**
 * @typedef {object} Line
 * @property {string} measure
 * @property {number | null} score
 * @property {string | null} band
 * @property {boolean} complete
 * @property {string[]} safety
 * @property {Record<string, number | null>} [subscales]
 */

const SETS = 1_000;
/** With one, two and three answers missing. */
const INCOMPLETE = [1, 2, 3];
const SETS_INCOMPLETE = 200;

// Straight paths: `repeat()` merges equal items, and `descendants()` is sixty times as slow.
const ANSWERS = '%resource.item.combine(%resource.item.item).where(%items contains linkId).answer.value';
const ENGINE = {
  ofCodes: fhirpath.compile(`${ANSWERS}.weight().sum()`, r4, { async: false }),
  ofNumbers: fhirpath.compile(`${ANSWERS}.sum()`, r4, { async: false }),
  many: fhirpath.compile(`${ANSWERS}.count()`, r4, { async: false }),
};

/**
 * What fhirpath.js makes of the answers to these items; what they count stands in the questionnaire alone.
 * @param {Questionnaire} questionnaire @param {Chosen} chosen
 */
function engine(questionnaire, chosen) {
  const resource = response(questionnaire, chosen, { counts: false });
  const sum = [...chosen.values()].every((option) => option.valueCoding) ? ENGINE.ofCodes : ENGINE.ofNumbers;
  return (/** @type {string[]} */ items) => {
    const context = { questionnaire, resource, items };
    const [[points], [answered]] = [sum(resource, context), ENGINE.many(resource, context)];
    return { points: Number(points), answered: Number(answered) };
  };
}

/** @param {Measure} measure @param {Questionnaire} questionnaire @param {Chosen} chosen @returns {Line} */
function expected({ id, sums, bands = [], none, safety }, questionnaire, chosen) {
  const count = engine(questionnaire, chosen);
  const total = (/** @type {Sum} */ { items, times = 1, missing = 0 }) => {
    if (none?.(chosen)) return 0;
    const { points, answered } = count(items);
    if (answered === 0 || items.length - answered > missing) return null;
    return times * Math.round((items.length * points) / answered);
  };
  const totals = Object.entries(sums).map(([name, sum]) => /** @type {const} */ ([name, total(sum)]));
  const score = totals[0]?.[1] ?? null;
  const band = score === null ? undefined : bands.find(([from]) => score >= from);
  const required = asked(questionnaire.item, chosen).filter((question) => question.required);
  return {
    measure: id,
    score,
    band: band?.[1] ?? null,
    complete: required.every((question) => chosen.has(question.linkId)),
    safety: safety?.((linkId) => count([linkId]).points, score) ?? [],
    ...(totals.length > 1 && { subscales: Object.fromEntries(totals) }),
  };
}

/**
 * What the program says of some answers, a line for each.
 * @param {Measure} measure @param {Questionnaire} questionnaire @param {Chosen[]} sets @returns {Promise<Line[]>}
 */
function said({ pack }, questionnaire, sets) {
  return inFolder(async (folder) => {
    const entry = sets.map((chosen) => ({ resource: response(questionnaire, chosen, { counts: true }) }));
    const file = join(folder, 'answers.json');
    await writeFile(file, JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry }));
    const own = pack ? ['--content', fileURLToPath(folderOf(pack))] : [];
    const { out, err } = await hearken(['measures', 'score', ...own, file], folder);
    assert.equal(err, '');
    return out.trimEnd().split('\n').map((line) => JSON.parse(line));
  });
}

/** The places where two lists of lines are not the same. @param {Line[]} lines @param {Line[]} others */
function differences(lines, others) {
  assert.equal(lines.length, others.length, 'a line for each set');
  return lines.flatMap((line, at) => {
    try {
      assert.deepEqual(line, others[at]);
      return [];
    } catch {
      return [at];
    }
  });
}

test('every questionnaire that is shipped and has a sum is held against fhirpath.js', () => {
  const packs = readdirSync(folderOf('packs')).map((pack) => `packs/${pack}`);
  const summed = ['content', ...packs].flatMap((name) => {
    const folder = new URL('measures/', folderOf(name));
    const files = readdirSync(folder);
    return files.filter((file) => file.endsWith('.toml') && files.includes(file.replace('.toml', '.json')))
      .filter((file) => readFileSync(new URL(file, folder), 'utf8').includes('[[scoring.scale]]'));
  });
  assert.deepEqual(MEASURES.map(({ id }) => `${id}.toml`).sort(), summed.sort());
});

for (const [at, measure] of MEASURES.entries()) {
  const { id, bands = [], pack = 'content' } = measure;
  const questionnaire = shipped(id, pack);
  const chance = new Chance(20_261_127 + at);
  /** @param {number} many @param {number} missing */
  const some = (many, missing) => Array.from({ length: many }, () => drawn(questionnaire, chance, missing));

  test(`${id}: the scores are those of fhirpath.js, on ${SETS} sets of answers`, { skip }, async () => {
    const sets = some(SETS, 0);
    const wanted = sets.map((chosen) => expected(measure, questionnaire, chosen));
    assert.deepEqual(await said(measure, questionnaire, sets), wanted);
    assert.ok(wanted.every(({ score, complete }) => score !== null && complete), 'nothing is missing');
    const seen = new Set(wanted.map(({ band }) => band));
    assert.deepEqual(bands.filter(([, name]) => !seen.has(name)), [], 'every band came up');
    const fired = new Set(wanted.map(({ safety }) => safety.join()));
    assert.ok(measure.safety === undefined || fired.size > 1, 'help came up for some and not for others');
  });

  test(`${id}: so they are with answers missing, by the rule for missing items`, { skip }, async () => {
    const sets = INCOMPLETE.flatMap((missing) => some(SETS_INCOMPLETE, missing));
    const wanted = sets.map((chosen) => expected(measure, questionnaire, chosen));
    assert.deepEqual(await said(measure, questionnaire, sets), wanted);
    assert.ok(wanted.some(({ score }) => score === null), 'some have too few answers');
    assert.ok(wanted.every(({ complete }) => !complete), 'none is complete');
    const may = Object.values(measure.sums).some((sum) => sum.missing);
    assert.ok(!may || wanted.some(({ score }) => score !== null), 'a mean stands in for some');
  });

  test(`${id}: one answer that was changed is noticed`, { skip }, async () => {
    const sets = some(20, 0);
    const wanted = sets.map((chosen) => expected(measure, questionnaire, chosen));
    const items = Object.values(measure.sums).flatMap((sum) => sum.items);
    const which = sets.findIndex((chosen) => items.some((item) => chosen.has(item)));
    const changed = sets.map((chosen, place) => (place === which ? withOneChanged(questionnaire, chosen, items) : chosen));
    assert.deepEqual(differences(await said(measure, questionnaire, sets), wanted), []);
    assert.deepEqual(differences(await said(measure, questionnaire, changed), wanted), [which]);
  });
}

/**
 * Another option for the first of these items that was answered.
 * @param {Questionnaire} questionnaire @param {Chosen} chosen @param {string[]} items @returns {Chosen}
 */
function withOneChanged(questionnaire, chosen, items) {
  const questions = asked(questionnaire.item, chosen);
  const question = questions.find(({ linkId }) => items.includes(linkId) && chosen.has(linkId));
  assert.ok(question?.answerOption);
  const other = question.answerOption.find((option) => option !== chosen.get(question.linkId));
  assert.ok(other);
  return new Map([...chosen, [question.linkId, other]]);
}
