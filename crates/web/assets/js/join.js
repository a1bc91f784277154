// The code that came with a scanned address: it stands behind the `#`, which no request carries. It goes into the field, and
// out of the address and the browser's history at once.

/** @param {HTMLInputElement} field */
function takeCode(field) {
  const code = location.hash.slice(1);
  if (!/^[0-9A-Za-z-]{1,40}$/.test(code)) return;
  history.replaceState(null, '', location.pathname);
  field.value = code;
}

const field = document.querySelector('input[data-join]');
if (field instanceof HTMLInputElement) takeCode(field);
