import { test as base, expect, type Page } from '@playwright/test';
import type { Client } from 'minio';
import { independentClient, TestBuckets } from './buckets.ts';
import { connect } from './steps.ts';
import { type Target, targetTimeout, withTarget } from './target.ts';

interface TestFixtures {
  /** An independent client on the target. */
  s3: Client;
  buckets: TestBuckets;
  /** Connects a page to the target by the Connect page. */
  connect: (page: Page) => Promise<void>;
}

interface WorkerFixtures {
  target: Target;
}

type Lend<Value> = (value: Value) => Promise<void>;

/** A fixture that needs no other. */
export const withoutNeeds =
  <Value>(fixture: (lend: Lend<Value>) => Promise<void>) =>
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
  ({}, lend: Lend<Value>) =>
    fixture(lend);

export const test = base.extend<TestFixtures, WorkerFixtures>({
  target: [withoutNeeds(withTarget), { scope: 'worker', timeout: targetTimeout }],
  // Whatever a test looks at: an error that nobody caught is a failure.
  page: async ({ page }, lend) => {
    const uncaught: string[] = [];
    page.on('pageerror', (error) => uncaught.push(error.stack ?? error.message));
    await lend(page);
    expect(uncaught).toEqual([]);
  },
  s3: async ({ target }, lend) => {
    await lend(independentClient(target));
  },
  buckets: async ({ s3 }, lend) => {
    const buckets = new TestBuckets(s3);
    await lend(buckets);
    await buckets.removeAll();
  },
  connect: async ({ target }, lend) => {
    await lend((page) => connect(page, target));
  },
});

export { expect } from '@playwright/test';
