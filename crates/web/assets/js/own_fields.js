// Fields of one's own on a part: adds rows without a round trip, and shows what can be chosen only where there is a choice.
// Without this module every save makes room for one more.

/** Begins with the form of a part, if there is one on the page. */
function startOwnFields() {
  const rows = document.querySelector('[data-own-rows]');
  if (!(rows instanceof HTMLElement)) return;
  rows.addEventListener('change', () => showOptions(rows));
  showOptions(rows);
  const more = document.createElement('button');
  more.type = 'button';
  more.className = 'button second';
  more.textContent = 'Add another';
  more.addEventListener('click', () => add(rows));
  rows.after(more);
}

/**
 * Adds a row like the empty last one, under ids of its own, and goes there.
 * @param {HTMLElement} rows
 */
function add(rows) {
  const last = rows.lastElementChild;
  if (!last) return;
  const row = /** @type {HTMLElement} */ (last.cloneNode(true));
  const number = rows.children.length;
  const renamed = (/** @type {string} */ id) => id.replace(/\d+$/, String(number));
  for (const field of row.querySelectorAll('[id]')) field.id = renamed(field.id);
  for (const label of row.querySelectorAll('label')) label.htmlFor = renamed(label.htmlFor);
  for (const field of row.querySelectorAll('input, textarea')) {
    if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) field.value = '';
  }
  for (const field of row.querySelectorAll('select')) field.selectedIndex = 0;
  rows.append(row);
  showOptions(rows);
  row.querySelector('input')?.focus();
}

/**
 * The rows still send what they hide, so that they stay in step.
 * @param {HTMLElement} rows
 */
function showOptions(rows) {
  for (const row of rows.children) {
    const type = row.querySelector('[data-own-type]');
    const options = row.querySelector('[data-own-options]');
    if (type instanceof HTMLSelectElement && options instanceof HTMLElement) options.hidden = type.value !== 'choice';
  }
}

startOwnFields();
