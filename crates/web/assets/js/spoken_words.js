// What was said, as an answer: a word of command, a level, a label. Knows neither the page nor the microphone.

/** What can be said instead of pressing a key. Only a whole sentence counts, so that an answer is not taken for one. */
const COMMANDS = new Map([
  ['next', 'next'],
  ['go on', 'next'],
  ['back', 'back'],
  ['go back', 'back'],
  ['pause', 'pause'],
  ['stop', 'stop'],
  ['too much', 'too-much'],
  ['this is too much', 'too-much'],
  ['help', 'help'],
  ['help now', 'help'],
]);

const NUMBERS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/**
 * Small letters, no marks, single spaces.
 * @param {string} text
 */
export function plain(text) {
  return text
    .toLowerCase()
    .replace(/[’']/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/**
 * The command that was said, if it was nothing else.
 * @param {string} said
 */
export function commandIn(said) {
  return COMMANDS.get(plain(said));
}

/**
 * The level from 0 to 10 that was said; `undefined` when there was none, or more than one.
 * @param {string} said
 */
export function levelIn(said) {
  const found = plain(said)
    .split(' ')
    .map((word) => (/^\d+$/.test(word) ? Number(word) : NUMBERS.indexOf(word)))
    .filter((number) => number >= 0 && number <= 10);
  return new Set(found).size === 1 ? found[0] : undefined;
}

/**
 * Which labels were said, by their place in the list. One that is said in full counts; among labels that stand in one
 * another only the longest does (“not quite calm” is not “calm”). Where none is said in full, one counts whose
 * beginning is all that was said.
 * @param {string} said
 * @param {string[]} labels
 */
export function labelsIn(said, labels) {
  const words = ` ${plain(said)} `;
  if (words.trim() === '') return [];
  const names = labels.map((label) => plain(label));
  const order = names.map((_, place) => place).sort((a, b) => (names[b]?.length ?? 0) - (names[a]?.length ?? 0));
  let open = words;
  const found = [];
  for (const place of order) {
    const name = names[place] ?? '';
    if (name === '' || !open.includes(` ${name} `)) continue;
    found.push(place);
    open = open.replace(` ${name} `, ' | ');
  }
  if (found.length > 0) return found.sort((a, b) => a - b);
  const begun = order.filter((place) => (names[place] ?? '').startsWith(words.trim()));
  return begun.length === 1 ? begun : [];
}
