// Starts the real program on a folder of its own, and stops it again.

import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

/** The program. */
export const BINARY = process.env['HEARKEN_BIN'] ?? resolve(import.meta.dirname, '../../target/debug/hearken');

/** Where every notebook gets a database of its own on this PostgreSQL, and no file: `postgres:///postgres?user=…&host=…`. */
const POSTGRES = process.env['E2E_POSTGRES'];

const run = promisify(execFile);

/** The database that belongs to a folder; made if it is not there. */
async function databaseOf(folder: string, server: string) {
  const name = basename(folder).toLowerCase().replace(/[^a-z0-9]/g, '_');
  const { stdout } = await run('psql', [server, '-Atc', `SELECT 1 FROM pg_database WHERE datname = '${name}'`]);
  if (!stdout.trim()) await run('psql', [server, '-c', `CREATE DATABASE ${name} TEMPLATE template0`]);
  return server.replace(/^(postgres:\/\/[^/]*\/)[^?]*/, `$1${name}`);
}

/** A running notebook. */
export class Server {
  constructor(
    readonly folder: string,
    private readonly child: ChildProcess,
    readonly url: string,
    readonly log: string[],
  ) {}

  /** Starts on a new folder, or again on one that is there; `listen` asks for a certain port, `beside` adds to its environment, `also` to what is typed. */
  static async start({ folder, listen = '127.0.0.1:0', beside = {}, also = [] }: { folder?: string; listen?: string; beside?: Record<string, string>; also?: string[] } = {}) {
    const data = folder ?? (await mkdtemp(join(tmpdir(), 'hearken-e2e-')));
    // What lies in a folder already, the invented notebook, say, is opened there.
    const own = POSTGRES && !existsSync(join(data, 'notebook.db'));
    const database = own ? ['--database', await databaseOf(data, POSTGRES)] : [];
    const args = ['serve', '--no-browser', '--data', data, ...database, '--listen', listen, ...also];
    const env = { PATH: process.env['PATH'] ?? '', RUST_LOG: 'trace', HOME: data, ...beside };
    const child = spawn(BINARY, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const log: string[] = [];
    child.stderr.on('data', (chunk) => log.push(String(chunk)));
    const url = await firstAddress(child, log);
    return new Server(data, child, url, log);
  }

  /** Starts on the invented person's notebook, three months of it; its passphrase is `look around`. */
  static async startOnDemo() {
    const data = await mkdtemp(join(tmpdir(), 'hearken-e2e-'));
    await run(BINARY, ['demo', '--data', data], { env: { PATH: process.env['PATH'] ?? '', HOME: data } });
    return Server.start({ folder: data });
  }

  /** Stops the program; the folder stays. */
  async halt() {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = new Promise((done) => this.child.once('exit', done));
    this.child.kill('SIGTERM');
    const slow = setTimeout(() => this.child.kill('SIGKILL'), 5_000);
    await gone;
    clearTimeout(slow);
  }

  /** Starts the program again at the very same address. */
  async again() {
    return Server.start({ folder: this.folder, listen: new URL(this.url).host });
  }

  /** Stops the program and takes its folder away. */
  async end() {
    await this.halt();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** The address on the first lines of standard output. */
function firstAddress(child: ChildProcess, log: string[]): Promise<string> {
  return new Promise((found, failed) => {
    if (!child.stdout) return failed(new Error('the program has no standard output'));
    child.once('error', failed);
    child.once('exit', (code) => failed(new Error(`the program ended with ${code}: ${log.join('')}`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      log.push(`${line}\n`);
      const address = /https?:\/\/[\w.:[\]-]+/.exec(line);
      if (address) found(address[0].replace(/\/$/, ''));
    });
  });
}
