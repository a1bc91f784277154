// The picture of the map as it is in the page: marks that can be moved, with the lines and outlines that hang on them.

import { line, outline } from './map_lines.js';

/** How far the map reaches from Self; the same number as `places::REACH` in the core. */
const REACH = 1000;

/** A part's mark. */
export class Spot {
  /** @param {SVGAElement} element */
  constructor(element) {
    this.element = element;
    this.id = element.dataset['part'] ?? '';
    this.x = Number(element.dataset['x']);
    this.y = Number(element.dataset['y']);
    this.reach = Number(element.dataset['reach']);
    /** What has to be drawn anew when it moves. @type {(() => void)[]} */
    this.hanging = [];
  }

  /** Its name as a person reads it. */
  get name() {
    return this.element.querySelector('.spot-name')?.textContent ?? '';
  }

  /**
   * Puts it somewhere on the map.
   * @param {number} x
   * @param {number} y
   */
  put(x, y) {
    this.x = Math.round(Math.min(Math.max(x, -REACH), REACH));
    this.y = Math.round(Math.min(Math.max(y, -REACH), REACH));
    this.element.setAttribute('transform', `translate(${this.x} ${this.y})`);
    for (const draw of this.hanging) draw();
  }
}

/**
 * Every mark of a picture by its part.
 * @param {SVGSVGElement} svg
 */
export function spotsOf(svg) {
  /** @type {Map<string, Spot>} */
  const spots = new Map();
  for (const element of svg.querySelectorAll('a.spot')) {
    if (element instanceof SVGAElement) {
      const spot = new Spot(element);
      spots.set(spot.id, spot);
    }
  }
  for (const tie of svg.querySelectorAll('a.tie')) {
    if (tie instanceof SVGAElement) hangLine(tie, spots);
  }
  for (const circle of svg.querySelectorAll('[data-circle]')) {
    if (circle instanceof SVGGElement) hangOutline(circle, spots);
  }
  return spots;
}

/**
 * @param {SVGAElement} tie
 * @param {Map<string, Spot>} spots
 */
function hangLine(tie, spots) {
  const { from: fromId = '', to: toId = '', shape = '', bend } = tie.dataset;
  const [from, to] = [spots.get(fromId), spots.get(toId)];
  if (!from || !to) return;
  const part = (/** @type {string} */ name) => tie.querySelector(name);
  const [hit, body, head, words] = [part('.tie-hit'), part('.tie-line'), part('.tie-head'), part('.tie-words')];
  const draw = () => {
    const drawn = line(shape, from, to, Number(bend));
    hit?.setAttribute('d', drawn.hit);
    body?.setAttribute('d', drawn.line);
    head?.setAttribute('d', drawn.head);
    words?.setAttribute('x', drawn.middle.x.toFixed(1));
    words?.setAttribute('y', drawn.middle.y.toFixed(1));
  };
  from.hanging.push(draw);
  to.hanging.push(draw);
}

/**
 * @param {SVGGElement} circle
 * @param {Map<string, Spot>} spots
 */
function hangOutline(circle, spots) {
  const ids = (circle.dataset['circle'] ?? '').split(' ');
  const inside = ids.map((id) => spots.get(id)).filter((spot) => spot !== undefined);
  const [path, name] = [circle.querySelector('path'), circle.querySelector('text')];
  const draw = () => {
    const top = inside.reduce((highest, spot) => (spot.y < highest.y ? spot : highest));
    path?.setAttribute('d', outline(inside));
    name?.setAttribute('x', String(top.x));
    name?.setAttribute('y', String(top.y - 96));
  };
  for (const spot of inside) spot.hanging.push(draw);
}
