// One stretch of sound from the microphone: begun, counted, and ended with all that it holds.

/** Bits a second: speech stays clear, and three minutes stay far below the limit. */
const BITS = 24_000;

/** One stretch of sound, from its beginning to its end. */
export class Take {
  /** @param {MediaStream} stream */
  constructor(stream) {
    /** @type {Blob[]} */
    this.pieces = [];
    this.recorder = new MediaRecorder(stream, { audioBitsPerSecond: BITS });
    this.recorder.addEventListener('dataavailable', (event) => this.pieces.push(event.data));
    this.recorder.start(1_000);
    this.began = performance.now();
  }

  get ms() {
    return performance.now() - this.began;
  }

  get bytes() {
    return this.pieces.reduce((sum, piece) => sum + piece.size, 0);
  }

  /** Ends it and gives what it holds. */
  async end() {
    const ms = this.ms;
    const over = new Promise((done) => this.recorder.addEventListener('stop', done, { once: true }));
    this.recorder.stop();
    await over;
    return { sound: new Blob(this.pieces, { type: this.recorder.mimeType }), ms, record: crypto.randomUUID() };
  }
}
