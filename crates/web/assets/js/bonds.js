// The sentence of a bond follows what is chosen: “The Planner protects the Quiet One.”

/** Begins to follow the form of a bond, if the page has one. */
function startBonds() {
  const form = document.querySelector('form[data-bond]');
  const names = document.querySelectorAll('[data-bond-sentence] bdi');
  if (!(form instanceof HTMLFormElement) || names.length < 3) return;
  const tell = () => {
    const said = [nameOf(form, 'from'), wordsOf(form), nameOf(form, 'to')];
    said.forEach((words, n) => {
      const place = names[n];
      if (place) place.textContent = words || '…';
    });
  };
  form.addEventListener('input', tell);
  tell();
}

/**
 * @param {HTMLFormElement} form
 * @param {string} end
 */
function nameOf(form, end) {
  const choice = form.elements.namedItem(end);
  const chosen = choice instanceof HTMLSelectElement && choice.value ? choice.selectedOptions[0] : undefined;
  return chosen?.textContent ?? '';
}

/** @param {HTMLFormElement} form */
function wordsOf(form) {
  const kind = form.querySelector('input[name="kind"]:checked');
  const name = form.elements.namedItem('name');
  if (kind instanceof HTMLInputElement && kind.dataset['words']) return kind.dataset['words'];
  return name instanceof HTMLInputElement ? name.value : '';
}

startBonds();
