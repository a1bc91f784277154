// Where in a breath one is. A pure function of the time that has passed: nothing adds up, so nothing drifts.

/**
 * @typedef {{kind: 'in' | 'top-up' | 'hold' | 'out', ms: number, cue: string}} Phase
 * @typedef {object} Moment
 * @property {number} index which phase of the breath
 * @property {number} breath how many whole breaths came before
 * @property {number} into how much of the phase is over, 0 to 1
 * @property {number} left milliseconds until the next phase
 * @property {number} size how full the breath is, 0 to 1
 */

/**
 * The moment after `elapsed` milliseconds, or none for a pattern without phases.
 * @param {readonly Phase[]} phases
 * @param {number} elapsed
 * @returns {Moment | undefined}
 */
export function momentAt(phases, elapsed) {
  const cycle = phases.reduce((sum, phase) => sum + phase.ms, 0);
  if (!(cycle > 0)) return undefined;
  const breath = Math.floor(elapsed / cycle);
  let rest = elapsed - breath * cycle;
  let full = 0;
  for (const [index, phase] of phases.entries()) {
    if (rest < phase.ms) {
      const into = rest / phase.ms;
      return { index, breath, into, left: phase.ms - rest, size: fullness(phase.kind, into, full) };
    }
    rest -= phase.ms;
    full = fullness(phase.kind, 1, full);
  }
  return undefined;
}

/**
 * @param {Phase['kind']} kind
 * @param {number} into
 * @param {number} before
 */
function fullness(kind, into, before) {
  const eased = (1 - Math.cos(Math.PI * into)) / 2;
  // A top-up goes a little beyond the breath in.
  if (kind === 'in') return before + (1 - before) * eased;
  if (kind === 'top-up') return before + 0.15 * eased;
  if (kind === 'out') return before > 0 ? before * (1 - eased) : 1 - eased;
  return before;
}

/**
 * Seconds left in a phase as one counts them down: 4, 3, 2, 1.
 * @param {Moment} moment
 */
export function countdown(moment) {
  return Math.max(1, Math.ceil(moment.left / 1000));
}

/**
 * The phases that begin within a stretch of time, each with the millisecond at which it begins.
 * @param {readonly Phase[]} phases
 * @param {number} from
 * @param {number} to
 * @returns {{at: number, kind: Phase['kind']}[]}
 */
export function beginnings(phases, from, to) {
  const cycle = phases.reduce((sum, phase) => sum + phase.ms, 0);
  if (!(cycle > 0)) return [];
  const found = [];
  for (let breath = Math.max(0, Math.floor(from / cycle)); breath * cycle < to; breath += 1) {
    let at = breath * cycle;
    for (const phase of phases) {
      if (at >= from && at < to) found.push({ at, kind: phase.kind });
      at += phase.ms;
    }
  }
  return found;
}
