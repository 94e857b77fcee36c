import { expect, type Page } from '@playwright/test';
import { submitConnection } from './console.ts';
import type { Target } from './target.ts';

interface Connected {
  /** Of the page of buckets. */
  address: string;
  /** The connection as a tab keeps it: an entry of its sessionStorage. To the embedded store every tab finds by itself. */
  kept: [key: string, value: string] | undefined;
}

/** What the form made of a target, once it has been through it in this worker. */
const byForm = new WeakMap<Target, Connected>();

/**
 * Connects the console to the target; ends on the page of buckets. The first test of a worker goes through the form,
 * as a person would. Those after it open the page in a tab that keeps the connection, which is the same page without
 * the form's checks of the server: these are the matter of `connect.spec.ts` and `credentials.spec.ts`.
 */
export async function connect(page: Page, target: Target): Promise<void> {
  const connected = byForm.get(target);
  if (connected === undefined) {
    await connectByForm(page, target);
    byForm.set(target, await readConnected(page, target));
    return;
  }
  const { address, kept } = connected;
  if (kept) {
    await page.addInitScript(
      ({ origin, kept: [key, value] }) => {
        // Not in frames of other origins, which have no storage, and not anew once the tab has one.
        if (self.origin === origin && sessionStorage.length === 0) sessionStorage.setItem(key, value);
      },
      { origin: target.pageUrl, kept },
    );
  }
  await page.goto(address);
  await expectConnected(page);
}

async function connectByForm(page: Page, target: Target): Promise<void> {
  await page.goto(target.pageUrl);
  if (target.name === 'embedded') {
    await page.getByRole('button', { name: 'Open the embedded store' }).click();
  } else {
    await submitConnection(page, target);
  }
  await expect(page).toHaveURL(/#\/c\/[^/]+\/buckets$/);
  // The address changes before the page does.
  await expectConnected(page);
}

async function expectConnected(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: /^Connection: / })).toBeVisible();
}

/** The page remembers the profile that its form has connected; the keys are the target's. */
async function readConnected(page: Page, target: Target): Promise<Connected> {
  const address = page.url();
  if (target.name === 'embedded') return { address, kept: undefined };
  const [, id] = /#\/c\/([^/]+)\/buckets$/.exec(address) ?? [];
  const [profile] = await page.evaluate<unknown[]>(() =>
    JSON.parse(localStorage.getItem('pail-profiles') ?? '[]'),
  );
  const { accessKeyId, secretAccessKey } = target;
  const kept = JSON.stringify({ profile, credentials: { accessKeyId, secretAccessKey } });
  return { address, kept: [`pail-kept-${id}`, kept] };
}
