// Reminders by mail, with a mail server that listens: what is said first, one that is tried, and turning them off.

import { mkdtemp, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { look } from '../support/axe.ts';
import { begin } from '../support/person.ts';
import { Server } from '../support/server.ts';
import { test as base, expect } from '../support/test.ts';

/** What came to the mail server, line by line. */
const came: string[] = [];

/** A small mail server (RFC 5321) that takes everything. */
function mailServer() {
  return createServer((socket) => {
    let inText = false;
    socket.write('220 here\r\n');
    socket.on('error', () => undefined);
    socket.on('data', (data) => {
      for (const line of data.toString().split('\r\n').filter(Boolean)) {
        came.push(line);
        if (inText && line !== '.') continue;
        const begins = line === 'DATA';
        inText = begins;
        socket.write(begins ? '354 go on\r\n' : line === 'QUIT' ? '221 bye\r\n' : '250 yes\r\n');
      }
    });
  });
}

const test = base.extend({
  server: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'hearken-e2e-'));
    const post = mailServer();
    await new Promise<void>((listening) => post.listen(0, '127.0.0.1', listening));
    const { port } = post.address() as AddressInfo;
    await writeFile(join(folder, 'mail.toml'), `host = "127.0.0.1"\nport = ${port}\ntls = "none"\nfrom = "n@home.example"\n`);
    const server = await Server.start({ folder });
    await use(server);
    await server.end();
    post.close();
  },
});

test('a mail is tried, says the one sentence, and is turned off', async ({ page }, { project }) => {
  came.length = 0;
  await begin(page);
  await page.goto('/journey/calendar');
  await page.getByRole('link', { name: 'Reminders by mail' }).click();
  await expect(page.locator('main')).toContainText('A mail comes once or not at all');
  await look(page, 'mail', project.name);
  await page.getByLabel('Where to?').fill('somebody@home.example');
  await page.getByLabel('At which hour?').selectOption('20:00');
  await page.getByRole('button', { name: 'Turn it on' }).click();
  await expect(page.locator('main')).toContainText('at 20:00 on your own clock');
  await page.getByRole('button', { name: 'Send me one now' }).click();
  await expect(page.locator('main')).toContainText('The mail server took it.');
  await look(page, 'mail-on', project.name);
  expect(came).toContain('RCPT TO:<somebody@home.example>');
  expect(came).toContain('Subject: Something is waiting in your notebook.');
  expect(came.join('\n').toLowerCase()).not.toContain('hearken');
  const tick = page.getByLabel('Tell me by mail when somebody writes or shares something with me');
  await expect(tick).not.toBeChecked();
  await tick.check();
  await page.getByRole('button', { name: 'Keep this choice' }).click();
  await expect(tick).toBeChecked();
  await page.getByRole('button', { name: 'Turn it off' }).click();
  await expect(page.getByLabel('Where to?')).toHaveValue('');
});
