// The window through which the map is seen: nearer, further away, to the side. Nothing of it is kept.

const NEAREST = 8;
const STEP = 1.3;

export class MapWindow {
  /**
   * @param {SVGSVGElement} svg
   * @param {SVGGElement} world
   */
  constructor(svg, world) {
    this.svg = svg;
    this.world = world;
    this.scale = 1;
    this.x = 0;
    this.y = 0;
  }

  /**
   * A point of the screen, in units of the picture.
   * @param {number} clientX
   * @param {number} clientY
   */
  inPicture(clientX, clientY) {
    const matrix = this.svg.getScreenCTM();
    return matrix ? new DOMPoint(clientX, clientY).matrixTransform(matrix.inverse()) : new DOMPoint();
  }

  /**
   * A point of the screen, on the map.
   * @param {number} clientX
   * @param {number} clientY
   */
  onMap(clientX, clientY) {
    const at = this.inPicture(clientX, clientY);
    return { x: (at.x - this.x) / this.scale, y: (at.y - this.y) / this.scale };
  }

  /**
   * Nearer (over 1) or further away, around a point of the picture. Tells whether anything changed.
   * @param {number} by
   * @param {{x: number, y: number}} around
   */
  zoom(by, around = { x: 0, y: 0 }) {
    const scale = Math.min(Math.max(this.scale * by, 1), NEAREST);
    if (scale === this.scale) return false;
    const ratio = scale / this.scale;
    this.scale = scale;
    this.x = around.x - (around.x - this.x) * ratio;
    this.y = around.y - (around.y - this.y) * ratio;
    this.show();
    return true;
  }

  nearer() {
    this.zoom(STEP);
  }

  further() {
    this.zoom(1 / STEP);
  }

  all() {
    this.scale = 1;
    this.x = 0;
    this.y = 0;
    this.show();
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  pan(x, y) {
    this.x += x;
    this.y += y;
    this.show();
  }

  /**
   * Brings a point of the map into sight, if it is not.
   * @param {{x: number, y: number}} at
   */
  reveal(at) {
    const { x, y, width, height } = this.svg.viewBox.baseVal;
    const seen = { x: at.x * this.scale + this.x, y: at.y * this.scale + this.y };
    if (seen.x > x && seen.x < x + width && seen.y > y && seen.y < y + height) return;
    this.pan(x + width / 2 - seen.x, y + height / 2 - seen.y);
  }

  show() {
    // The picture never leaves the window altogether.
    const { x, y, width, height } = this.svg.viewBox.baseVal;
    const within = (/** @type {number} */ at, /** @type {number} */ low, /** @type {number} */ long) =>
      Math.min(Math.max(at, (low + long) * (1 - this.scale) - long / 2), low * (1 - this.scale) + long / 2);
    this.x = within(this.x, x, width);
    this.y = within(this.y, y, height);
    this.world.setAttribute('transform', `translate(${this.x.toFixed(2)} ${this.y.toFixed(2)}) scale(${this.scale.toFixed(4)})`);
  }
}
