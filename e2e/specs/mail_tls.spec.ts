// Reminders by mail over TLS and with a login: from the first byte and from STARTTLS on, by PLAIN and by LOGIN, with a
// certificate that this machine trusts, and with one that it does not.

import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, type Server as Listening, type Socket, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TLSSocket, createServer as createTlsServer } from 'node:tls';
import { promisify } from 'node:util';

import { type Browser, expect, test } from '@playwright/test';

import { begin } from '../support/person.ts';
import { Server } from '../support/server.ts';
import { Watch } from '../support/test.ts';

const run = promisify(execFile);
const [USER, PASSWORD] = ['notebook', 'pale heron 7'];

/** An authority of our own, and what it says of 127.0.0.1. */
async function certified(folder: string) {
  const at = (name: string) => join(folder, name);
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  await run('openssl', ['req', '-x509', ...key, '-keyout', at('ca.key'), '-out', at('ca.pem'), '-days', '2', '-subj', '/CN=ours']);
  await run('openssl', ['req', ...key, '-keyout', at('key.pem'), '-out', at('asked.pem'), '-subj', '/CN=here']);
  await writeFile(at('says'), 'subjectAltName=IP:127.0.0.1\nbasicConstraints=CA:FALSE\n');
  const by = ['-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-CAcreateserial', '-days', '2', '-extfile', at('says')];
  await run('openssl', ['x509', '-req', '-in', at('asked.pem'), ...by, '-out', at('cert.pem')]);
  return { ca: at('ca.pem'), key: await readFile(at('key.pem')), cert: await readFile(at('cert.pem')) };
}

interface Way {
  tls: 'wrapper' | 'starttls';
  login: 'PLAIN' | 'LOGIN';
}

/** A small mail server (RFC 5321, 3207, 4954) that wants to know who comes, and takes mails from them alone. */
class MailServer {
  /** What came, and over what. */
  readonly came: { line: string; sealed: boolean }[] = [];

  private constructor(
    private readonly way: Way,
    private readonly made: { key: Buffer; cert: Buffer },
    private readonly listening: Listening,
  ) {}

  static async start(way: Way, made: { key: Buffer; cert: Buffer }) {
    const listening = way.tls === 'wrapper' ? createTlsServer(made) : createServer();
    const server = new MailServer(way, made, listening);
    listening.on(way.tls === 'wrapper' ? 'secureConnection' : 'connection', (socket: Socket) => {
      socket.write('220 here\r\n');
      server.talk(socket);
    });
    await new Promise<void>((done) => listening.listen(0, '127.0.0.1', done));
    return server;
  }

  get port() {
    return (this.listening.address() as AddressInfo).port;
  }

  stop() {
    this.listening.close();
  }

  private talk(socket: Socket) {
    let [inText, asked, isIn] = [false, [] as string[], false];
    socket.on('error', () => undefined);
    const hear = (data: Buffer) => {
      for (const line of data.toString().split('\r\n').filter(Boolean)) {
        this.came.push({ line, sealed: socket instanceof TLSSocket });
        const say = (answer: string) => socket.write(`${answer}\r\n`);
        if (asked.length > 0) {
          const next = asked.shift() ?? '';
          isIn = next !== '' || Buffer.from(line, 'base64').toString() === PASSWORD;
          say(next === '' ? (isIn ? '235 come in' : '535 no') : next);
          if (next !== '') isIn = false;
        } else if (inText) {
          if (line === '.') [inText] = [false, say('250 taken')];
        } else if (line.startsWith('EHLO')) {
          const offers = socket instanceof TLSSocket ? `AUTH ${this.way.login}` : 'STARTTLS';
          socket.write(`250-here\r\n250 ${offers}\r\n`);
        } else if (line === 'STARTTLS') {
          say('220 go on');
          socket.off('data', hear);
          this.talk(new TLSSocket(socket, { isServer: true, ...this.made }));
        } else if (line.startsWith('AUTH PLAIN ')) {
          isIn = Buffer.from(line.slice(11), 'base64').toString() === `\0${USER}\0${PASSWORD}`;
          say(isIn ? '235 come in' : '535 no');
        } else if (line === 'AUTH LOGIN') {
          // First the name, then the password.
          asked = ['334 UGFzc3dvcmQ6', ''];
          say('334 VXNlcm5hbWU6');
        } else if (line === 'DATA' && isIn) {
          [inText] = [true, say('354 go on')];
        } else {
          say(line === 'QUIT' ? '221 bye' : isIn || line === 'NOOP' ? '250 yes' : '530 who are you');
        }
      }
    };
    socket.on('data', hear);
  }
}

