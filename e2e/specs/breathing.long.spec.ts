// Ten real minutes of breath with two of them in a frozen tab: the drift stays under 20 ms.

import { begin } from '../support/person.ts';
import { expect, test } from '../support/test.ts';

test('ten minutes, two of them in the background, drift less than 20 ms', async ({ page }) => {
  test.setTimeout(780_000);
  await begin(page);
  await page.goto('/breathe/coherent_60');
  await page.locator('[data-breath-minutes]').selectOption('10');
  await page.evaluate(() => {
    const root = document.querySelector<HTMLElement>('[data-breath]');
    if (!root) throw new Error('no breath');
    const late: [number, number][] = [];
    let began = 0;
    new MutationObserver(() => {
      if (root.dataset['running'] !== 'yes') return;
      if (began === 0) began = performance.now();
      late.push([Number(root.dataset['phaseNumber']), performance.now() - began - Number(root.dataset['phaseNumber']) * 5_000]);
    }).observe(root, { attributes: true, attributeFilter: ['data-phase-number'] });
    Object.assign(window, { late });
    root.querySelector<HTMLElement>('[data-breath-start]')?.click();
  });
  const devtools = await page.context().newCDPSession(page);
  await new Promise((done) => setTimeout(done, 240_000));
  await devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
  await new Promise((done) => setTimeout(done, 120_000));
  await devtools.send('Page.setWebLifecycleState', { state: 'active' });
  await expect(page.locator('[data-breath]')).toHaveAttribute('data-running', 'no', { timeout: 300_000 });
  const late = await page.evaluate(() => (window as unknown as { late: [number, number][] }).late);
  const least = (from: number, to: number) => Math.min(...late.filter(([number]) => number >= from && number < to).map(([, ms]) => ms));
  // A frame may be late; what must not happen is that the lateness grows.
  expect(Math.abs(least(100, 120) - least(0, 20))).toBeLessThan(20);
});
