// The code that came with a scanned address: it stands behind the `#`, which no request carries. It goes into the field, and
// out of the address and the browser's history at once.

/**
 * @param {HTMLInputElement} field
 */
export function takeCode(field) {
  const code = location.hash.slice(1);
  if (!/^[0-9A-Za-z-]{1,40}$/.test(code)) return;
  history.replaceState(null, '', location.pathname);
  field.value = code;
}
