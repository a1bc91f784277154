// The real program in the real browser that the system brings; nothing is ever downloaded.

import { defineConfig } from '@playwright/test';

/** Chromium keeps quiet: no first-run pages, no updates, no talk with its maker. */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The long forms (`*.long.spec.ts`) run by `cargo xtask proof`, the others by `cargo xtask test`. */
const LONG = process.env['HEARKEN_LONG'] === '1';

/** What these tell of lies beneath the page, or is the same in any width: unless `E2E_BOTH=1` asks, they run on a phone alone. */
const BENEATH = [
  ...['session_offline', 'session_device', 'session_killed', 'sitter_late', 'plan_offline', 'accounts_browsers'],
  ...['drafts', 'two_windows', 'exercise', 'no_script', 'search', 'voice_note', 'hands_free', 'speech'],
  ...['hostile', 'other_site', 'quiet', 'mail_tls', 'watch'],
];

export default defineConfig({
  testDir: 'specs',
  testMatch: LONG ? '*.long.spec.ts' : '*.spec.ts',
  testIgnore: LONG ? [] : '*.long.spec.ts',
  outputDir: 'test-results',
  workers: Number(process.env['E2E_WORKERS'] ?? 2),
  // Here a spec that fails now and then is seen failing. Where a whole day hangs on it, it is run once more and named
  // as flaky at the end: a fault to be found with `E2E_SLOW_MS`, not to be lived with.
  retries: Number(process.env['E2E_RETRIES'] ?? 0),
  timeout: 60_000,
  expect: { timeout: 8_000 },
  reporter: [['list']],
  forbidOnly: true,
  use: {
    browserName: 'chromium',
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    launchOptions: { executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ARGS },
    screenshot: 'off',
    trace: 'off',
    video: 'off',
  },
  projects: [
    { name: 'phone', use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } },
    {
      name: 'desktop',
      use: { viewport: { width: 1280, height: 800 } },
      ...(LONG || process.env['E2E_BOTH'] ? {} : { testIgnore: ['*.long.spec.ts', ...BENEATH.map((name) => `${name}.spec.ts`)] }),
    },
  ],
});
