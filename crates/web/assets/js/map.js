// The map under the hand: moving parts by pointer and keys, looking nearer, tying two parts.
//
// While something is dragged, one mark and the lines that hang on it are drawn anew, once a frame.

import { Moves } from './map_moves.js';
import { spotsOf } from './map_picture.js';
import { offerPng } from './map_png.js';
import { MapWindow } from './map_window.js';

/** @typedef {import('./map_picture.js').Spot} Spot */

/** Pixels that a pointer may wander before a press becomes a drag. */
const STILL = 5;
/** Units of the map that an arrow key moves a part, and with Shift. */
const STEP = 20;
const LONG_STEP = 100;

/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

class LiveMap {
  /**
   * @param {SVGSVGElement} svg
   * @param {SVGGElement} world
   */
  constructor(svg, world) {
    this.svg = svg;
    this.window = new MapWindow(svg, world);
    this.spots = spotsOf(svg);
    this.status = document.querySelector('[data-map-status]');
    const undo = document.querySelector('[data-map-undo]');
    this.moves = new Moves((words) => this.say(words), (any) => undo?.toggleAttribute('hidden', !any));
    /** Pointers that are down. @type {Map<number, {x: number, y: number}>} */
    this.pointers = new Map();
    /** What the pointer holds. @type {{spot: Spot, from: {x: number, y: number}, grip: {x: number, y: number}} | undefined} */
    this.held = undefined;
    this.wandered = false;
    this.frame = 0;
    /** The first of two parts to be tied, `null` when none is chosen yet. @type {Spot | null | undefined} */
    this.tying = undefined;
    this.dress();
    this.listen();
  }

  /** What the map looks and reads like once it is live. */
  dress() {
    this.svg.classList.add('map-live');
    // So that the arrow keys reach the map and not the reading cursor of a screen reader.
    this.svg.setAttribute('role', 'application');
    this.svg.setAttribute('aria-roledescription', 'map');
    this.svg.setAttribute('aria-describedby', 'map-twin map-keys');
    for (const hidden of document.querySelectorAll('[data-map-tools], [data-map-keys]')) hidden.removeAttribute('hidden');
  }

  listen() {
    const { svg } = this;
    svg.addEventListener('pointerdown', (event) => this.down(event));
    svg.addEventListener('pointermove', (event) => this.move(event));
    for (const end of ['pointerup', 'pointercancel']) {
      svg.addEventListener(end, (event) => event instanceof PointerEvent && this.up(event));
    }
    svg.addEventListener('dragstart', (event) => event.preventDefault());
    svg.addEventListener('click', (event) => this.click(event), true);
    svg.addEventListener('keydown', (event) => this.key(event));
    svg.addEventListener('focusin', (event) => this.reveal(event));
    svg.addEventListener('wheel', (event) => this.wheel(event), { passive: false });
    const press = (/** @type {string} */ name, /** @type {() => void} */ run) =>
      document.querySelector(name)?.addEventListener('click', run);
    press('[data-map-zoom="in"]', () => this.window.nearer());
    press('[data-map-zoom="out"]', () => this.window.further());
    press('[data-map-zoom="all"]', () => this.window.all());
    press('[data-map-undo]', () => this.moves.undo());
    press('[data-map-tie]', () => this.tie(this.tying === undefined ? null : undefined));
  }

  /** @param {string} words */
  say(words) {
    if (this.status) this.status.textContent = words;
  }

  /** @param {EventTarget | null} target */
  spotAt(target) {
    const element = target instanceof Element ? target.closest('a.spot') : null;
    return element instanceof SVGAElement ? this.spots.get(element.dataset['part'] ?? '') : undefined;
  }

  /** @param {PointerEvent} event */
  down(event) {
    if (event.button !== 0) return;
    this.pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (this.pointers.size === 1) this.wandered = false;
    const spot = this.pointers.size === 1 && this.tying === undefined ? this.spotAt(event.target) : undefined;
    if (!spot) {
      // A second finger lets go of what the first held, where it is.
      this.letGo();
      return;
    }
    const at = this.window.onMap(event.clientX, event.clientY);
    this.held = { spot, from: { x: spot.x, y: spot.y }, grip: { x: at.x - spot.x, y: at.y - spot.y } };
    // Above everything else while it is held, and under the keys afterwards.
    spot.element.focus({ preventScroll: true });
  }

