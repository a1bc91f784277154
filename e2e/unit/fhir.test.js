// What is exported as FHIR R4 is what three validators of other people take for it.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { Chance, drawn, folderOf, response, shipped } from './answer_sets.js';
import { byDefinitions, bySchema, byTables } from './fhir_validators.js';
import { hearken, inFolder, skip } from './program.js';

/** @typedef {import('./fhir_validators.js').Resource} Resource */
/** @typedef {{ entry: { fullUrl: string, resource: Resource }[] } & Resource} Bundle */

/** Written by the test of `crates/report` with HEARKEN_WRITE=1. @type {Bundle} */
const written = JSON.parse(readFileSync(new URL('./fhir.json', import.meta.url), 'utf8'));
const KINDS = ['Observation', 'Patient', 'Questionnaire', 'QuestionnaireResponse'];

/** The resources of a kind. @param {Bundle} bundle @param {string} kind */
const all = ({ entry }, kind) => entry.map(({ resource }) => resource).filter(({ resourceType }) => resourceType === kind);

/** Every resource passes by itself, and all of them together. @param {Bundle} bundle */
function passes(bundle) {
  assert.deepEqual([...new Set(bundle.entry.map(({ resource }) => resource['resourceType']))].sort(), KINDS);
  for (const { resource } of bundle.entry) {
    for (const validate of [bySchema, byTables, byDefinitions]) {
      assert.deepEqual(validate(resource), [], JSON.stringify(resource));
    }
  }
  assert.deepEqual(byDefinitions(bundle), []);
}

test('a bundle with something of everything passes', () => passes(written));

test('the notebook of the invented person passes', { skip }, async () => {
  const bundle = await inFolder(async (home) => {
    const data = join(home, 'demo');
    await hearken(['demo', '--data', data], home);
    return exported(home, data, 'look around');
  });
  passes(bundle);
  assert.ok(all(bundle, 'QuestionnaireResponse').length > 20);
});

test('a notebook in which every questionnaire that is shipped was answered passes', { skip }, async () => {
  const chance = new Chance(20_261_128);
  const packs = readdirSync(folderOf('packs')).map((pack) => `packs/${pack}`);
  const questionnaires = ['content', ...packs].flatMap((folder) => readdirSync(new URL('measures/', folderOf(folder)))
    .filter((file) => file.endsWith('.json')).map((file) => shipped(file.replace('.json', ''), folder)));
  // Nobody answers for somebody else: what an observer rates comes from no file. It is in the bundle with everything.
  const own = questionnaires.filter(({ url }) => !url.endsWith(':moaas'));
  assert.ok(own.length === questionnaires.length - 1);
  const sets = own.flatMap((questionnaire) => [0, 0, 1].map((missing, month) => ({
    questionnaire,
    chosen: drawn(questionnaire, chance, missing),
    authored: `2026-0${month + 1}-01T09:14:33+01:00`,
  })));
  const entry = sets.filter(({ chosen }) => chosen.size > 0).map(({ questionnaire, chosen, authored }) => ({
    resource: { ...response(questionnaire, chosen, { counts: true }), authored },
  }));
  const bundle = await inFolder((home) => broughtIn(home, packs, { resourceType: 'Bundle', type: 'collection', entry }));
  passes(bundle);
  const urls = (/** @type {Bundle} */ { entry }) => entry.map(({ resource }) => resource['url']).filter(Boolean).sort();
  assert.deepEqual(urls(bundle), own.map(({ url }) => url).sort());
  assert.equal(all(bundle, 'QuestionnaireResponse').length, entry.length);
  assert.ok(all(written, 'QuestionnaireResponse').some((it) => it['questionnaire'].startsWith('urn:hearken:measures:moaas')));
});

/** What a new notebook gives out after these answers were brought in. @param {string} home @param {string[]} packs @param {object} answers */
async function broughtIn(home, packs, answers) {
  const passphrase = 'a passphrase of a test';
  const place = (/** @type {string} */ name) => join(home, name);
  await Promise.all([writeFile(place('word'), passphrase), writeFile(place('answers.json'), JSON.stringify(answers))]);
  const own = ['--data', place('data'), '--passphrase-file', place('word')];
  await hearken(['init', ...own], home);
  for (const pack of packs) await cp(fileURLToPath(folderOf(pack)), place('data/content'), { recursive: true });
  await hearken(['import', '--format', 'fhir', ...own, place('answers.json')], home);
  return exported(home, place('data'), passphrase);
}

/** @param {string} home @param {string} data @param {string} passphrase @returns {Promise<Bundle>} */
async function exported(home, data, passphrase) {
  const [word, file] = [join(home, 'word'), join(home, 'bundle.json')];
  await writeFile(word, passphrase);
  await hearken(['export', '--format', 'fhir', '--data', data, '--passphrase-file', word, file], home);
  return JSON.parse(await readFile(file, 'utf8'));
}

/** @type {[string, string, (resource: Resource) => void, (resource: Resource) => object[]][]} */
const faults = [
  ['a time without an offset', 'Observation', (it) => { it['effectiveDateTime'] = '2026-03-01T10:40:00'; }, bySchema],
  ['a field of no FHIR', 'Observation', (it) => { it['mood'] = 'low'; }, bySchema],
  ['a status that there is not', 'QuestionnaireResponse', (it) => { it['status'] = 'done'; }, bySchema],
  ['an observation without a status', 'Observation', (it) => { delete it['status']; }, byTables],
  ['a status that there is not', 'QuestionnaireResponse', (it) => { it['status'] = 'done'; }, byTables],
  ['a field of no FHIR', 'Patient', (it) => { it['nickname'] = 'x'; }, byTables],
  ['words for a number', 'Observation', (it) => { it['valueQuantity'] = { value: 'nine' }; }, byTables],
  ['an observation without a status', 'Observation', (it) => { delete it['status']; }, byDefinitions],
  ['words for a number', 'Observation', (it) => { it['valueQuantity'] = { value: 'nine' }; }, byDefinitions],
  ['nothing where something is named', 'Patient', (it) => { it['identifier'] = null; }, byDefinitions],
  ['a group that asks nothing (que-1)', 'Questionnaire', (it) => { it['item'][0] = { linkId: 'x', type: 'group' }; }, byDefinitions],
  ['an answer with nothing in it (qrs-1)', 'QuestionnaireResponse', (it) => {
    it['item'] = [{ linkId: 'x', answer: [{ valueInteger: 1 }], item: [{ linkId: 'y' }] }];
  }, byDefinitions],
];

for (const [nth, [what, kind, spoil, validate]] of faults.entries()) {
  test(`${nth + 1}: ${what} is found`, () => {
    const resource = structuredClone(all(written, kind)[0]);
    assert.ok(resource);
    assert.deepEqual(validate(resource), []);
    spoil(resource);
    assert.notDeepEqual(validate(resource), []);
  });
}

test('the same address twice in a bundle is found (bdl-7)', () => {
  const bundle = structuredClone(written);
  bundle.entry.push(...bundle.entry.slice(0, 1));
  assert.match(JSON.stringify(byDefinitions(bundle)), /bdl-7/);
});
