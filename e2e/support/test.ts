// The test that every spec uses: a server of its own, and a page that is watched.
//
// Every spec fails when the page asks another host for anything, says anything on its console (a broken content
// policy does), opens a dialog, throws, or carries a title that tells.

import { type BrowserContext, test as base, expect, type Page } from '@playwright/test';

import { Server } from './server.ts';

export { expect };

/**
 * Milliseconds by which every answer comes later. A spec that acts on the page before, because the next one was not
 * there yet, passes by chance alone: with `E2E_SLOW_MS=250` it fails.
 */
const SLOW = Number(process.env['E2E_SLOW_MS'] ?? 0);

/** Has the browser wait for each answer. */
async function slowDown(page: Page) {
  const driver = await page.context().newCDPSession(page);
  await driver.send('Network.emulateNetworkConditions', { offline: false, latency: SLOW, downloadThroughput: -1, uploadThroughput: -1 });
}

/** What was seen that must not be. */
export class Watch {
  readonly seen: string[] = [];
  private readonly allowed: RegExp[] = [];
  private readonly origins = new Set<string>();

  constructor(private readonly url: string) {}

  /** Lets console messages through that a spec provokes on purpose. */
  allow(message: RegExp) {
    this.allowed.push(message);
  }

  /** Lets the browser ask a server that a spec started to play another site. */
  plays(origin: string) {
    this.origins.add(origin);
  }

  over(context: BrowserContext) {
    context.on('request', (request) => {
      const to = new URL(request.url());
      const ours = to.origin === this.url || this.origins.has(to.origin) || to.protocol === 'blob:' || to.protocol === 'data:';
      if (!ours) this.seen.push(`asked ${request.url()}`);
    });
    context.on('console', (message) => {
      const text = `${message.type()}: ${message.text()} (${message.location().url})`;
      const loud = ['error', 'warning', 'assert'].includes(message.type());
      if (loud && !this.allowed.some((allowed) => allowed.test(text))) this.seen.push(text);
    });
    context.on('weberror', (error) => this.seen.push(`threw ${error.error()}`));
    context.on('dialog', (dialog) => {
      this.seen.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    context.on('page', (page) => {
      if (SLOW > 0) void slowDown(page).catch(() => undefined);
      page.on('domcontentloaded', async () => {
        // By now the browser may be on its way to the next page; that one is looked at when it is there itself. A file that
        // it shows by itself (a picture, a style sheet) is no page of ours.
        const look = () => (document.readyState === 'loading' || document.contentType !== 'text/html' ? 'Notebook' : document.title);
        const title = await page.evaluate(look).catch(() => 'Notebook');
        // Between two pages the driver itself says “Loading …”.
        if (title !== 'Notebook' && !title.startsWith('Loading ') && page.url().startsWith(this.url)) this.seen.push(`title: ${title}`);
      });
    });
  }
}

interface Fixtures {
  /** Whether the server begins with the invented person's notebook. */
  demo: boolean;
  server: Server;
  watch: Watch;
}

export const test = base.extend<Fixtures>({
  demo: [false, { option: true }],
  server: async ({ demo }, use) => {
    const server = await (demo ? Server.startOnDemo() : Server.start());
    await use(server);
    await server.end();
  },
  baseURL: async ({ server }, use) => {
    await use(server.url);
  },
  watch: async ({ server }, use) => {
    const watch = new Watch(server.url);
    await use(watch);
    expect(watch.seen, 'the page was quiet').toEqual([]);
  },
  context: async ({ context, watch }, use) => {
    watch.over(context);
    await use(context);
    // Page by page: a browser that has to put a whole context away while its pages still talk has been seen to hang.
    for (const page of context.pages()) await page.close();
  },
});
