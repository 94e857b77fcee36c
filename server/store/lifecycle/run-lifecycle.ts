import { setImmediate as nextTurn } from 'node:timers/promises';
import type { StoreContext } from '../http/call.ts';
import type { Position, Row } from '../listing/roll-up.ts';
import { uploadScan, versionScan } from '../listing/scans.ts';
import { lockRefusal } from '../lock/lock-guard.ts';
import { listBucketRecords } from '../metadata/buckets.ts';
import type { Tables } from '../metadata/database.ts';
import { isDeleteMarker, type UploadRecord, type VersionRecord } from '../metadata/records.ts';
import { uploadRow } from '../metadata/row-keys.ts';
import { findSetting } from '../metadata/settings.ts';
import { removeUpload } from '../metadata/uploads.ts';
import { versionsOf } from '../metadata/versions.ts';
import { applyDecision } from './apply-decision.ts';
import { abortingRule, decide, type JudgedVersion } from './decide.ts';

type Lifecycle = Pick<StoreContext, 'metadata' | 'contents' | 'now' | 'profile' | 'replicator'>;

/** Rows that are read in one turn, so that requests are answered between. A key is judged with all its versions. */
const rowsATurn = 1000;
/** Versions that go in one commit. */
const removalsACommit = 500;

/**
 * Does once what every bucket's lifecycle asks for. Each commit judges anew what it changes, so that runs may overlap
 * and a rule that was taken back is not carried out. Ends early when `signal` is aborted; what is left is for the
 * next run. https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html
 */
export async function runLifecycle(store: Lifecycle, signal: AbortSignal): Promise<void> {
  const buckets = [...listBucketRecords(store.metadata.tables, '')];
  for (const { name } of buckets) {
    await expireVersions(store, name, signal);
    await abortUploads(store, name, signal);
  }
}

async function expireVersions(store: Lifecycle, bucket: string, signal: AbortSignal): Promise<void> {
  let from: Position | undefined = { at: 'key', key: '' };
  while (from !== undefined) {
    const { rules, tables } = await nextRules(store, bucket, signal);
    if (rules.length === 0) return;
    const { keys, last } = readKeys(tables, bucket, from, store.now());
    let due = keys
      .filter(({ key, versions }) => decide(rules, key, versions, store.now()).length > 0)
      .map(({ key }) => key);
    while (due.length > 0 && !signal.aborted) due = await clearKeys(store, bucket, due);
    from = last === undefined ? undefined : { at: 'after', key: last };
  }
}

/** Resolves with the keys that are still to be cleared: one commit has not room for all that many versions. */
async function clearKeys(store: Lifecycle, bucket: string, keys: readonly string[]): Promise<string[]> {
  return store.contents.commit([], (tables) => {
    const rules = findSetting(tables, bucket, 'lifecycle')?.rules ?? [];
    const discarded = [];
    const events = [];
    let room = removalsACommit;
    for (const [index, key] of keys.entries()) {
      const versions = [...versionsOf(tables, bucket, key)].map(({ record }) => judged(record, store.now()));
      const decisions = decide(rules, key, versions, store.now());
      for (const decision of decisions.slice(0, room)) {
        const done = applyDecision(store, tables, { bucket, key }, decision);
        discarded.push(...done.discarded);
        events.push(...done.events);
      }
      room -= decisions.length;
      if (room < 0) return { result: keys.slice(index), discarded, events };
    }
    return { result: [], discarded, events };
  });
}

async function abortUploads(store: Lifecycle, bucket: string, signal: AbortSignal): Promise<void> {
  let from: Position | undefined = { at: 'key', key: '' };
  while (from !== undefined) {
    const { rules, tables } = await nextRules(store, bucket, signal);
    if (!rules.some(({ abortUploadsAfterDays }) => abortUploadsAfterDays !== undefined)) return;
    const uploads: Row<UploadRecord>[] = take(uploadScan(tables, bucket)(from), rowsATurn);
    const isDue = ({ key, initiated }: UploadRecord) =>
      abortingRule(rules, key, initiated, store.now()) !== undefined;
    // Each has up to 10,000 parts, so each has a commit.
    for (const { value } of uploads.filter((row) => isDue(row.value))) {
      if (signal.aborted) return;
      await abortUpload(store, bucket, value);
    }
    const last: Row<UploadRecord> | undefined = uploads.length < rowsATurn ? undefined : uploads.at(-1);
    from = last && { at: 'after', key: last.key, id: last.value.uploadId };
  }
}

/** Nothing happens where it was completed or aborted meanwhile. */
const abortUpload = ({ contents }: Lifecycle, bucket: string, upload: UploadRecord) =>
  contents.commit([], (tables) => {
    const isThere = tables.uploads.has(uploadRow(bucket, upload.key, upload.uploadId));
    return { result: undefined, discarded: isThere ? removeUpload(tables, bucket, upload) : [] };
  });

/** In a turn of its own, the rules as they are now; none at the end. */
async function nextRules({ metadata: { tables } }: Lifecycle, bucket: string, signal: AbortSignal) {
  await nextTurn();
  const setting = signal.aborted ? undefined : findSetting(tables, bucket, 'lifecycle');
  return { tables, rules: setting?.rules ?? [] };
}

interface JudgedKey {
  key: string;
  versions: JudgedVersion[];
}

/** Whole keys, of about as many rows as a turn has; `last` is where the next turn goes on, if it does. */
function readKeys(
  tables: Tables,
  bucket: string,
  from: Position,
  now: number,
): { keys: JudgedKey[]; last: string | undefined } {
  const keys: JudgedKey[] = [];
  let rows = 0;
  for (const { key, value } of versionScan(tables, bucket)(from)) {
    let latest = keys.at(-1);
    if (latest?.key !== key) {
      if (rows >= rowsATurn) return { keys, last: latest?.key };
      latest = { key, versions: [] };
      keys.push(latest);
    }
    latest.versions.push(judged(value.record, now));
    rows += 1;
  }
  return { keys, last: undefined };
}

function judged(record: VersionRecord, now: number): JudgedVersion {
  const { versionId, modified } = record;
  if (isDeleteMarker(record)) {
    return { versionId, modified, deleteMarker: true, size: 0, tags: [], locked: false };
  }
  const { size, tags = [], lock } = record;
  const locked = lockRefusal(lock, now, false) !== undefined;
  return { versionId, modified, deleteMarker: false, size, tags, locked };
}

function take<T>(source: Iterable<T>, count: number): T[] {
  const taken: T[] = [];
  for (const item of source) {
    taken.push(item);
    if (taken.length === count) break;
  }
  return taken;
}
