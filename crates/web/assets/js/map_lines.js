// The lines between parts and the outlines of groups, drawn anew while a part is being moved.
//
// The server draws the same (`crates/web/src/map/drawing`); a browser test holds the two together.

/** @typedef {{x: number, y: number}} Point */
/** @typedef {Point & {reach: number}} End the middle of a mark, and how far it reaches */

/** Room between a mark and a line. */
const GAP = 12;
/** How far a line keeps from Self. */
const AROUND_SELF = 140;

/**
 * @param {string} shape
 * @param {End} from
 * @param {End} to
 * @param {number} bend how far the line bows out, away from Self
 */
export function line(shape, from, to, bend) {
  const way = minus(to, from);
  const across = turned(unit(way));
  const out = bend + aroundSelf(from, way, across);
  const bow = dot(from, across) < 0 ? -out : out;
  const control = plus({ x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }, across, bow);
  const start = plus(from, unit(minus(control, from)), from.reach + GAP);
  const end = plus(to, unit(minus(control, to)), to.reach + GAP);
  const curve = (/** @type {number} */ shift) => {
    const [a, c, b] = [start, control, end].map((at) => pair(plus(at, across, shift)));
    return `M${a} Q${c} ${b}`;
  };
  const drawn = { allied: () => `${curve(-4.5)} ${curve(4.5)}`, conflict: () => zigzag(start, control, end) };
  return {
    line: shape === 'allied' || shape === 'conflict' ? drawn[shape]() : curve(0),
    head: head(shape, end, unit(minus(end, control))),
    hit: curve(0),
    middle: onCurve(start, control, end, 0.5),
  };
}

/**
 * A closed line through the points, around their middle.
 * @param {Point[]} points
 */
export function outline(points) {
  const sum = points.reduce((total, at) => plus(total, at, 1), { x: 0, y: 0 });
  const middle = { x: sum.x / points.length, y: sum.y / points.length };
  const angle = (/** @type {Point} */ at) => Math.atan2(at.y - middle.y, at.x - middle.x);
  const around = [...points].sort((a, b) => angle(a) - angle(b));
  return `M${around.map(pair).join(' L')}Z`;
}

/**
 * How much further a line bows out so as not to run across Self.
 * @param {Point} from
 * @param {Point} way
 * @param {Point} across
 */
function aroundSelf(from, way, across) {
  const along = -dot(from, way) / Math.max(dot(way, way), 1);
  const aside = Math.abs(dot(from, across));
  return along >= 0.1 && along <= 0.9 && aside < AROUND_SELF ? 2 * (AROUND_SELF - aside) : 0;
}

/**
 * @param {Point} start
 * @param {Point} control
 * @param {Point} end
 */
function zigzag(start, control, end) {
  const steps = Math.min(Math.max(Math.round(length(minus(end, start)) / 15), 4), 200);
  const points = [pair(start)];
  for (let step = 1; step < steps; step += 1) {
    const t = step / steps;
    const tangent = plus(plus({ x: 0, y: 0 }, minus(control, start), 1 - t), minus(end, control), t);
    points.push(pair(plus(onCurve(start, control, end, t), turned(unit(tangent)), step % 2 === 0 ? 7 : -7)));
  }
  return `M${[...points, pair(end)].join(' L')}`;
}

/**
 * What stands at the end of a line.
 * @param {string} shape
 * @param {Point} tip
 * @param {Point} along
 */
function head(shape, tip, along) {
  const across = turned(along);
  const at = (/** @type {number} */ back, /** @type {number} */ aside) => pair(plus(plus(tip, along, -back), across, aside));
  switch (shape) {
    case 'protects':
      return `M${at(24, 11)} L${at(0, 0)} L${at(24, -11)}Z`;
    case 'cares-for':
      return `M${at(0, 0)} C${at(12, 18)} ${at(28, 14)} ${at(19, 0)} C${at(28, -14)} ${at(12, -18)} ${at(0, 0)}Z`;
    case 'fears':
      return `M${at(2, 15)} L${at(2, -15)}`;
    case 'own-way':
      return `M${at(20, 10)} L${at(0, 0)} L${at(20, -10)}`;
    default:
      return '';
  }
}

/**
 * @param {Point} a
 * @param {Point} c
 * @param {Point} b
 * @param {number} t
 */
function onCurve(a, c, b, t) {
  const u = 1 - t;
  return { x: u * u * a.x + 2 * u * t * c.x + t * t * b.x, y: u * u * a.y + 2 * u * t * c.y + t * t * b.y };
}

/**
 * @param {Point} at
 * @param {Point} way
 * @param {number} times
 */
function plus(at, way, times) {
  return { x: at.x + way.x * times, y: at.y + way.y * times };
}

/**
 * @param {Point} a
 * @param {Point} b
 */
function dot(a, b) {
  return a.x * b.x + a.y * b.y;
}

/**
 * @param {Point} at
 * @param {Point} other
 */
function minus(at, other) {
  return plus(at, other, -1);
}

/** @param {Point} way */
function length(way) {
  return Math.max(Math.hypot(way.x, way.y), 1);
}

/** @param {Point} way */
function unit(way) {
  return plus({ x: 0, y: 0 }, way, 1 / length(way));
}

/** @param {Point} way */
function turned(way) {
  return { x: -way.y, y: way.x };
}

/** @param {Point} at */
function pair(at) {
  return `${at.x.toFixed(1)} ${at.y.toFixed(1)}`;
}
