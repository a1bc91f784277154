// Seals what is noted while a session lasts, before anything of it touches the browser's storage. docs/session-queue.md has
// the format; it is frozen.
//
// Two seals: a note is sealed to the session's public key, and this browser cannot open it again (HPKE base mode, RFC 9180,
// X25519, HKDF-SHA256, AES-256-GCM). What the page shows after a reload is sealed with a key of this device, which cannot
// be taken out of the browser and which the lock screen takes away.

const FORMAT = 1;
const HPKE_X25519 = 3;
const HEAD = Uint8Array.of(FORMAT, HPKE_X25519);
const LABEL = encoded('hearken/capture/v1');

/** Suites by their numbers in the RFC. */
const KEM = joined(encoded('KEM'), Uint8Array.of(0x00, 0x20));
const SUITE = joined(encoded('HPKE'), Uint8Array.of(0x00, 0x20, 0x00, 0x01, 0x00, 0x02));
const NOTHING = new Uint8Array();

/** @typedef {Uint8Array<ArrayBuffer>} Bytes */
/** @typedef {{nonce: Bytes, sealed: Bytes}} Sealed */

/**
 * Seals one note. Only the program opens it again, with the notebook unlocked.
 * @param {Bytes} publicKey 32 bytes
 * @param {string} session a UUID
 * @param {string} item a UUID
 * @param {Bytes} plain
 * @param {CryptoKeyPair} [fresh] handed in by tests alone
 * @returns {Promise<Bytes>}
 */
export async function sealNote(publicKey, session, item, plain, fresh) {
  const pair = fresh ?? /** @type {CryptoKeyPair} */ (await crypto.subtle.generateKey('X25519', true, ['deriveBits']));
  const encapsulated = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const to = await crypto.subtle.importKey('raw', publicKey, 'X25519', false, []);
  const agreed = new Uint8Array(await crypto.subtle.deriveBits({ name: 'X25519', public: to }, pair.privateKey, 256));
  const begun = await extract(KEM, NOTHING, 'eae_prk', agreed);
  const shared = await expand(KEM, begun, 'shared_secret', joined(encapsulated, publicKey), 32);
  const { key, nonce } = await schedule(shared);
  const additionalData = joined(LABEL, HEAD, idBytes(session), idBytes(item));
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData }, key, padded(plain));
  return joined(HEAD, encapsulated, new Uint8Array(sealed));
}

/**
 * A note as it is sealed: the length of its words, its words as JSON, and the bytes that come with it.
 * @param {object} words
 * @param {Bytes} [beside]
 */
export function framed(words, beside = NOTHING) {
  const text = encoded(JSON.stringify(words));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, text.length);
  return joined(length, text, beside);
}

/** A key of this device. It cannot be read, only used. */
export function makeDeviceKey() {
  return crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

/**
 * @param {CryptoKey} key
 * @param {object} view
 * @returns {Promise<Sealed>}
 */
export async function sealView(key, view) {
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce }, key, padded(encoded(JSON.stringify(view))));
  return { nonce, sealed: new Uint8Array(sealed) };
}

/**
 * What was sealed with that key; nothing where it was another one.
 * @param {CryptoKey} key
 * @param {Sealed} view
 */
export async function openView(key, { nonce, sealed }) {
  try {
    const plain = new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv: nonce }, key, sealed));
    return JSON.parse(new TextDecoder().decode(plain.subarray(0, plain.lastIndexOf(END))));
  } catch {
    return undefined;
  }
}

const END = 0x80;
const SMALLEST = 256;

/**
 * The text, its end mark, and zeros up to a bucket, so that the length says little: the same as in the notebook itself.
 * @param {Bytes} text
 */
export function padded(text) {
  const marked = text.length + 1;
  const exponent = Math.floor(Math.log2(marked));
  const step = 2 ** (exponent - (Math.floor(Math.log2(exponent)) + 1));
  const all = new Uint8Array(marked <= SMALLEST ? SMALLEST : Math.ceil(marked / step) * step);
  all.set(text);
  all[text.length] = END;
  return all;
}

/** @param {string} id a UUID */
export function idBytes(id) {
  const digits = id.replaceAll('-', '');
  return Uint8Array.from({ length: 16 }, (_, at) => Number.parseInt(digits.slice(at * 2, at * 2 + 2), 16));
}

/**
 * The key and nonce of a single message (KeySchedule in base mode).
 * @param {Bytes} shared
 */
async function schedule(shared) {
  const [unused, about] = await Promise.all([extract(SUITE, NOTHING, 'psk_id_hash', NOTHING), extract(SUITE, NOTHING, 'info_hash', LABEL)]);
  const context = joined(Uint8Array.of(0), unused, about);
  const secret = await extract(SUITE, shared, 'secret', NOTHING);
  const [raw, nonce] = await Promise.all([expand(SUITE, secret, 'key', context, 32), expand(SUITE, secret, 'base_nonce', context, 12)]);
  return { key: await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt']), nonce };
}

/**
 * @param {Bytes} suite
 * @param {Bytes} salt
 * @param {string} label
 * @param {Bytes} from
 */
function extract(suite, salt, label, from) {
  return hmac(salt, joined(encoded('HPKE-v1'), suite, encoded(label), from));
}

/**
 * @param {Bytes} suite
 * @param {Bytes} secret
 * @param {string} label
 * @param {Bytes} about
 * @param {number} length at most 32
 */
async function expand(suite, secret, label, about, length) {
  const info = joined(Uint8Array.of(0, length), encoded('HPKE-v1'), suite, encoded(label), about);
  return (await hmac(secret, joined(info, Uint8Array.of(1)))).slice(0, length);
}

/**
 * @param {Bytes} secret empty means zeros, as HMAC fills up
 * @param {Bytes} message
 */
async function hmac(secret, message) {
  const raw = secret.length > 0 ? secret : new Uint8Array(32);
  const key = await crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, message));
}

/** @param {string} text @returns {Bytes} */
function encoded(text) {
  return new TextEncoder().encode(text);
}

/** @param {Bytes[]} pieces @returns {Bytes} */
function joined(...pieces) {
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  pieces.reduce((at, piece) => {
    all.set(piece, at);
    return at + piece.length;
  }, 0);
  return all;
}
