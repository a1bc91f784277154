// T32 in a real browser: a page of another site, and one on another port of this machine, try to have things done.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Page } from '@playwright/test';

import { begin, write } from '../support/person.ts';
import { expect, test } from '../support/test.ts';

const WRITES = ['/journal', '/parts', '/drafts', '/settings', '/exercises', '/unlock', '/recover', '/leave', '/lock'];
const FIELDS = 'body=theirs&name=theirs&place=%2F&guide=meet-a-protector&idle_minutes=99&passphrase=theirs';

/** A page that sends every write in every way a page can, and says when it has. */
function attack(target: string, writes = WRITES) {
  const script = `
    const target = ${JSON.stringify(target)}, fields = ${JSON.stringify(FIELDS)};
    const sent = [];
    for (const path of ${JSON.stringify(writes)}) {
      const frame = document.createElement('iframe');
      frame.name = path;
      document.body.append(frame);
      const form = document.createElement('form');
      Object.assign(form, { method: 'post', action: target + path, target: path });
      for (const [name, value] of new URLSearchParams(fields)) {
        const field = document.createElement('input');
        Object.assign(field, { type: 'hidden', name, value });
        form.append(field);
      }
      document.body.append(form);
      sent.push(new Promise((done) => { frame.onload = done; setTimeout(done, 2000); }));
      form.submit();
      for (const type of ['application/x-www-form-urlencoded', 'text/plain'])
        sent.push(fetch(target + path, { method: 'POST', mode: 'no-cors', credentials: 'include', headers: { 'content-type': type }, body: fields }));
      sent.push(fetch(target + path, { method: 'POST', mode: 'no-cors', credentials: 'include', body: JSON.stringify(Object.fromEntries(new URLSearchParams(fields))) }));
      navigator.sendBeacon(target + path, new URLSearchParams(fields));
      const picture = new Image();
      sent.push(new Promise((done) => { picture.onload = picture.onerror = done; }));
      picture.src = target + path + '?' + fields;
      const socket = new WebSocket(target.replace('http', 'ws') + path);
      sent.push(new Promise((done) => { socket.onclose = socket.onopen = done; }));
    }
    Promise.allSettled(sent).then(() => document.body.dataset.sent = 'all');`;
  return `<!DOCTYPE html><title>Notebook</title><body><script>${script}</script></body>`;
}

async function allSent(page: Page, address: string) {
  await page.goto(address);
  await expect(page.locator('body[data-sent="all"]')).toBeAttached({ timeout: 20_000 });
  // A beacon says nothing when it has arrived.
  await page.waitForTimeout(300);
}

/** What is kept, as the notebook itself counts it, and that it is open. */
async function state(page: Page) {
  await page.goto('/settings/notebook');
  return page.locator('body').innerText();
}

test('another site and another port can have nothing done, and our own page can', async ({ page, context, server, watch }) => {
  test.setTimeout(120_000);
  // Refusals, and pages that may not be framed or embedded, are said on the console of the other site.
  watch.allow(/403|405|404|ERR_BLOCKED|ERR_FAILED|frame|WebSocket|X-Frame-Options/);
  const other = createServer((_, answer) => answer.setHeader('content-type', 'text/html').end(attack(server.url)));
  await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
  const { port } = other.address() as AddressInfo;
  try {
    await begin(page);
    await write(page, 'Mine.');
    const before = await state(page);
    const answers: number[] = [];
    let asked = 0;
    context.on('request', (request) => {
      asked += Number(request.method() === 'POST');
    });
    // The browser keeps most answers even from us: another site may not read them.
    context.on('response', (answer) => {
      if (answer.request().method() === 'POST') answers.push(answer.status());
    });
    const elsewhere = await context.newPage();
    for (const host of ['127.0.0.1', 'localhost']) {
      watch.plays(`http://${host}:${port}`);
      watch.plays(`ws://127.0.0.1:${new URL(server.url).port}`);
      await allSent(elsewhere, `http://${host}:${port}/`);
    }
    await elsewhere.close();
    expect(asked).toBeGreaterThanOrEqual(WRITES.length * 2 * 4);
    expect(answers.length).toBeGreaterThanOrEqual(WRITES.length * 2);
    expect(answers.filter((status) => status !== 403)).toEqual([]);
    expect(await state(page), 'nothing was kept, nothing was locked').toBe(before);
    await page.goto('/journal');
    await expect(page.locator('body')).not.toContainText('theirs');
    // Control: the very same page under our own address does what it wants.
    await page.route('**/planted', (route) => route.fulfill({ contentType: 'text/html', body: attack(server.url, ['/lock']) }));
    await allSent(page, '/planted');
    const after = await context.newPage();
    await after.goto('/settings/notebook');
    await expect(after, 'it locked').toHaveURL(/\/unlock/);
    watch.seen.length = 0;
  } finally {
    other.closeAllConnections();
    other.close();
  }
});
