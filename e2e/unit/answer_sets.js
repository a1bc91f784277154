// Answers drawn by chance to the questionnaires that are shipped, written down as LHC-Forms writes them.

import { readFileSync } from 'node:fs';

const ORDINAL = 'http://hl7.org/fhir/StructureDefinition/ordinalValue';

/** @typedef {{ system: string, code: string, display?: string }} Coding */
/** @typedef {{ extension?: { url: string, valueDecimal: number }[], valueCoding?: Coding, valueInteger?: number }} Option */
/**
 * @typedef {object} Item
 * @property {string} linkId
 * @property {string} text
 * @property {string} type
 * @property {boolean} [required]
 * @property {{ question: string, operator: string, answerCoding: Coding }[]} [enableWhen]
 * @property {'any' | 'all'} [enableBehavior]
 * @property {Option[]} [answerOption]
 * @property {Item[]} [item]
 */
/** @typedef {{ url: string, version: string, item: Item[] }} Questionnaire */
/** @typedef {Map<string, Option>} Chosen What was chosen, by the `linkId`. */
/** @typedef {{ linkId: string, text: string, item?: ResponseItem[], answer?: object[] }} ResponseItem */

/** Numbers that look random and are the same on every run (mulberry32). */
export class Chance {
  /** @param {number} seed */
  constructor(seed) {
    this.state = seed;
  }

  /** A number from 0 on and below 1. */
  next() {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** One of a list. @template T @param {T[]} list */
  of(list) {
    return /** @type {T} */ (list[Math.floor(this.next() * list.length)]);
  }
}

/** The folder of the repository that has this name. @param {string} name */
export const folderOf = (name) => new URL(`../../${name}/`, import.meta.url);

/** The questionnaire that is shipped under this name. @param {string} id @param {string} folder @returns {Questionnaire} */
export function shipped(id, folder) {
  return JSON.parse(readFileSync(new URL(`measures/${id}.json`, folderOf(folder)), 'utf8'));
}

/** Every question that is asked after these answers. @param {Item[]} items @param {Chosen} chosen @returns {Item[]} */
export function asked(items, chosen) {
  return items.filter((item) => isAsked(item, chosen))
    .flatMap((item) => (item.answerOption ? [item] : asked(item.item ?? [], chosen)));
}

/** @param {Item} item @param {Chosen} chosen */
function isAsked({ enableWhen = [], enableBehavior, linkId }, chosen) {
  const holds = enableWhen.map(({ question, operator, answerCoding }) => {
    if (operator !== '=') throw new Error(`${linkId}: enableWhen with ${operator} is not drawn here`);
    return chosen.get(question)?.valueCoding?.code === answerCoding.code;
  });
  return enableBehavior === 'any' ? holds.includes(true) : !holds.includes(false);
}

/**
 * Answers to everything but so many of the required questions. Somebody is well or unwell throughout, so that the lowest and
 * the highest sums come up too.
 * @param {Questionnaire} questionnaire @param {Chance} chance @param {number} missing
 */
export function drawn({ item: items }, chance, missing) {
  const [low = 0, high = 0] = [chance.next(), chance.next()].sort((a, b) => a - b);
  /** @type {Chosen} */
  const chosen = new Map();
  for (const question of questionsOf(items)) {
    if (!asked(items, chosen).includes(question) || (!question.required && chance.next() < 0.5)) continue;
    const options = question.answerOption ?? [];
    const option = options[Math.floor((low + (high - low) * chance.next()) * options.length)];
    if (option) chosen.set(question.linkId, option);
  }
  for (let left = missing; left > 0; left -= 1) {
    const required = asked(items, chosen).filter((question) => question.required && chosen.has(question.linkId));
    if (required.length > 0) chosen.delete(chance.of(required).linkId);
  }
  const still = asked(items, chosen).map((question) => question.linkId);
  return new Map([...chosen].filter(([linkId]) => still.includes(linkId)));
}

/** Every question that has options, whether or not it is asked. @param {Item[]} items @returns {Item[]} */
function questionsOf(items) {
  return items.flatMap((item) => (item.answerOption ? [item] : questionsOf(item.item ?? [])));
}

/**
 * A response as LHC-Forms 40.1.3 writes it: `completed` whatever is missing, groups as in the form, nothing for what was not
 * answered. With `counts`, what each answer counts stands beside it, as it is written; without, it has to be looked up.
 * @param {Questionnaire} questionnaire @param {Chosen} chosen @param {{ counts: boolean }} how
 */
export function response({ url, version, item: items }, chosen, { counts }) {
  const item = answered(items, chosen, counts);
  return {
    resourceType: 'QuestionnaireResponse',
    meta: {
      profile: ['http://hl7.org/fhir/4.0/StructureDefinition/QuestionnaireResponse'],
      tag: [{ code: 'lformsVersion: 40.1.3' }],
    },
    status: 'completed',
    authored: '2026-11-20T09:14:33.120Z',
    questionnaire: `${url}|${version}`,
    ...(item.length > 0 && { item }),
  };
}

/** @param {Item[]} items @param {Chosen} chosen @param {boolean} counts @returns {ResponseItem[]} */
function answered(items, chosen, counts) {
  return items.flatMap((item) => answeredTo(item, chosen, counts));
}

/** @param {Item} item @param {Chosen} chosen @param {boolean} counts @returns {ResponseItem[]} */
function answeredTo({ linkId, text, item, answerOption }, chosen, counts) {
  const option = chosen.get(linkId);
  if (answerOption) return option ? [{ linkId, text, answer: [answer(option, counts)] }] : [];
  const within = answered(item ?? [], chosen, counts);
  return within.length > 0 ? [{ linkId, text, item: within }] : [];
}

/** @param {Option} option @param {boolean} counts */
function answer({ extension = [], valueCoding, valueInteger }, counts) {
  if (!valueCoding) return { valueInteger };
  const ordinal = extension.filter(({ url }) => counts && url === ORDINAL);
  return { valueCoding: ordinal.length > 0 ? { extension: ordinal, ...valueCoding } : valueCoding };
}
