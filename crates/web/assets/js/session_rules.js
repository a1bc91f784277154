// What the safety rules tell while a session lasts, looked at on the device: the rules come as data with their limits filled
// in, and `e2e/unit/session_rules.json` holds this look against the program's own.

/** @typedef {'info' | 'caution' | 'ask' | 'stop' | 'emergency'} Action */
/** @typedef {{of: string, is: string, limit: number | null, older: [number, number] | null}} Compare */
/**
 * @typedef {'any-unsure' | {yes?: string[], no?: string[], event?: string[], 'no-event'?: string[], number?: Compare,
 *   route?: string[], setting?: string[], any?: Trigger[], all?: Trigger[]}} Trigger
 */
/** @typedef {{action: Action, fires_on: Trigger, words: string | null, to_sitter: string | null}} Way */
/** @typedef {{id: string, unsure_is_yes: boolean, never_lifted: boolean, ways: Way[]}} Rule */
/**
 * @typedef {object} Facts what is known; what is not in it was not said
 * @property {Record<string, string>} answers
 * @property {boolean} anyUnsure
 * @property {Record<string, number>} numbers
 * @property {string[]} events
 * @property {string | null} route
 * @property {string | null} setting
 */
/** @typedef {{id: string, action: Action, words: string | null, toSitter: string | null}} Fired */

/** The weakest first. */
const ACTIONS = ['info', 'caution', 'ask', 'stop', 'emergency'];

/** @type {Record<string, (value: number, limit: number) => boolean>} */
const SIDES = {
  above: (value, limit) => value > limit,
  'at-least': (value, limit) => value >= limit,
  equal: (value, limit) => value === limit,
  'at-most': (value, limit) => value <= limit,
  below: (value, limit) => value < limit,
};

/**
 * Every rule that fires and that nobody released, the strongest first.
 * @param {Rule[]} rules
 * @param {Facts} facts
 * @param {Record<string, Action>} released
 * @returns {Fired[]}
 */
export function look(rules, facts, released) {
  const fired = rules.flatMap((rule) => {
    const ways = rule.ways.filter((way) => fires(way.fires_on, facts, rule.unsure_is_yes));
    const strongest = ways.reduce((best, way) => (!best || rank(way.action) > rank(best.action) ? way : best), /** @type {Way | undefined} */ (undefined));
    if (!strongest || isLifted(rule, strongest.action, released[rule.id])) return [];
    return [{ id: rule.id, action: strongest.action, words: strongest.words, toSitter: strongest.to_sitter }];
  });
  return fired.sort((one, other) => rank(other.action) - rank(one.action));
}

/**
 * The same facts, so many milliseconds after the start.
 * @param {Facts} facts
 * @param {number | undefined} sinceStart
 * @returns {Facts}
 */
export function since(facts, sinceStart) {
  if (sinceStart === undefined) return facts;
  const minutes = Math.floor(Math.max(sinceStart, 0) / 60_000);
  const passed = { 'minutes-since-start': minutes, 'hours-since-start': minutes / 60, 'days-since-start': minutes / 1440 };
  return { ...facts, numbers: { ...facts.numbers, ...passed } };
}

/** @param {Action} action */
function rank(action) {
  return ACTIONS.indexOf(action);
}

/**
 * @param {Rule} rule
 * @param {Action} action
 * @param {Action | undefined} upTo
 */
function isLifted(rule, action, upTo) {
  const liftable = action === 'ask' || action === 'stop';
  return upTo !== undefined && liftable && !rule.never_lifted && rank(action) <= rank(upTo);
}

/**
 * @param {Trigger} trigger
 * @param {Facts} facts
 * @param {boolean} unsureIsYes
 * @returns {boolean}
 */
function fires(trigger, facts, unsureIsYes) {
  if (trigger === 'any-unsure') return facts.anyUnsure;
  /** @param {string} wanted @returns {(id: string) => boolean} */
  const said = (wanted) => (id) => facts.answers[id] === wanted || (unsureIsYes && facts.answers[id] === 'unsure');
  if (trigger.yes) return trigger.yes.some(said('yes'));
  if (trigger.no) return trigger.no.some(said('no'));
  if (trigger.event) return trigger.event.some((id) => facts.events.includes(id));
  if (trigger['no-event']) return !trigger['no-event'].some((id) => facts.events.includes(id));
  if (trigger.number) return compared(trigger.number, facts.numbers);
  if (trigger.route) return facts.route !== null && trigger.route.includes(facts.route);
  if (trigger.setting) return facts.setting !== null && trigger.setting.includes(facts.setting);
  if (trigger.any) return trigger.any.some((one) => fires(one, facts, unsureIsYes));
  return (trigger.all ?? []).every((one) => fires(one, facts, unsureIsYes));
}

/**
 * @param {Compare} compare
 * @param {Record<string, number>} numbers
 */
function compared({ of, is, limit, older }, numbers) {
  const value = numbers[of];
  const age = numbers['age'];
  const holds = older && age !== undefined && age >= older[1] ? older[0] : limit;
  return value !== undefined && holds !== null && (SIDES[is]?.(value, holds) ?? false);
}
