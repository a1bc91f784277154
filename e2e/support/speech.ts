// Engines in the browser's place: voices that only write down what they are to say, and an ear that hears what a test
// says. Time runs twenty times as fast, so that a pause of five seconds takes a quarter of one.

import { type Page, expect } from '@playwright/test';

export interface Voice {
  lang: string;
  localService: boolean;
}

export const HERE: Voice = { lang: 'en-GB', localService: true };
export const AWAY: Voice = { lang: 'en-US', localService: false };

/** What was done with the engines, over all pages of a test. */
export interface Engines {
  spoken: { text: string; local: boolean }[];
  /** Recognisers that were made, and whether each was bound to the device when it began to listen. */
  made: number;
  began: boolean[];
}

/** What was heard on each page, by its number. */
const HEARD = new WeakMap<Page, Set<number>>();
let sayings = 0;

/** `ear`: what the device says of understanding speech by itself; left out, it knows no such thing. */
export async function withEngines(page: Page, voices: Voice[], ear?: 'available' | 'downloadable' | 'old'): Promise<Engines> {
  const engines: Engines = { spoken: [], made: 0, began: [] };
  await page.exposeFunction('noteSpoken', (text: string, local: boolean) => void engines.spoken.push({ text, local }));
  await page.exposeFunction('noteMade', () => void (engines.made += 1));
  await page.exposeFunction('noteBegan', (local: boolean) => void engines.began.push(local));
  const heard = new Set<number>();
  HEARD.set(page, heard);
  await page.exposeFunction('noteHeard', (saying: number) => void heard.add(saying));
  await page.addInitScript(fakeVoices, voices);
  await page.addInitScript(fakeEar, ear ?? 'none');
  return engines;
}

/** Runs in the page. */
function fakeVoices(voices: Voice[]) {
  const began = performance.now();
  const now = performance.now.bind(performance);
  performance.now = () => began + (now() - began) * 20;
  let queue: { text: string; voice: Voice; onend: (() => void) | null }[] = [];
  const engine = Object.assign(new EventTarget(), {
    getVoices: () => voices,
    cancel: () => (queue = []),
    speak: (utterance: (typeof queue)[number]) => {
      queue.push(utterance);
      (window as unknown as { noteSpoken: (text: string, local: boolean) => void }).noteSpoken(utterance.text, utterance.voice.localService);
      setTimeout(() => queue.includes(utterance) && utterance.onend?.(), 30);
    },
  });
  class Utterance {
    voice: unknown = null;
    onend: unknown = null;
    onerror: unknown = null;
    constructor(readonly text: string) {}
  }
  Object.defineProperty(window, 'speechSynthesis', { value: engine });
  Object.defineProperty(window, 'SpeechSynthesisUtterance', { value: Utterance });
}

/** Runs in the page. */
function fakeEar(kind: string) {
  const world = window as unknown as Record<string, unknown> & { noteMade: () => void; noteBegan: (local: boolean) => void; noteHeard: (saying: number) => Promise<void> };
  delete world['webkitSpeechRecognition'];
  let live: Recognition | undefined;
  class Recognition extends EventTarget {
    constructor() {
      super();
      world.noteMade();
    }
    start() {
      live = this;
      world.noteBegan((this as unknown as { processLocally?: boolean }).processLocally === true);
    }
    abort() {
      live = undefined;
    }
  }
  if (kind !== 'none' && kind !== 'old') {
    Object.defineProperty(Recognition.prototype, 'processLocally', { value: false, writable: true });
    Object.assign(Recognition, { available: async (asked: { processLocally?: boolean }) => (asked.processLocally ? kind : 'available') });
  }
  Object.defineProperty(window, 'SpeechRecognition', { value: kind === 'none' ? undefined : Recognition });
  const heard = new Set<number>();
  world['hear'] = (said: string, saying: number) => {
    if (!live || heard.has(saying)) return;
    heard.add(saying);
    const ear = live;
    const result = Object.assign([{ transcript: said }], { isFinal: true });
    // The test knows first: the page may go on because of what was said, and nothing is to be said to the next one again.
    void world.noteHeard(saying).then(() => ear.dispatchEvent(Object.assign(new Event('result'), { resultIndex: 0, results: [result] })));
  };
}

/** Says something into the ear once it listens; once, whatever page comes of it. */
export async function speakUp(page: Page, said: string) {
  const saying = (sayings += 1);
  const hear = ([said, saying]: [string, number]) => (window as unknown as { hear: (said: string, saying: number) => void }).hear(said, saying);
  const isHeard = async () => {
    // A page that is just going away hears nothing; the next one does.
    if (!HEARD.get(page)?.has(saying)) await page.evaluate(hear, [said, saying] as [string, number]).catch(() => undefined);
    return HEARD.get(page)?.has(saying);
  };
  await expect.poll(isHeard, { intervals: [50], timeout: 15_000 }).toBe(true);
}
