// The conditions of a questionnaire, as the server hands them over: which answers bring up help, which questions are asked.
// Pure: what is answered is handed in.

/** @typedef {{sent: string, value: number}} Answer what the field sends, and what it counts */
/** @typedef {(item: number) => Answer[]} Given the answers to an item, by its place */
/** @typedef {{all?: Condition[], any?: Condition[], count?: [number, number][], least?: number, most?: number | null, unasked?: number[]}} Condition */
/** @typedef {{item: number, exists?: boolean, is?: string, 'is-not'?: string, more?: number, less?: number, same?: boolean}} When */
/** @typedef {{help?: {id: string, level: string, when: Condition}[], asked?: {item: number, all: boolean, when: When[]}[], parents?: Record<string, number>, levels?: Record<string, string>}} Handed */

/** So deep items wait for each other at most. */
const DEPTH = 64;

export class Conditions {
  /** @param {Handed} handed */
  constructor({ help = [], asked = [], parents = {}, levels = {} }) {
    this.help = [...help].sort((a, b) => a.level.localeCompare(b.level));
    this.waits = new Map(asked.map((wait) => [wait.item, wait]));
    this.parents = parents;
    this.levels = levels;
  }

  /** The answers that bring up help, the strongest first. @param {Given} given */
  fired(given) {
    const counted = this.counted(given);
    return this.help.filter(({ when }) => holds(when, counted)).map(({ id }) => id);
  }

  /** How strong the help is that an answer asks for: S0 first. @param {string} id */
  level(id) {
    return this.levels[id] ?? 'S9';
  }

  /** The ids that it can tell of by itself. */
  known() {
    return this.help.map(({ id }) => id);
  }

  /** Of every item that waits, or lies below one that does, whether it is asked. @param {Given} given @returns {[number, boolean][]} */
  asked(given) {
    const all = new Set([...this.waits.keys(), ...Object.keys(this.parents).map(Number)]);
    const waiting = [...all].filter((item) => this.isWaiting(item)).sort((a, b) => a - b);
    return waiting.map((item) => [item, this.isAsked(item, given, 0)]);
  }

  /** @param {number} item @returns {boolean} */
  isWaiting(item) {
    const parent = this.parents[String(item)];
    return this.waits.has(item) || (parent !== undefined && this.isWaiting(parent));
  }

  /** @param {number} item @param {Given} given @param {number} depth @returns {boolean} */
  isAsked(item, given, depth) {
    const parent = this.parents[String(item)];
    if (depth > DEPTH) return true;
    if (parent !== undefined && !this.isAsked(parent, given, depth + 1)) return false;
    const wait = this.waits.get(item);
    if (!wait) return true;
    const answers = (/** @type {number} */ other) => (this.isAsked(other, given, depth + 1) ? given(other) : []);
    return wait.all ? wait.when.every((one) => meets(one, answers)) : wait.when.some((one) => meets(one, answers));
  }

  /** An item that is not asked has no answer. @param {Given} given @returns {Given} */
  counted(given) {
    return (item) => (this.isAsked(item, given, 0) ? given(item) : []);
  }
}

/** @param {Condition} condition @param {Given} given @returns {boolean} */
function holds(condition, given) {
  if (condition.all) return condition.all.every((one) => holds(one, given));
  if (condition.any) return condition.any.some((one) => holds(one, given));
  if (condition.unasked) return condition.unasked.every((item) => given(item).length === 0);
  const reached = (condition.count ?? []).filter(([item, from]) => given(item).some(({ value }) => value >= from)).length;
  return reached >= (condition.least ?? 1) && (condition.most == null || reached <= condition.most);
}

/** @param {When} when @param {Given} given */
function meets(when, given) {
  const answers = given(when.item);
  if (when.exists !== undefined) return answers.length > 0 === when.exists;
  if (when.is !== undefined) return answers.some(({ sent }) => sent === when.is);
  if (when['is-not'] !== undefined) return answers.every(({ sent }) => sent !== when['is-not']);
  const { more, less, same } = when;
  if (more !== undefined) return answers.some(({ value }) => value > more || (same === true && value === more));
  return answers.some(({ value }) => less !== undefined && (value < less || (same === true && value === less)));
}
