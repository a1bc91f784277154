// A notebook with something in every room, for the long forms: `cargo xtask proof` furnishes it and says where what is.

import { readFileSync } from 'node:fs';
import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Page } from '@playwright/test';

import { unlock } from './person.ts';
import { Server } from './server.ts';
import { expect, test as base } from './test.ts';

export { expect };

/** A route of the product and an address that it answers. */
export interface Room {
  route: string;
  address: string;
}

interface Rooms {
  folder: string;
  passphrase: string;
  pages: Room[];
  writes: Room[];
}

/** What is furnished. */
export function rooms(): Rooms {
  const path = process.env['HEARKEN_ROOMS'];
  if (!path) throw new Error('the long forms run by `cargo xtask proof`, which furnishes a notebook for them');
  return JSON.parse(readFileSync(path, 'utf8')) as Rooms;
}

/** Addresses at which a browser shows no page of ours: it saves a file, or shows a picture in a page of its own. */
const NO_PAGES = ['/sw.js', '/plan/file', '/journey/calendar.ics', '/measures/export.json', '/measures/export.csv', '/settings/account/archive', '/calendar/{file}', '/parts/map.svg', '/parts/{id}/picture', '/exercises/{id}/{screen}/drawing', '/drawings/{id}', '/recordings/{id}'];

/** One address of each page. */
export function pages() {
  const all = rooms().pages.filter(({ route }) => !NO_PAGES.includes(route));
  return all.filter((room, at) => all.findIndex((other) => other.route === room.route) === at);
}

/** Words that were written when the rooms were furnished; they stand where content is, and nowhere else. */
export const WRITTEN = /zq[a-z]{6}qz/;

/** Unlocks the furnished notebook. Others have one there too, so whoever has no name is led to where one is chosen. */
export async function enter(page: Page) {
  await page.goto('/unlock');
  await unlock(page, rooms().passphrase);
  await page.waitForURL((url) => url.pathname !== '/unlock');
}

/** Every test has a copy of the furnished notebook for itself. */
export const test = base.extend({
  server: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'hearken-e2e-'));
    await cp(rooms().folder, folder, { recursive: true });
    const server = await Server.start({ folder });
    await use(server);
    await server.end();
  },
});
