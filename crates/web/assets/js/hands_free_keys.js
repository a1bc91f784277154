// What a key means while an exercise is done hands-free. While somebody types in a field, only Escape means anything.

/** @type {Record<string, string>} */
const KEYS = {
  ' ': 'pause',
  Enter: 'next',
  ArrowRight: 'next',
  ArrowLeft: 'back',
  Escape: 'stop',
  r: 'note',
  t: 'too-much',
  h: 'help',
};

/** Elements that have a use for the key themselves. */
const FIELDS = 'input, textarea, select, [contenteditable]';
const PRESSED = 'button, a, summary';

/**
 * @param {{key: string, repeat: boolean, defaultPrevented: boolean, ctrlKey: boolean, altKey: boolean, metaKey: boolean, target: EventTarget | null}} event
 * @returns {string | undefined}
 */
export function commandOf(event) {
  if (event.defaultPrevented || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return undefined;
  const command = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (command === 'stop') return command;
  const target = /** @type {Element | null} */ (event.target);
  if (target?.matches?.(FIELDS)) return undefined;
  if ((event.key === ' ' || event.key === 'Enter') && target?.matches?.(PRESSED)) return undefined;
  return command;
}
