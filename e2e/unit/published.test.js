// The example questionnaires that SDC publishes (`hl7.fhir.uv.sdc`, CC0), each as it comes: it is asked, or it is refused with
// reasons; and whatever is in it and not followed is named. LHC-Forms' own examples are in no package; what they are made of
// is read in `crates/measures/tests/published.rs`.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { test } from 'node:test';

import { BINARY, skip } from './program.js';

/** @typedef {{ file: string, asks: number | null, not_followed?: string[], refused?: string[] }} Line */
/** @typedef {{ url: string }[]} Extensions */
/** @typedef {{ linkId?: string, extension?: Extensions, item?: Item[] }} Item */

const PACKAGE = dirname(createRequire(import.meta.url).resolve('hl7.fhir.uv.sdc/package.json'));
const FILES = ['.', 'example'].flatMap((folder) => readdirSync(join(PACKAGE, folder))
  .filter((name) => name.startsWith('Questionnaire-')).map((name) => join(PACKAGE, folder, name)));

/** Every reason why one of them is refused, by a word for it. */
const REASONS = {
  elsewhere: 'answerValueSet is not supported unless the value set is contained in the form',
  type: /the type (quantity|attachment|reference|time|dateTime) is not supported/,
  options: 'options of this type are not supported',
  changes: /sdc-questionnaire-(questionnaireAdaptive|answerExpression|enableWhenExpression) is not supported/,
  modifier: 'a modifierExtension may turn its meaning around',
  compares: /enableWhen with “(>|<=)” and this answer is not supported/,
  nothing: /it asks nothing|it has nothing to choose from/,
};

/** How many questions of each are asked, or why it is refused: its value sets lie with a server that nobody asks, and so on. @type {Record<string, number | string[]>} */
const SAID = {
  'SDOHCC-QuestionnaireHungerVitalSign': 2,
  'anc-quick-check': 1,
  demographics: ['elsewhere'],
  'extract-complex-defn3': ['elsewhere'],
  'extract-complex-smap': ['elsewhere'],
  'extract-complex-template': ['elsewhere'],
  'extract-complex-template2': ['elsewhere'],
  'questionnaire-sdc-profile-example-PHQ9': 9,
  'questionnaire-sdc-profile-example-PHQ9-search': ['changes', 'nothing'],
  'questionnaire-sdc-profile-example-cap': 20,
  'questionnaire-sdc-profile-example-context-expression': ['elsewhere'],
  'questionnaire-sdc-profile-example-cqf-PHQ9': ['elsewhere'],
  'questionnaire-sdc-profile-example-form-behavior': ['changes', 'elsewhere', 'modifier', 'options', 'type'],
  'questionnaire-sdc-profile-example-framingham-hchd-lhc': 7,
  'questionnaire-sdc-profile-example-hunger-vital-signs': 2,
  'questionnaire-sdc-profile-example-image-options': 1,
  'questionnaire-sdc-profile-example-item-weight': 4,
  'questionnaire-sdc-profile-example-loinc': 40,
  'questionnaire-sdc-profile-example-multi-subject': ['type'],
  'questionnaire-sdc-profile-example-render': ['elsewhere', 'options'],
  'questionnaire-sdc-profile-example-ussg-fht': ['elsewhere', 'type'],
  'questionnaire-sdc-profile-example-weight-height-tracking-panel': 4,
  'questionnaire-sdc-test-all-data-types': ['elsewhere', 'type'],
  'questionnaire-sdc-test-enableWhen': ['compares', 'elsewhere', 'type'],
  'questionnaire-sdc-test-fhirpath-prepop-candexpr': 5,
  'questionnaire-sdc-test-fhirpath-prepop-initialexpression': 10,
  'questionnaire-sdc-test-fhirpath-prepop-source-query': ['elsewhere'],
  'questionnaire-sdc-test-initialvalue': ['elsewhere'],
  'questionnaire-sdc-test-initialvalue-multiple': ['elsewhere'],
  'questionnaire-sdc-test-nested-groups': ['elsewhere'],
  'questionnaire-sdc-test-required-radios': ['elsewhere'],
  'sdc-derivation-child': 2,
  'sdc-derivation-parent': 3,
  'sdc-modular-contact': 1,
  'sdc-modular-name': ['options'],
  'sdc-modular-root': ['nothing'],
};

/** It ends with 1 where some are refused. @returns {Promise<Line[]>} */
const check = () => new Promise((done, failed) => {
  execFile(BINARY, ['measures', 'check', ...FILES], { maxBuffer: 16 << 20 }, (fault, out, err) => {
    if (err || (fault && fault.code !== 1)) failed(new Error(`${fault?.message}\n${err}`));
    else done(out.trimEnd().split('\n').map((line) => JSON.parse(line)));
  });
});

const nameOf = (/** @type {string} */ file) => basename(file, '.json').replace('Questionnaire-', '');

/** @param {string} reason */
const wordFor = (reason) => Object.entries(REASONS).find(([, said]) => (typeof said === 'string' ? reason.includes(said) : said.test(reason)))?.[0] ?? reason;

test('every published example is asked, or refused for each of its reasons', { skip }, async () => {
  const lines = await check();
  const said = lines.map(({ file, asks, refused = [] }) => /** @type {const} */ ([nameOf(file), asks ?? [...new Set(refused.map(wordFor))].sort()]));
  assert.deepEqual(Object.fromEntries(said), SAID);
});

/** What stands on a questionnaire or an item and says only how it looks. */
const LOOKS = /itemControl|choiceOrientation|displayCategory|optionPrefix|hidden|rendering-|preferredTerminologyServer/;

/** Every extension, with the place that it stands at. @param {Item} item @param {string} place @returns {[string, string][]} */
function extensions({ extension = [], item = [] }, place) {
  const own = extension.filter(({ url }) => !LOOKS.test(url)).map(({ url }) => /** @type {[string, string]} */ ([place, url.split('/').at(-1) ?? url]));
  return [...own, ...item.flatMap((one) => extensions(one, one.linkId ?? ''))];
}

test('nothing in those that are asked is passed over without a word', { skip }, async () => {
  const asked = (await check()).filter(({ asks }) => asks !== null);
  for (const { file, not_followed: notes = [] } of asked) {
    for (const [place, name] of extensions(JSON.parse(readFileSync(file, 'utf8')), 'the file')) {
      const word = name.replace('sdc-questionnaire-calculatedExpression', 'calculatedExpression');
      assert.ok(notes.some((note) => note.startsWith(`${place}: ${word}`)), `${nameOf(file)}, ${place}: ${name}\n${notes.join('\n')}`);
    }
  }
});
