// Reads a screen aloud, so that it can be done with eyes closed.
//
// Only with voices that live on this device (`localService`): others send the text away. Where there is none the
// control is not shown.

/** The voice to read with: of the page's language, on this device. */
export function localVoice() {
  if (!('speechSynthesis' in window)) return undefined;
  const voices = speechSynthesis.getVoices().filter((voice) => voice.localService);
  const language = document.documentElement.lang || 'en';
  return voices.find((voice) => voice.lang.startsWith(language)) ?? voices[0];
}

/** What is read, a piece at a time. */
export function pieces() {
  const marked = [...document.querySelectorAll('[data-spoken]')];
  return marked.map((element) => element.textContent?.trim() ?? '').filter((text) => text !== '');
}

/**
 * Reads these pieces, whatever was being read before. `done` is called at the end, `failed` when the browser refuses;
 * neither when it was stopped.
 * @param {string[]} texts
 * @param {() => void} done
 * @param {() => void} failed
 */
export function say(texts, done, failed) {
  speechSynthesis.cancel();
  const voice = localVoice();
  if (!voice || texts.length === 0) {
    done();
    return;
  }
  texts.forEach((text, place) => {
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    utterance.rate = 0.9;
    utterance.onerror = ({ error }) => {
      if (error !== 'canceled' && error !== 'interrupted') failed();
    };
    if (place === texts.length - 1) utterance.onend = done;
    speechSynthesis.speak(utterance);
  });
}

class Reader {
  /** @param {HTMLElement} button */
  constructor(button) {
    this.button = button;
    this.reading = false;
    button.addEventListener('click', () => (this.reading ? this.stop() : this.read()));
    addEventListener('pagehide', () => this.stop());
    this.show();
    speechSynthesis.addEventListener('voiceschanged', () => this.show());
  }

  /** Shows the control once a voice is there; voices may come a moment after the page. */
  show() {
    if (!localVoice() || !this.button.hidden) return;
    this.button.hidden = false;
    // Browsers that want a press first simply say nothing here; the button is there for it.
    if (this.button.dataset['readAloud'] === 'at-once') this.read();
  }

  read() {
    this.mark(true);
    say(pieces(), () => this.mark(false), () => this.mark(false));
  }

  stop() {
    speechSynthesis.cancel();
    this.mark(false);
  }

  /** @param {boolean} reading */
  mark(reading) {
    this.reading = reading;
    this.button.setAttribute('aria-pressed', String(reading));
    this.button.textContent = reading ? 'Stop reading' : 'Read to me';
  }
}

/** Shows “Read to me” where the device can read by itself. */
export function startSpeech() {
  const button = document.querySelector('[data-read-aloud]');
  if (button instanceof HTMLElement && 'speechSynthesis' in window) new Reader(button);
}
