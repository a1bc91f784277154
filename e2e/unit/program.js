// The program, asked on the command line.

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const GIVEN = process.env['HEARKEN_BIN'];
export const BINARY = GIVEN ?? resolve(import.meta.dirname, '../../target/debug/hearken');

/** Why a test that needs the program is left out. In `cargo xtask test` it is built before; only by hand may it not be there. */
export const skip = GIVEN === undefined && !existsSync(BINARY) ? 'no program: cargo build -p hearken' : false;

/**
 * What the program writes to its two outputs; `home` is all that it sees of this machine's people.
 * @param {string[]} args @param {string} home @returns {Promise<{ out: string, err: string }>}
 */
export function hearken(args, home) {
  const env = { PATH: process.env['PATH'] ?? '', HOME: home };
  return new Promise((done, failed) => {
    execFile(BINARY, args, { env, maxBuffer: 64 << 20 }, (fault, out, err) => {
      if (fault) failed(new Error(`${fault.message}\n${out}\n${err}`));
      else done({ out, err });
    });
  });
}

/** Runs something in a folder that is gone afterwards. @template T @param {(folder: string) => Promise<T>} within */
export async function inFolder(within) {
  const folder = await mkdtemp(join(tmpdir(), 'hearken-unit-'));
  try {
    return await within(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
