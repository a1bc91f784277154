// A soft chime, made here by the browser: nothing is fetched. Says nothing where the browser allows no sound yet.

/** Hertz of its two tones: a fifth apart, as in the breath. */
const TONES = [264, 396];

/** @type {AudioContext | undefined} */
let audio;

/** How often it was rung on this page; a test reads it. */
const rung = { times: 0 };

/** Whether a chime would be heard now. */
export function isHearable() {
  return audio?.state === 'running';
}

/**
 * Asks the browser for sound ahead of the first chime. Some give it only after a touch on this page.
 * @param {() => void} changed called whenever there may be sound, or none any more
 */
export function askForSound(changed) {
  if (!audio) {
    audio = new AudioContext();
    audio.addEventListener('statechange', changed);
  }
  void audio.resume();
  changed();
}

/** Rings once. */
export function chime() {
  rung.times += 1;
  document.documentElement.dataset['chimes'] = String(rung.times);
  audio ??= new AudioContext();
  void audio.resume();
  TONES.forEach((hertz, number) => tone(/** @type {AudioContext} */ (audio), hertz, number * 0.25));
}

/**
 * @param {AudioContext} audio
 * @param {number} hertz
 * @param {number} after seconds
 */
function tone(audio, hertz, after) {
  const begins = audio.currentTime + after;
  const gain = audio.createGain();
  gain.gain.setValueAtTime(0.0001, begins);
  gain.gain.exponentialRampToValueAtTime(0.1, begins + 0.05);
  gain.gain.exponentialRampToValueAtTime(0.0001, begins + 1.2);
  const source = new OscillatorNode(audio, { frequency: hertz });
  source.connect(gain).connect(audio.destination);
  source.start(begins);
  source.stop(begins + 1.3);
}
