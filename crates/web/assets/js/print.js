// Buttons that print the page as it is. Without scripts the browser's own menu does the same, so they stay hidden.

/** Shows them, and has them print. */
function startPrinting() {
  for (const button of document.querySelectorAll('[data-print]')) {
    if (!(button instanceof HTMLElement)) continue;
    button.hidden = false;
    button.addEventListener('click', () => print());
  }
}

startPrinting();
