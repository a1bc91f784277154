// Goes to the lock by itself when nothing was asked of the notebook for as long as the settings say.
//
// The server locks on its own as well. But its clock and this one never agree to the moment: if this page only looked
// whether it is locked yet, asking would count as activity, and the words would be back on the screen.
//
// What is on this page alone is not thrown away by a lock: while nothing answers, the page stays, covered, and tries again.

import { isOver, lastTouched } from './activity.js';
import { flushAll, hasUnkept, onceHelpIsSeen, wentToLock } from './drafts.js';
import { onOtherWindow, tellOtherWindows } from './other_windows.js';

/** How often the clock is looked at, in milliseconds. Also looked at when the page is shown again. */
const GLANCE = 10_000;

/** How long an answer is waited for, and how long until it is tried again, in milliseconds. */
const PATIENCE = 5_000;
const AGAIN = 5_000;

/** Pages that are the same while locked. Whoever reads help goes on reading it. */
const STANDS_LOCKED = /^\/(help-now|grounding)(\/|$)/;

/** Watches the clock on pages that say how long to wait (`data-idle-minutes`), and the other windows. */
export function startIdle() {
  const said = document.querySelector('[data-idle-minutes]')?.getAttribute('data-idle-minutes');
  const minutes = Number(said ?? 0);
  if (!(minutes > 0)) return;
  const look = () => {
    if (isOver(lastTouched(), Date.now(), minutes)) void lock();
  };
  setInterval(look, GLANCE);
  document.addEventListener('visibilitychange', look);
  onOtherWindow('locked', () => void lock());
  for (const form of document.querySelectorAll('form[action="/lock"]')) form.addEventListener('submit', () => tellOtherWindows('locked'));
}

let locking = false;

/** Covered at once; gone once nothing is on this page alone. */
async function lock() {
  if (locking) return;
  locking = true;
  const cover = new Cover();
  tellOtherWindows('locked');
  let locked = false;
  for (;;) {
    await inTime(flushAll());
    locked ||= (await inTime(lockServer())) ?? false;
    if (!(await holdsAlone())) break;
    cover.say();
    await pause(AGAIN);
    // Only whoever knows the passphrase can have opened it again: in another window.
    if (locked && (await inTime(isOpen()))) {
      cover.lift();
      locking = false;
      return;
    }
  }
  if (!wentToLock()) onceHelpIsSeen(document, () => location.replace(whereTo()));
}

/** Where this page goes: help stays where it is, and what stood on the whole screen stands there again. */
function whereTo() {
  if (STANDS_LOCKED.test(location.pathname)) return location.pathname + location.search;
  if (document.querySelector('.first-seen')) return '/help-now/first';
  return `/unlock?next=${encodeURIComponent(location.pathname)}`;
}

/** Hides everything but the ways out, and a card of help if one has come up. */
class Cover {
  constructor() {
    document.documentElement.classList.add('covered');
  }

  say() {
    if (this.notice) return;
    const [title, words] = [document.createElement('h1'), document.createElement('p')];
    title.textContent = 'The notebook is locked';
    words.textContent =
      'This page is covered. Something on it is not kept yet, and is tried again by itself. If you unlock the notebook in another window, this page opens again.';
    this.notice = document.createElement('section');
    this.notice.className = 'cover-notice';
    this.notice.setAttribute('role', 'alert');
    this.notice.append(title, words);
    document.querySelector('main')?.append(this.notice);
  }

  lift() {
    this.notice?.remove();
    document.documentElement.classList.remove('covered');
  }
}

/** Whether something is on this page alone. What cannot say so in time is taken to be. */
async function holdsAlone() {
  /** @type {Promise<boolean>[]} */
  const notes = [];
  document.dispatchEvent(new CustomEvent('locking', { detail: notes }));
  const alone = await inTime(Promise.all(notes));
  return hasUnkept() || !alone || alone.includes(true);
}

/** Whether the server has locked. */
async function lockServer() {
  const answer = await fetch('/lock', { method: 'POST', redirect: 'manual' });
  return answer.ok || answer.type === 'opaqueredirect';
}

async function isOpen() {
  const answer = await fetch('/', { method: 'HEAD', redirect: 'manual' });
  return answer.ok;
}

/**
 * What came of it; `undefined` where it failed, or took too long.
 * @template Found
 * @param {Promise<Found>} found
 * @returns {Promise<Found | undefined>}
 */
function inTime(found) {
  return Promise.race([found.catch(() => undefined), pause(PATIENCE)]);
}

/** @param {number} ms @returns {Promise<undefined>} */
function pause(ms) {
  return new Promise((done) => setTimeout(() => done(undefined), ms));
}
