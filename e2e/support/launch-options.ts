import type { LaunchOptions } from '@playwright/test';

/**
 * Chromium as every end-to-end test starts it. `e2e/run.mjs` finds the browser and names it in PAIL_CHROMIUM;
 * without it Playwright's own is taken.
 */
export const launchOptions: LaunchOptions = {
  executablePath: process.env.PAIL_CHROMIUM || undefined,
  args: [
    // Tests run as root in containers, where Chromium's sandbox cannot start.
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    // A website of somebody else that points its name at this machine.
    '--host-resolver-rules=MAP evil.test 127.0.0.1',
  ],
};
