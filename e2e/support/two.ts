// Two people on one server, each with a browser of their own, and what they do at their doors.

import type { Browser, BrowserContext, Page, TestInfo } from '@playwright/test';

import { send } from './forms.ts';
import { PASSPHRASE } from './person.ts';
import { Server } from './server.ts';
import { expect, Watch } from './test.ts';

/** A browser of somebody's own, of the size that this run is about; `javaScriptEnabled` as they have it. */
export async function browserOf(browser: Browser, info: TestInfo, server: Server, javaScriptEnabled = true) {
  const { viewport, colorScheme, isMobile, hasTouch, locale, timezoneId } = info.project.use;
  const size = { viewport, colorScheme, isMobile, hasTouch, locale, timezoneId };
  return browser.newContext({ baseURL: server.url, ...size, javaScriptEnabled });
}

/** Two people who are in a space together. */
export class Two {
  private constructor(
    readonly server: Server,
    readonly ada: Page,
    readonly ben: Page,
    /** The page of the other; the same address for both. */
    readonly space: string,
    readonly watch: Watch,
  ) {}

  /** Ada invited Ben to be that to her, and both are in. `sharing.spec.ts` walks there by hand. */
  static async bothIn(browser: Browser, info: TestInfo, role: string, javaScriptEnabled = true) {
    const server = await Server.start({ also: ['--sign-up', 'open'] });
    const watch = new Watch(server.url);
    const enters = async (name: string, at: string) => {
      const context = await browserOf(browser, info, server, javaScriptEnabled);
      watch.over(context);
      await send(context.request, at, { name, passphrase: PASSPHRASE, again: PASSPHRASE });
      return context;
    };
    const ada = await enters('Ada', '/begin');
    const ben = await enters('Ben', '/sign-up');
    const space = await send(ada.request, '/sharing/invite', { called: 'Benedikt', own_name: 'Ada', role });
    const { link, code } = await invitation(ada, space);
    await send(ben.request, `${link}/take-up`, { code, own_name: 'Benedikt', called: 'Ada' });
    await send(ada.request, `${space}/same`, { compared: '1' });
    return new Two(server, await ada.newPage(), await ben.newPage(), space, watch);
  }

  /** Ends it; both browsers were quiet. */
  async end() {
    for (const page of [this.ada, this.ben]) await page.close();
    for (const page of [this.ada, this.ben]) await page.context().close();
    await this.server.end();
    expect(this.watch.seen, 'the pages were quiet').toEqual([]);
  }
}

/** The link and the code that are handed over. */
async function invitation(context: BrowserContext, space: string) {
  const page = await (await context.request.get(space)).text();
  const link = /\/sharing\/join\/[\w-]+/.exec(page)?.[0] ?? '';
  const code = (/class="said-code">([^<]+)</.exec(page)?.[1] ?? '').trim();
  return { link, code };
}