  /** @param {PointerEvent} event */
  move(event) {
    const before = this.pointers.get(event.pointerId);
    if (!before) return;
    const by = { x: event.clientX - before.x, y: event.clientY - before.y };
    if (!this.wandered && Math.hypot(by.x, by.y) < STILL && this.pointers.size === 1) return;
    if (!this.wandered) this.svg.setPointerCapture(event.pointerId);
    this.wandered = true;
    if (this.held) {
      const { spot, grip } = this.held;
      const at = this.window.onMap(event.clientX, event.clientY);
      this.draw(() => spot.put(at.x - grip.x, at.y - grip.y));
    } else {
      this.look(event, before);
    }
    if (!this.held) this.pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  }

  /**
   * One finger moves the map, two bring it nearer.
   * @param {PointerEvent} event
   * @param {{x: number, y: number}} before
   */
  look(event, before) {
    const [was, is] = [this.window.inPicture(before.x, before.y), this.window.inPicture(event.clientX, event.clientY)];
    const other = [...this.pointers].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      const there = this.window.inPicture(other.x, other.y);
      const apart = (/** @type {DOMPoint} */ at) => Math.max(Math.hypot(at.x - there.x, at.y - there.y), 1);
      this.window.zoom(apart(is) / apart(was), { x: (is.x + there.x) / 2, y: (is.y + there.y) / 2 });
      return;
    }
    this.svg.classList.add('panning');
    this.window.pan(is.x - was.x, is.y - was.y);
  }

  /**
   * Draws once in the next frame, however often it is asked before.
   * @param {() => void} run
   */
  draw(run) {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(run);
    this.last = run;
  }

  /** @param {PointerEvent} event */
  up(event) {
    this.pointers.delete(event.pointerId);
    this.svg.classList.remove('panning');
    this.letGo();
  }

  letGo() {
    if (!this.held) return;
    cancelAnimationFrame(this.frame);
    if (this.wandered) this.last?.();
    const { spot, from } = this.held;
    this.held = undefined;
    this.last = undefined;
    this.moves.moved(spot, from);
  }

  /** @param {MouseEvent} event */
  click(event) {
    // What ends a drag opens nothing.
    if (this.wandered && event.detail > 0) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    const spot = this.spotAt(event.target);
    if (this.tying === undefined) return;
    event.preventDefault();
    if (spot) this.choose(spot);
  }

  /**
   * Begins to tie (`null`), goes on with a first part, or stops (`undefined`).
   * @param {Spot | null | undefined} first
   */
  tie(first) {
    this.tying?.element.classList.remove('chosen');
    this.tying = first;
    first?.element.classList.add('chosen');
    this.svg.classList.toggle('tying', first !== undefined);
    document.querySelector('[data-map-tie]')?.setAttribute('aria-pressed', String(first !== undefined));
    if (first === null) this.say('Press the first part, then the second. Escape stops.');
    else this.say(first ? `${first.name}, and which other part?` : '');
  }

  /** @param {Spot} spot */
  choose(spot) {
    const first = this.tying;
    if (!first) return this.tie(spot);
    if (first === spot) return this.tie(null);
    void this.moves.queue.flush(true);
    this.tie(undefined);
    location.assign(`/bonds/new?from=${first.id}&to=${spot.id}`);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const [spot, arrow] = [this.spotAt(event.target), ARROWS[event.key]];
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (spot && arrow) {
      const from = { x: spot.x, y: spot.y };
      const step = event.shiftKey ? LONG_STEP : STEP;
      spot.put(spot.x + arrow[0] * step, spot.y + arrow[1] * step);
      this.window.reveal(spot);
      this.moves.moved(spot, from);
    } else if (event.key === '+' || event.key === '=') this.window.nearer();
    else if (event.key === '-') this.window.further();
    else if (event.key === '0') this.window.all();
    else if (event.key === 'Escape' && this.tying !== undefined) this.tie(undefined);
    else return;
    event.preventDefault();
  }

  /** @param {FocusEvent} event */
  reveal(event) {
    const spot = this.held ? undefined : this.spotAt(event.target);
    if (spot) this.window.reveal(spot);
  }

  /** @param {WheelEvent} event */
  wheel(event) {
    const at = this.window.inPicture(event.clientX, event.clientY);
    // Where the map cannot change any more, the page scrolls.
    if (this.window.zoom(Math.exp(-event.deltaY / 400), at)) event.preventDefault();
  }
}

const svg = document.querySelector('[data-map-picture]');
const world = svg?.querySelector('[data-map-world]');
if (svg instanceof SVGSVGElement && world instanceof SVGGElement) new LiveMap(svg, world);
offerPng();