/** Turns reminders on before a program with such a mail server, tries one, and gives what the page says. */
async function tries(browser: Browser, post: MailServer, way: Way, trusted: string, password = PASSWORD) {
  const folder = await mkdtemp(join(tmpdir(), 'hearken-e2e-'));
  await writeFile(join(folder, 'password'), `${password}\n`);
  const login = `user = "${USER}"\npassword-file = "${join(folder, 'password')}"\n`;
  await writeFile(join(folder, 'mail.toml'), `host = "127.0.0.1"\nport = ${post.port}\ntls = "${way.tls}"\nfrom = "n@home.example"\n${login}`);
  const server = await Server.start({ folder, beside: { SSL_CERT_FILE: trusted } });
  try {
    const context = await browser.newContext({ baseURL: server.url });
    const watch = new Watch(server.url);
    watch.over(context);
    const page = await context.newPage();
    await begin(page);
    await page.goto('/journey/mail');
    await page.getByLabel('Where to?').fill('somebody@home.example');
    await page.getByRole('button', { name: 'Turn it on' }).click();
    await page.getByRole('button', { name: 'Send me one now' }).click();
    await page.locator('main [role="status"], main .notice').first().waitFor();
    const said = await page.locator('main').innerText();
    await context.close();
    expect(watch.seen, 'the page was quiet').toEqual([]);
    return { said, log: server.log.join('') };
  } finally {
    await server.end();
  }
}

let folder = '';
let made: Awaited<ReturnType<typeof certified>>;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hearken-certified-'));
  made = await certified(folder);
});

test.afterAll(() => rm(folder, { recursive: true, force: true }));

test.beforeEach(({}, { project }) => {
  test.skip(project.name === 'phone', 'the same program, and the same page');
});

for (const way of [{ tls: 'wrapper', login: 'PLAIN' }, { tls: 'starttls', login: 'LOGIN' }] as const) {
  test(`a mail goes over ${way.tls} with ${way.login}, and nothing of it in the clear`, async ({ browser }) => {
    const post = await MailServer.start(way, made);
    try {
      const { said, log } = await tries(browser, post, way, made.ca);
      expect(said).toContain('The mail server took it.');
      const lines = post.came.map(({ line }) => line);
      expect(lines).toContain('RCPT TO:<somebody@home.example>');
      expect(lines).toContain('Subject: Something is waiting in your notebook.');
      const clear = post.came.filter(({ sealed }) => !sealed).map(({ line }) => line.split(' ')[0]);
      expect(clear.filter((word) => word !== 'EHLO' && word !== 'STARTTLS')).toEqual([]);
      expect(log).not.toContain(PASSWORD);
      expect(log).not.toContain('somebody@home.example');
    } finally {
      post.stop();
    }
  });
}

test('a certificate that this machine does not trust, and a wrong password, send nothing', async ({ browser }) => {
  const way = { tls: 'wrapper', login: 'PLAIN' } as const;
  const post = await MailServer.start(way, made);
  try {
    const other = await mkdtemp(join(folder, 'other-'));
    const strange = await tries(browser, post, way, (await certified(other)).ca);
    expect(strange.said).not.toContain('The mail server took it.');
    expect(post.came).toEqual([]);
    const wrong = await tries(browser, post, way, made.ca, 'another');
    expect(wrong.said).not.toContain('The mail server took it.');
    expect(wrong.said).toContain('does not let this server in');
    expect(post.came.map(({ line }) => line).join('\n')).not.toContain('RCPT');
  } finally {
    post.stop();
  }
});
