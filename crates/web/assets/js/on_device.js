// Listening, only where the words are understood on this device. Anything that would send a voice away is never made.
//
// `available` with `processLocally` says whether the device can; nothing is ever installed or fetched for it.

/** Errors after which the browser will not listen however often it is asked. */
const FINAL = ['not-allowed', 'service-not-allowed', 'audio-capture', 'language-not-supported', 'network'];

/** The language of the page as this person's browser speaks it. */
function language() {
  const page = document.documentElement.lang || 'en';
  return navigator.language.startsWith(page) ? navigator.language : page;
}

/**
 * What makes a recogniser that stays on this device, if there is one. Nothing is made by asking.
 * @param {string} lang
 */
async function recogniser(lang) {
  const all = /** @type {any} */ (window);
  for (const Recognition of [all.SpeechRecognition, all.webkitSpeechRecognition]) {
    if (typeof Recognition?.available !== 'function' || !('processLocally' in Recognition.prototype)) continue;
    try {
      const there = await Recognition.available({ langs: [lang], processLocally: true });
      if (there === 'available') return Recognition;
    } catch {
      // A browser that does not know the question cannot promise the answer.
    }
  }
  return undefined;
}

/** Whether this device understands speech by itself. */
export async function canUnderstand() {
  return (await recogniser(language())) !== undefined;
}

/**
 * A way of listening on this device, or nothing.
 * @returns {Promise<OnDevice | undefined>}
 */
export async function onDevice() {
  const lang = language();
  const Recognition = await recogniser(lang);
  return Recognition && new OnDevice(Recognition, lang);
}

export class OnDevice {
  /**
   * @param {any} Recognition
   * @param {string} lang
   */
  constructor(Recognition, lang) {
    this.engine = new Recognition();
    this.engine.lang = lang;
    this.engine.processLocally = true;
    this.engine.continuous = true;
    this.wanted = false;
    /** Called with each sentence. @type {(said: string) => void} */
    this.heard = () => {};
    /** Called while somebody speaks. @type {() => void} */
    this.speaking = () => {};
    /** Called once, when it cannot listen at all. @type {() => void} */
    this.failed = () => {};
    this.engine.addEventListener('result', (/** @type {any} */ event) => this.take(event));
    this.engine.addEventListener('speechstart', () => this.speaking());
    this.engine.addEventListener('error', (/** @type {any} */ event) => this.trouble(event.error));
    // Browsers stop by themselves after a silence; it goes on for as long as it is wanted.
    this.engine.addEventListener('end', () => this.wanted && this.begin());
  }

  listen() {
    if (this.wanted) return;
    this.wanted = true;
    this.begin();
  }

  rest() {
    this.wanted = false;
    this.engine.abort();
  }

  begin() {
    try {
      this.engine.start();
    } catch {
      // It is listening already.
    }
  }

  /** @param {any} event */
  take(event) {
    if (!this.wanted) return;
    for (let place = event.resultIndex; place < event.results.length; place += 1) {
      const result = event.results[place];
      const said = result.isFinal ? result[0].transcript.trim() : '';
      if (said !== '') this.heard(said);
    }
  }

  /** @param {string} error */
  trouble(error) {
    if (!FINAL.includes(error)) return;
    this.wanted = false;
    this.failed();
  }
}
