// The page of a session with the network and the program gone (T13): nothing is lost, nothing comes twice, the order holds.

import { look } from '../support/axe.ts';
import { unlock } from '../support/person.ts';
import { QUIET, measure, noted, say, tap, underWay, waiting } from '../support/session.ts';
import { stored } from '../support/stored.ts';
import { expect, test } from '../support/test.ts';

const CANARY = 'zqheronfeatherqz';

test.use({
  launchOptions: async ({ launchOptions }, use) => {
    const args = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];
    await use({ ...launchOptions, args: [...(launchOptions.args ?? []), ...args] });
  },
});

test('nothing is lost over four hours without the program, two reloads and a killed tab', async ({ page, context, server, watch }, info) => {
  test.setTimeout(300_000);
  watch.allow(QUIET);
  await context.clock.install();
  const session = await underWay(page, { words: `${CANARY} let it rest` });
  await page.getByRole('button', { name: 'The medicine is taken now' }).click();
  await expect(page.getByText('since the medicine')).toBeVisible();
  await expect(page.locator('[data-queue]')).toHaveText('all in the notebook');
  await server.halt();

  const expected: string[] = [];
  let tab = page;
  for (let nth = 0; nth < 300; nth += 1) {
    await context.clock.fastForward(48_000);
    if (nth % 3 === 0) {
      await tap(tab);
      expected.push('A part is here');
    } else {
      await say(tab, `word ${nth}`);
      expected.push(`Said word ${nth}`);
    }
    if (nth % 8 === 7 || nth === 150 || nth === 250) {
      await measure(tab, { systolic: 118 + (nth % 7), diastolic: 78, pulse: 60 + (nth % 9) });
      expected.push(`Readings: Upper blood pressure ${118 + (nth % 7)}, Lower blood pressure 78, Heart rate at rest ${60 + (nth % 9)}`);
    }
    if (nth === 60) {
      await tab.getByRole('button', { name: 'Speak a note' }).click();
      await context.clock.runFor(3_000);
      await tab.waitForTimeout(1_200);
      await tab.getByRole('button', { name: 'Stop and keep it' }).click();
      await expect(tab.locator('[data-recorder-status]')).toHaveText('Kept. Only you can hear this.');
      expected.push('A voice note');
    }
    if (nth === 100 || nth === 200) {
      await tab.reload();
      await expect(tab.locator('[data-queue]')).toContainText(`${expected.length} kept here`);
    }
    if (nth === 220) {
      await tab.getByLabel('What is here?').isVisible().then((seen) => (seen ? undefined : tab.getByText('A few words').click()));
      await tab.getByLabel('What is here?').fill('half a word');
      await context.clock.runFor(1_000);
      const next = await context.newPage();
      await tab.close({ runBeforeUnload: false });
      tab = next;
      await tab.goto(`${session}/during`);
      await expect(tab.getByLabel('What is here?'), 'words on their way are there again').toHaveValue('half a word');
    }
  }
  expect(expected.length).toBeGreaterThanOrEqual(300 + 39 + 1);
  await expect(tab.locator('[data-clock]')).toHaveText(/^[34]:\d\d$/);
  await expect(tab.locator('[data-queue]')).toContainText(`no answer · ${expected.length} kept here`);
  await look(tab, 'session-without', info.project.name);
  expect(await stored(tab, context)).not.toContain(CANARY);

  // Meanwhile the session in the browser is over: what waits stays, and one has to unlock.
  await context.clearCookies();
  const again = await server.again();
  try {
    await context.clock.runFor(10_000);
    await expect(tab.locator('[data-queue]')).toContainText(`locked · ${expected.length} kept here`);
    await tab.getByRole('link', { name: 'Unlock' }).click();
    await unlock(tab);
    await expect(tab.locator('[data-queue]')).toHaveText('all in the notebook', { timeout: 60_000 });
    expect(await waiting(tab)).toBe(0);
    const got = await noted(tab, session);
    expect(got.map((line) => line.replace(/^\d+:\d\d /, ''))).toEqual(expected);
    const times = got.map((line) => /^(\d+):(\d\d)/.exec(line)).map((at) => Number(at?.[1]) * 60 + Number(at?.[2]));
    expect([...times].sort((one, other) => one - other), 'their own times, in order').toEqual(times);
    expect(times.at(-1)).toBeGreaterThanOrEqual(239);
  } finally {
    await again.halt();
  }
});
