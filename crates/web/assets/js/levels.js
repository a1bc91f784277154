// Levels by digits: in a row from 0 to 10, a digit chooses it; 1 and then 0 choose 10; Backspace takes it back.

/** How long after a 1 a 0 still makes it 10, in milliseconds. */
const TOGETHER = 1_200;

/** Begins to listen in every row of levels. */
function startLevels() {
  for (const row of document.querySelectorAll('[data-levels]')) {
    if (row instanceof HTMLFieldSetElement) listen(row);
  }
}

/** @param {HTMLFieldSetElement} row */
function listen(row) {
  let before = '';
  let typed = 0;
  row.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'Backspace' || event.key === 'Delete') {
      event.preventDefault();
      choose(row, '');
    } else if (/^\d$/.test(event.key)) {
      event.preventDefault();
      const level = before === '1' && event.key === '0' && event.timeStamp - typed < TOGETHER ? '10' : event.key;
      choose(row, level);
      [before, typed] = [level, event.timeStamp];
    }
  });
}

/**
 * @param {HTMLFieldSetElement} row
 * @param {string} level
 */
function choose(row, level) {
  for (const step of row.querySelectorAll('input')) {
    if (step.value !== level) continue;
    step.checked = true;
    step.focus();
    step.dispatchEvent(new Event('input', { bubbles: true }));
  }
}

startLevels();
