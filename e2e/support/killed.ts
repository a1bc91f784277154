// A browser that can be killed like a phone whose battery is pulled: its profile stays, and another one opens on it.

import { readlink } from 'node:fs/promises';
import { join } from 'node:path';

import { type BrowserContext, chromium, type LaunchOptions, type Page } from '@playwright/test';

import { unlock } from './person.ts';

/** The ways of a note into the notebook, in their order. */
export const STEPS = ['sealing', 'sealed', 'adding', 'added', 'said', 'sending', 'sent', 'settling', 'settled'] as const;
export type Step = (typeof STEPS)[number];

/** A browser on a profile. */
export class Killable {
  private constructor(
    readonly profile: string,
    readonly context: BrowserContext,
    readonly page: Page,
  ) {}

  static async open(profile: string, baseURL: string, launchOptions: LaunchOptions) {
    const how = { baseURL, locale: 'en-GB', timezoneId: 'Europe/Berlin', viewport: { width: 390, height: 844 } };
    const context = await chromium.launchPersistentContext(profile, { ...launchOptions, ...how });
    return new Killable(profile, context, context.pages()[0] ?? (await context.newPage()));
  }

  /** Kills it as it is (`SIGKILL`). */
  async kill() {
    // The lock of a profile names its process.
    const lock = await readlink(join(this.profile, 'SingletonLock'));
    const gone = new Promise<void>((closed) => this.context.once('close', () => closed()));
    process.kill(Number(lock.slice(lock.lastIndexOf('-') + 1)), 'SIGKILL');
    await gone;
  }

  /** Opens the session's page; a browser that was killed has to unlock. */
  async during(session: string) {
    await this.page.goto(`${session}/during`);
    if (this.page.url().includes('/unlock')) await unlock(this.page);
    await this.page.waitForURL((url) => url.pathname === `${session}/during`);
    await this.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await this.page.locator('[data-queue]').filter({ hasText: /\S/ }).waitFor();
  }

  /** Has the page hold still at that step of its next note. The promise is done once it is there. */
  async stopsAt(step: Step) {
    let there: () => void = () => undefined;
    const reached = new Promise<void>((done) => { there = done; });
    await this.page.exposeBinding('reached', () => there());
    await this.page.evaluate(holdStill, step);
    return { reached };
  }
}

/** In the page: whatever comes at that step tells, and goes no further where it can be held. */
function holdStill(step: Step) {
  const { reached } = window as unknown as { reached: () => Promise<void> };
  const never = new Promise<never>(() => undefined);
  const at = (here: Step) => {
    if (here === step) void reached();
    return here === step;
  };
  const encrypt = crypto.subtle.encrypt.bind(crypto.subtle);
  crypto.subtle.encrypt = async (...asked: Parameters<SubtleCrypto['encrypt']>) => {
    if (at('sealing')) return never;
    const sealed = await encrypt(...asked);
    return at('sealed') ? never : sealed;
  };
  const { add, delete: remove } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.add = function added(...asked) {
    this.transaction.addEventListener('complete', (event) => at('added') && event.stopImmediatePropagation());
    const request = add.apply(this, asked);
    at('adding');
    return request;
  };
  IDBObjectStore.prototype.delete = function removed(key) {
    this.transaction.addEventListener('complete', () => at('settled'));
    const request = remove.call(this, key);
    at('settling');
    return request;
  };
  const ask = window.fetch.bind(window);
  window.fetch = async (...asked: Parameters<typeof fetch>) => {
    const isQueue = String(asked[0]).endsWith('/queue') && (asked[1]?.body as Blob).size > 0;
    if (isQueue && at('sending')) return never;
    const answer = await ask(...asked);
    return isQueue && at('sent') ? never : answer;
  };
  const said = document.querySelector('[data-kept]');
  if (said) new MutationObserver(() => said.textContent?.includes('Kept') && at('said')).observe(said, { childList: true, characterData: true, subtree: true });
}

/** Notes a few words by the page's own form, and waits until it says that they are kept. */
export async function noteWords(page: Page, words: string) {
  await page.evaluate((words) => new Promise<void>((kept) => {
    const said = document.querySelector('[data-kept]');
    const form = document.querySelector<HTMLFormElement>('form[data-note="words"]');
    const field = form?.querySelector('textarea');
    if (!said || !form || !field) throw new Error('the page has no such form');
    said.textContent = '';
    new MutationObserver((_, watcher) => {
      if (!said.textContent?.includes('Kept')) return;
      watcher.disconnect();
      kept();
    }).observe(said, { childList: true, characterData: true, subtree: true });
    field.value = words;
    form.requestSubmit();
  }), words);
}

/** Whether what was found is what was said to be kept, in order and once each, with perhaps some of what was not yet said. */
export function fits(found: string[], said: string[], perhaps: Set<string>) {
  const certain = found.filter((line) => !perhaps.has(line));
  return new Set(found).size === found.length && JSON.stringify(certain) === JSON.stringify(said);
}
