// Room to draw in. What is drawn goes to our own server a moment after the last stroke, and before the form goes out.

import { touched } from './activity.js';

/** How long after a stroke it is kept. */
const SOON = 1_500;

class Drawing {
  /**
   * @param {HTMLElement} root
   * @param {HTMLCanvasElement} canvas
   * @param {CanvasRenderingContext2D} ink
   */
  constructor(root, canvas, ink) {
    this.root = root;
    this.canvas = canvas;
    this.ink = ink;
    /** @type {{x: number, y: number}[][]} */
    this.strokes = [];
    /** @type {HTMLImageElement | undefined} */
    this.before = undefined;
    this.drawing = false;
    this.unkept = false;
    /** How often it was changed. */
    this.changes = 0;
    /** What is on its way; the next one waits for it, so that an older drawing never lands on a newer one. */
    this.sending = Promise.resolve();
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.soon = undefined;
    this.form = /** @type {HTMLFormElement} */ (root.closest('form'));
    this.showBefore();
    this.listen();
    const room = root.querySelector('[data-drawing-room]');
    if (room instanceof HTMLElement) room.hidden = false;
  }

  /** What was drawn before lies below the new strokes. */
  showBefore() {
    const drawn = this.root.querySelector(':scope > img.drawn');
    if (!(drawn instanceof HTMLImageElement)) return;
    drawn.hidden = true;
    this.before = drawn;
    drawn.decode().then(() => this.redraw(), () => this.say('What you drew before could not be shown here.'));
  }

  listen() {
    this.canvas.addEventListener('pointerdown', (event) => this.begin(event));
    this.canvas.addEventListener('pointermove', (event) => this.move(event));
    for (const end of ['pointerup', 'pointercancel', 'pointerleave']) {
      this.canvas.addEventListener(end, () => this.end());
    }
    this.button('undo')?.addEventListener('click', () => this.undo());
    this.button('clear')?.addEventListener('click', () => this.clear());
    this.form.addEventListener('submit', (event) => void this.submit(event));
  }

  /** @param {string} name */
  button(name) {
    return this.root.querySelector(`[data-drawing-${name}]`);
  }

  /** @param {string} words */
  say(words) {
    const status = this.root.querySelector('[data-drawing-status]');
    if (status) status.textContent = words;
  }

  /** @param {PointerEvent} event */
  at(event) {
    const box = this.canvas.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * this.canvas.width;
    return { x, y: ((event.clientY - box.top) / box.height) * this.canvas.height };
  }

  /** @param {PointerEvent} event */
  begin(event) {
    event.preventDefault();
    clearTimeout(this.soon);
    this.drawing = true;
    this.strokes.push([this.at(event)]);
    this.redraw();
  }

  /** @param {PointerEvent} event */
  move(event) {
    if (!this.drawing) return;
    this.strokes.at(-1)?.push(this.at(event));
    this.redraw();
  }

  end() {
    if (!this.drawing) return;
    this.drawing = false;
    this.changed();
  }

  undo() {
    if (!this.strokes.pop()) return;
    this.redraw();
    this.changed();
  }

  clear() {
    this.strokes = [];
    this.before = undefined;
    this.redraw();
    this.changed();
  }

  redraw() {
    const { ink, canvas } = this;
    ink.clearRect(0, 0, canvas.width, canvas.height);
    if (this.before) ink.drawImage(this.before, 0, 0, canvas.width, canvas.height);
    ink.lineWidth = 5;
    ink.lineCap = 'round';
    ink.lineJoin = 'round';
    ink.strokeStyle = '#2b2a33';
    for (const [first, ...rest] of this.strokes) {
      if (!first) continue;
      ink.beginPath();
      ink.moveTo(first.x, first.y);
      for (const point of rest.length > 0 ? rest : [first]) ink.lineTo(point.x, point.y);
      ink.stroke();
    }
  }

  changed() {
    this.unkept = true;
    this.changes += 1;
    clearTimeout(this.soon);
    this.soon = setTimeout(() => void this.keep(), SOON);
  }

  /** Keeps it; says so, or that it is not kept yet. */
  keep() {
    clearTimeout(this.soon);
    this.sending = this.sending.then(() => this.send());
    return this.sending;
  }

  async send() {
    const { changes } = this;
    if (this.strokes.length === 0 && !this.before) {
      this.unkept = false;
      this.field('picture', '');
      this.canErase('');
      this.say('');
      return;
    }
    const blob = await new Promise((done) => this.canvas.toBlob(done, 'image/png'));
    const body = new FormData();
    body.append('file', /** @type {Blob} */ (blob), 'drawing.png');
    const base = new FormData(this.form).get('base');
    const to = `${this.root.dataset['drawing']}?record=${this.root.dataset['record']}&base=${base}`;
    try {
      const answer = await fetch(to, { method: 'POST', body, headers: { Accept: 'application/json' }, redirect: 'error' });
      if (!answer.ok) throw new Error('not taken');
      const { id, rev } = await answer.json();
      touched();
      this.unkept = this.changes !== changes;
      this.root.dataset['record'] = id;
      this.field('picture', id);
      this.field('base', String(rev));
      this.canErase(id);
      this.say('The drawing is kept. Only you can see it.');
    } catch {
      this.say('Not kept yet: the notebook could not take it. Your drawing is still on this page.');
    }
  }

  /** @param {string} id what is kept; nothing when nothing is */
  canErase(id) {
    const way = this.root.querySelector('[data-drawing-erase]');
    if (!(way instanceof HTMLElement)) return;
    way.hidden = id === '';
    way.querySelector('a')?.setAttribute('href', `/drawings/${id}/erase`);
  }

  /**
   * @param {string} name
   * @param {string} value
   */
  field(name, value) {
    const field = this.form.elements.namedItem(name);
    if (!(field instanceof HTMLInputElement) || field.value === value) return;
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }

  /** @param {SubmitEvent} event */
  async submit(event) {
    if (event.defaultPrevented || !this.unkept) return;
    const { submitter } = event;
    event.preventDefault();
    event.stopImmediatePropagation();
    await this.keep();
    if (!this.unkept) this.form.requestSubmit(submitter);
  }
}

/** Makes the room of the page one to draw in. */
function startDrawing() {
  const root = document.querySelector('[data-drawing]');
  const canvas = root?.querySelector('canvas');
  const ink = canvas?.getContext('2d');
  if (root instanceof HTMLElement && canvas && ink && root.closest('form')) new Drawing(root, canvas, ink);
}

startDrawing();
