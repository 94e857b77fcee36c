import type { Locator, Page } from '@playwright/test';
import type { Client } from 'minio';
import type { TestBuckets } from './buckets.ts';
import { drawnKeys } from './console.ts';

/** A version as a client that is not the console lists it. */
export interface StoredVersion {
  key: string;
  versionId: string;
  isLatest: boolean;
  isDeleteMarker: boolean;
}

export async function versionedBucket(buckets: TestBuckets, s3: Client): Promise<string> {
  const bucket = await buckets.create();
  await s3.setBucketVersioning(bucket, { Status: 'Enabled' });
  return bucket;
}

/** Stores the texts one after the other under one key, and tells the ids of their versions. */
export async function putTexts(s3: Client, bucket: string, key: string, texts: string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const text of texts) {
    const { versionId } = await s3.putObject(bucket, key, text);
    ids.push(versionId ?? 'null');
  }
  return ids;
}

/** All versions and delete markers, in the server's order: newest first below each key. */
export async function storedVersions(s3: Client, bucket: string, prefix = ''): Promise<StoredVersion[]> {
  const versions: StoredVersion[] = [];
  for await (const one of s3.listObjects(bucket, prefix, true, { IncludeVersion: true })) {
    // What the client's types leave out.
    const { name, versionId, isLatest, isDeleteMarker } = one as unknown as {
      name: string;
      versionId: string;
      isLatest: boolean | string;
      isDeleteMarker?: boolean;
    };
    versions.push({
      key: name,
      versionId,
      isLatest: String(isLatest) === 'true',
      isDeleteMarker: isDeleteMarker ?? false,
    });
  }
  return versions;
}

/** The row of one version in the list. */
export function versionRow(page: Page, key: string, versionId: string): Locator {
  const box = (what: string) =>
    page.getByRole('checkbox', { name: `Select ${key}, ${what} ${versionId}`, exact: true });
  return page
    .getByRole('grid', { name: 'Objects and folders' })
    .getByRole('row')
    .filter({ has: box('version').or(box('delete marker')) });
}

/** The rows that are drawn: folders as they are, versions by their key, and whether they are delete markers. */
export async function drawnVersions(page: Page): Promise<string[]> {
  return (await drawnKeys(page)).map((label) =>
    label.replace(/, version [^,]+$/, '').replace(/, delete marker [^,]+$/, ' (deleted)'),
  );
}
