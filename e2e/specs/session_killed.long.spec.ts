// T13 at length: the browser is killed at sixty moments that chance picks, in the middle of note after note, half of them
// without the program. Whatever the page called kept is there in the end, in its order and once.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Killable, fits, noteWords } from '../support/killed.ts';
import { noted, underWay } from '../support/session.ts';
import { expect, test } from '../support/test.ts';

const ROUNDS = 60;
const LONGEST = 600;

test('killed at any moment, nothing that was said to be kept is lost or doubled', async ({ server, launchOptions }, { project }) => {
  test.skip(project.name === 'phone', 'the same browser, and the same page');
  test.setTimeout(1_800_000);
  const profile = await mkdtemp(join(tmpdir(), 'hearken-profile-'));
  let [running, browser] = [server, await Killable.open(profile, server.url, launchOptions)];
  const session = await underWay(browser.page);
  const [said, perhaps]: [string[], Set<string>] = [[], new Set()];
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      const without = round % 2 === 1;
      if (without) await running.halt();
      const until = Date.now() + Math.random() * LONGEST;
      let killed: Promise<void> | undefined;
      setTimeout(() => { killed = browser.kill(); }, until - Date.now());
      for (let nth = 0; ; nth += 1) {
        const words = `note ${round} ${nth}`;
        perhaps.add(words);
        // What was in the air when it was killed had not been called kept.
        if (!(await noteWords(browser.page, words).then(() => true, () => false))) break;
        perhaps.delete(words);
        said.push(words);
      }
      await killed;
      if (without) running = await running.again();
      browser = await Killable.open(profile, running.url, launchOptions);
      await browser.during(session);
    }
    await expect(browser.page.locator('[data-queue]')).toHaveText('all in the notebook', { timeout: 60_000 });
    const found = (await noted(browser.page, session)).map((line) => line.replace(/^\d+:\d\d Said /, ''));
    console.log(`killed ${ROUNDS} times: ${said.length} notes were called kept, ${found.length} are there`);
    expect(fits(found, said, perhaps), 'all that was said to be kept, once and in order').toBe(true);
    expect(fits(found, [...said, 'one more'], perhaps), 'control: one that is missing is noticed').toBe(false);
    await browser.context.close();
  } finally {
    await running.halt();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
});
