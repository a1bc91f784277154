// Says that something new came from the other while their page is open. It asks, and the answer comes when there is something,
// or after a while. The page is never moved by itself: a link offers to show it.

/** After an answer that says nothing, so that nobody is asked without end. Milliseconds. */
const BREATH = 1_000;

/** After no answer, or one that is none: the program was stopped, or the notebook is not open there just now. Milliseconds. */
const LATER = 30_000;

/** @param {HTMLElement} root */
export async function startNews(root) {
  const line = root.querySelector('p');
  for (;;) {
    await shown();
    const came = await ask(root.dataset['news'] ?? '');
    if (came === true) {
      if (line) line.hidden = false;
      return;
    }
    await new Promise((done) => setTimeout(done, came === undefined ? LATER : BREATH));
  }
}

/** Whether something came; nothing where that could not be told. @param {string} address */
async function ask(address) {
  try {
    const answer = await fetch(address, { headers: { accept: 'application/json' }, cache: 'no-store', redirect: 'manual' });
    return answer.ok ? (await answer.json()).new === true : undefined;
  } catch {
    return undefined;
  }
}

/** Waits until somebody can see the page. */
async function shown() {
  while (document.hidden) {
    await new Promise((done) => document.addEventListener('visibilitychange', done, { once: true }));
  }
}

const place = document.querySelector('[data-news]');
if (place instanceof HTMLElement) void startNews(place);
