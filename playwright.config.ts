import { defineConfig } from '@playwright/test';
import { launchOptions } from './e2e/support/launch-options.ts';
import { targetName } from './e2e/support/target-name.ts';

export default defineConfig({
  testDir: './e2e',
  testMatch: '*.spec.ts',
  // What is the same whatever server is at the other end is tried once, and MinIO does not speak Want.
  testIgnore:
    targetName === 'minio'
      ? ['accessibility', 'keyboard', 'languages', 'screenshot', 'server', 'static-host', 'want-*'].map(
          (name) => `**/${name}.spec.ts`,
        )
      : [],
  outputDir: `./test-results/${targetName}`,
  // A test asks for its own buckets, so any two may run beside each other.
  fullyParallel: true,
  workers: 2,
  // A test that passes now and then is a broken test, on every machine.
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    browserName: 'chromium',
    launchOptions,
    locale: 'en-US',
    timezoneId: 'UTC',
    // A trace films every test and takes as long as the test itself: `npm run test:e2e -- --trace on` makes one.
    trace: 'off',
    screenshot: 'only-on-failure',
  },
});
