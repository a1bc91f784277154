// What every spec relies on: the watch over the pages sees what it must never see.

import { expect, test } from '../support/test.ts';

test('control: a broken policy, a script in the page, a dialog and a telling title are each seen', async ({ page, server, watch }) => {
  const planted = '<script>alert(1)</script><img src="http://elsewhere.example/x">';
  await page.route('**/broken-policy', async (route) => {
    const response = await route.fetch({ url: `${server.url}/help-now` });
    await route.fulfill({ response, body: (await response.text()).replace('</main>', `${planted}</main>`) });
  });
  await page.goto('/broken-policy');
  await expect.poll(() => watch.seen.filter((seen) => /Content Security Policy/.test(seen)).length).toBeGreaterThanOrEqual(2);
  expect(watch.seen.filter((seen) => /^dialog/.test(seen)), 'the policy held').toEqual([]);
  expect(watch.seen, 'wanted, and stopped before it went out').toContain('asked http://elsewhere.example/x');
  await page.route('**/no-policy', (route) => route.fulfill({ contentType: 'text/html', body: '<title>Parts</title><script>alert(1); throw new Error("x")</script>' }));
  await page.goto('/no-policy');
  for (const what of [/^dialog/, /^threw/, /^title: Parts/]) {
    await expect.poll(() => watch.seen.some((seen) => what.test(seen)), String(what)).toBe(true);
  }
  watch.seen.length = 0;
});
