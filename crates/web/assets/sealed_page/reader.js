// The script inside a sealed page: opens it with the passphrase, in whatever browser, without a network. docs/sealed-page.md has
// the format; it is frozen. Everything stands in this one file, and it asks nobody for anything.

const FORMAT = 1;
/** AES-256-GCM under a key that PBKDF2 makes of the passphrase. */
const ALGORITHM = 4;
/** The fewest rounds that are taken, and the most: nobody lowers them, and no file keeps a reader for an hour. */
const ROUNDS = { fewest: 600_000, most: 10_000_000 };
const AT = { rounds: 2, salt: 6, nonce: 22, words: 34 };
const TAG = 16;
const LABEL = 'hearken/page/v1';

/** @typedef {{version: number, title: string, made: string, until?: string, fields: {name: string, text: string}[]}} Page */

/**
 * A passphrase as it is heard: however a keyboard spells it, its capitals and further spaces do not count.
 * @param {string} typed
 */
export function heard(typed) {
  const letters = [...typed.replace(/\p{Zs}/gu, ' ').normalize('NFC')];
  const small = letters.map((letter) => letter.toLowerCase()).join('').normalize('NFC');
  return small.split(' ').filter((word) => word !== '').join(' ');
}

/**
 * Whether these bytes have the shape of a sealed page.
 * @param {Uint8Array<ArrayBuffer>} sealed
 */
export function isWhole(sealed) {
  if (sealed.length < AT.words + TAG || sealed[0] !== FORMAT || sealed[1] !== ALGORITHM) return false;
  const rounds = roundsOf(sealed);
  return rounds >= ROUNDS.fewest && rounds <= ROUNDS.most;
}

/**
 * What was sealed; nothing when the passphrase is another one or a byte was changed.
 * @param {string} typed
 * @param {Uint8Array<ArrayBuffer>} sealed
 * @returns {Promise<Uint8Array | undefined>}
 */
export async function open(typed, sealed) {
  if (!isWhole(sealed)) return undefined;
  const head = sealed.slice(0, AT.nonce);
  const from = await crypto.subtle.importKey('raw', utf8(heard(typed)), 'PBKDF2', false, ['deriveKey']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt: head.slice(AT.salt), iterations: roundsOf(sealed) };
  const key = await crypto.subtle.deriveKey(how, from, { name: 'AES-GCM', length: 256 }, false, ['decrypt']);
  const additionalData = Uint8Array.from([...utf8(LABEL), ...head]);
  const iv = sealed.slice(AT.nonce, AT.words);
  try {
    const padded = await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, key, sealed.slice(AT.words));
    return withoutPadding(new Uint8Array(padded));
  } catch {
    return undefined;
  }
}

/** @param {Uint8Array} sealed */
function roundsOf(sealed) {
  return new DataView(sealed.buffer, sealed.byteOffset).getUint32(AT.rounds);
}

/** @param {Uint8Array} padded */
function withoutPadding(padded) {
  let end = padded.length - 1;
  while (end >= 0 && padded[end] === 0) end -= 1;
  return padded[end] === 0x80 ? padded.slice(0, end) : undefined;
}

/** @param {string} text */
function utf8(text) {
  return new TextEncoder().encode(text);
}

/**
 * Whether a day is over, by the clock of whoever reads. Both are written `YYYY-MM-DD`, so they compare as they stand.
 * @param {string} day
 * @param {Date} now
 */
export function isPast(day, now) {
  const two = (/** @type {number} */ number) => String(number).padStart(2, '0');
  return day !== '' && day < `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** @param {string} id */
function part(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`${id} is missing`);
  return found;
}

/**
 * @param {string} id
 * @param {boolean} shown
 */
function show(id, shown) {
  part(id).hidden = !shown;
}

/** @param {string} day */
function inWords(day) {
  const options = /** @type {const} */ ({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  return new Date(`${day}T12:00`).toLocaleDateString('en-GB', options).replace(',', '');
}

/**
 * The day until which they ask to read it, said before all else once it is over.
 * @param {string} until
 */
function sayUntil(until) {
  const past = isPast(until, new Date());
  show('passed', past);
  show('asked', until !== '' && !past);
  if (until !== '') document.querySelectorAll('time.until').forEach((day) => day.replaceChildren(inWords(until)));
}

/**
 * An element with text in it, and never anything else.
 * @param {string} name
 * @param {string} text
 */
function say(name, text) {
  const element = document.createElement(name);
  element.dir = 'auto';
  element.append(text);
  return element;
}

/** @param {Page} page */
function shown(page) {
  // What stands outside the seal may have been changed; what stands inside was not.
  sayUntil(page.until ?? '');
  const fields = page.fields.flatMap(({ name, text }) => [say('h3', name), say('p', text)]);
  part('made').replaceChildren(inWords(page.made));
  part('words').replaceChildren(say('h2', page.title), ...fields);
  show('door', false);
  show('opened', true);
  part('opened').focus();
}

/** @param {Uint8Array<ArrayBuffer>} sealed */
async function tryToOpen(sealed) {
  const field = /** @type {HTMLInputElement} */ (part('passphrase'));
  const button = /** @type {HTMLButtonElement} */ (part('open'));
  show('wrong', false);
  show('opening', true);
  button.disabled = true;
  const text = await open(field.value, sealed);
  show('opening', false);
  button.disabled = false;
  if (text) {
    field.value = '';
    shown(JSON.parse(new TextDecoder().decode(text)));
  } else {
    show('wrong', true);
    field.focus();
  }
}

/**
 * The bytes that a text stands for; none when it is not whole.
 * @param {string} base64
 */
function bytesOf(base64) {
  try {
    return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}

function start() {
  show('needs', false);
  const place = part('sealed');
  sayUntil(place.dataset['until'] ?? '');
  const sealed = bytesOf(place.dataset['bytes'] ?? '');
  if (!isWhole(sealed)) return show('damaged', true);
  if (!globalThis.crypto?.subtle) return show('unable', true);
  show('door', true);
  part('door').addEventListener('submit', (event) => {
    event.preventDefault();
    void tryToOpen(sealed);
  });
  part('print').addEventListener('click', () => print());
  part('close').addEventListener('click', () => location.reload());
}

if (globalThis.document) start();
