// Words that are being typed on the page of a session and are not kept yet, in whichever of its forms.
//
// They lie sealed twice: in what the page shows, so that a reload has them in their fields again, and as notes that wait
// aside, for when those fields do not come up again: the device key is gone, the session is over, or somebody else has the
// device. What one of two has begun to type is never shown to the other.

/** @typedef {import('./session_shown.js').View} View */
/** @typedef {import('./session_forms.js').Noting} Noting */
/** @typedef {import('./session_store.js').Whose} Whose */
/** @typedef {HTMLInputElement | HTMLTextAreaElement} WordField */

/** Who has the page. @param {{sitter?: boolean}} view @returns {Whose} */
export function whose(view) {
  return view.sitter === true ? 'sitter' : 'person';
}

/**
 * The words that a view carries, by the kind of form; before there were several forms it carried those of one.
 * @param {{typed?: string | Record<string, string>} | undefined} view
 * @returns {Record<string, string>}
 */
export function typedOf(view) {
  const typed = view?.typed ?? {};
  return typeof typed === 'string' ? { words: typed } : typed;
}

/**
 * What of a kept view comes up in the fields of whoever has the page now; nothing that somebody else began.
 * @param {{sitter?: boolean, typed?: string | Record<string, string>} | undefined} kept
 * @param {{sitter?: boolean}} now
 * @returns {Record<string, string> | undefined}
 */
export function goesOn(kept, now) {
  return kept && whose(kept) === whose(now) ? typedOf(kept) : undefined;
}

/**
 * The fields for words, with the kind of form that each is in.
 * @param {HTMLElement} root
 * @returns {{kind: string, form: HTMLFormElement, field: WordField}[]}
 */
export function wordFields(root) {
  return [...root.querySelectorAll('form[data-note]')].flatMap((form) => {
    const field = form.querySelector('[name="words"]');
    const isWords = field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement;
    return form instanceof HTMLFormElement && isWords ? [{ kind: form.dataset['note'] ?? '', form, field }] : [];
  });
}

/** What stands in them, by the kind of form. @param {HTMLElement} root @returns {Record<string, string>} */
export function typedIn(root) {
  return Object.fromEntries(wordFields(root).filter(({ field }) => field.value !== '').map(({ kind, field }) => [kind, field.value]));
}

/**
 * The same as words to be taken down, with the draft of the notebook that they came from.
 * @param {HTMLElement} root
 * @param {View} view
 * @returns {Noting[]}
 */
export function begunIn(root, view) {
  return wordFields(root).filter(({ field }) => field.value.trim() !== '').map(({ form, field }) => ({
    kind: 'words',
    words: field.value.trim(),
    ...draftOf(new FormData(form)),
    ...(view.sitter ? { by: view.watcher ?? 'sitter' } : {}),
  }));
}

/** Empties them. @param {HTMLElement} root */
export function emptied(root) {
  for (const { field } of wordFields(root)) field.value = '';
}

/** The draft that the fields name, and the revision of it that the page knows. @param {FormData} fields */
export function draftOf(fields) {
  return { draft: `${fields.get('draft') ?? ''}`, draft_seen: Number(fields.get('seen') ?? 0) };
}
