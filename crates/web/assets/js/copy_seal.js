// Seals the copy of the plan with a word, and opens it. docs/plan-copy.md has the format; it is frozen.

/** The only format there is. A copy says which one it is in, and nothing else about how it was made. */
const VERSION = 1;
const ROUNDS = 600_000;
/** Sealed words are filled up to a multiple of so many bytes, so that their length tells little. */
const BUCKET = 1_024;

/** @typedef {{words: string, phone: string, tel: string | null}} Entry */
/** @typedef {{title: string, steps: {title: string, entries: Entry[]}[]}} Plan */

/**
 * @typedef {object} Copy
 * @property {number} version
 * @property {Uint8Array<ArrayBuffer>} salt
 * @property {Uint8Array<ArrayBuffer>} nonce
 * @property {Uint8Array<ArrayBuffer>} sealed
 * @property {string} of which wording of the plan it holds; a number and a moment
 * @property {string} made the day, in words
 */

/**
 * @param {string} word
 * @param {Plan} plan
 * @param {{of: string, made: string}} about
 * @param {{salt: Uint8Array<ArrayBuffer>, nonce: Uint8Array<ArrayBuffer>}} [chance] handed in by tests alone
 * @returns {Promise<Copy>}
 */
export async function seal(word, plan, { of, made }, chance = draw()) {
  const { salt, nonce } = chance;
  const key = await keyOf(word, salt, 'encrypt');
  const additionalData = bound(of, made);
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData }, key, filled(JSON.stringify(plan)));
  return { version: VERSION, salt, nonce, sealed: new Uint8Array(sealed), of, made };
}

/**
 * The plan, or nothing when the word is another one or the copy is not as it was made.
 * @param {string} word
 * @param {Copy} copy
 * @returns {Promise<Plan | undefined>}
 */
export async function open(word, copy) {
  if (copy.version !== VERSION) return undefined;
  const key = await keyOf(word, copy.salt, 'decrypt');
  const additionalData = bound(copy.of, copy.made);
  try {
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: copy.nonce, additionalData }, key, copy.sealed);
    return JSON.parse(new TextDecoder().decode(plain));
  } catch {
    return undefined;
  }
}

/**
 * The word as it counts: however a keyboard spells its letters, and whatever space stands around it.
 * @param {string} word
 */
export function plainWord(word) {
  return word.normalize('NFKC').trim().replace(/\s+/gu, ' ');
}

function draw() {
  return { salt: crypto.getRandomValues(new Uint8Array(16)), nonce: crypto.getRandomValues(new Uint8Array(12)) };
}

/**
 * @param {string} word
 * @param {Uint8Array<ArrayBuffer>} salt
 * @param {'encrypt' | 'decrypt'} use
 */
async function keyOf(word, salt, use) {
  const from = await crypto.subtle.importKey('raw', new TextEncoder().encode(plainWord(word)), 'PBKDF2', false, ['deriveKey']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ROUNDS };
  return crypto.subtle.deriveKey(how, from, { name: 'AES-GCM', length: 256 }, false, [use]);
}

/**
 * What stands beside the sealed words in the clear cannot be changed unnoticed.
 * @param {string} of
 * @param {string} made
 */
function bound(of, made) {
  return new TextEncoder().encode(`notebook copy ${VERSION}\n${of}\n${made}`);
}

/** @param {string} text */
function filled(text) {
  const bytes = new TextEncoder().encode(text);
  const all = new Uint8Array(Math.ceil(bytes.length / BUCKET) * BUCKET).fill(32);
  all.set(bytes);
  return all;
}
