// What the fields of a question say, as the notebook reads them.

/**
 * The same text as `forms::as_one` makes of what was sent.
 * @param {URLSearchParams} sent
 * @param {number} nth
 */
export function asOne(sent, nth) {
  return [...sent.getAll(`q${nth}`), ...sent.getAll(`q${nth}-other`)].filter((said) => said !== '').join(' ');
}
