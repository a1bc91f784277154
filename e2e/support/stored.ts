// What the browser stores for us: everything it has, to be searched.

import type { BrowserContext, Page } from '@playwright/test';

/** Everything that the browser stores for us, as text; bytes as letters. */
export async function stored(page: Page, context: BrowserContext) {
  const inPage = await page.evaluate(async () => {
    const bytes = (_: string, value: unknown) => (value instanceof Uint8Array ? String.fromCharCode(...value) : value);
    const all: string[] = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), document.cookie];
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((done) => {
        const asked = indexedDB.open(name ?? '');
        asked.onsuccess = () => done(asked.result);
      });
      for (const store of database.objectStoreNames) {
        const rows = await new Promise((done) => {
          const asked = database.transaction(store).objectStore(store).getAll();
          asked.onsuccess = () => done(asked.result);
        });
        all.push(`${name} ${store} ${JSON.stringify(rows, bytes)}`);
      }
      database.close();
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const answer = await cache.match(request);
        all.push(`${name} ${request.url} ${[...(answer?.headers ?? [])].join()} ${await answer?.text()}`);
      }
    }
    return all.join('\n');
  });
  return inPage + JSON.stringify(await context.storageState({ indexedDB: true }));
}
