import type { StorageDriver } from '../driver.ts';
import { StorageError } from '../errors.ts';
import type { WithCustomerKey } from '../object-operations.ts';
import type { Encryption, ObjectHead, ObjectProperties, ObjectRef, WriteOptions } from '../types.ts';
import { compareCopies, retentionToKeep } from './compare-copies.ts';
import { failedCondition, seconds } from './copy-conditions.ts';
import { copyByParts } from './copy-parts.ts';
import type { CopyChanges, CopyDifference, CopyPair, CopyVerdict, SourceConditions } from './copy-types.ts';

/** How every object of a run is copied. */
export interface CopyManner {
  storage: Pick<StorageDriver, 'objects' | 'multipart' | 'objectTags'>;
  /** Buckets. */
  from: string;
  to: string;
  /** Deletes each source once its copy is verified. */
  move: boolean;
  /** Keys at the destination that may be written over; all others must be free. */
  replace: ReadonlySet<string>;
  conditions: SourceConditions;
  changes?: CopyChanges;
  /** False: the destination has no object lock, and would refuse to take one over. */
  keepLock: boolean;
  customerKeyOf?: (ref: ObjectRef) => Uint8Array | undefined;
  /** Bytes above which a copy goes by parts, and how large these are. */
  largeObject: number;
  partSize: number;
  /** What has not been sent stays unsent; a copy in one request is waited for, parts are given up. */
  stop: AbortSignal;
  /** ms */
  now: () => number;
  retry: <Result>(run: (attempt: number) => Promise<Result>) => Promise<Result>;
  /** Of parts, as they arrive. */
  onBytes: (bytes: number) => void;
}

/** Ends the steps with a verdict that is no error. */
class Ended {
  readonly verdict: CopyVerdict;
  constructor(verdict: CopyVerdict) {
    this.verdict = verdict;
  }
}

type FailedStep = Extract<CopyVerdict, { kind: 'failed' }>['at'];

async function step<Result>(at: FailedStep, run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof Ended) throw error;
    throw new Ended({ kind: 'failed', at, error });
  }
}

/**
 * Copies one object with all that it has, in this order, so that nothing is lost wherever it ends:
 * 1. a HEAD of the source, whose ETag everything after it insists on;
 * 2. a HEAD of the destination, where nothing there may be written over;
 * 3. the copy;
 * 4. a HEAD of the copy, compared with 1;
 * 5. for a move, a HEAD of the source again, and its deletion where it is still the one of 1.
 * Never rejects.
 */
export async function copyOne(pair: CopyPair, manner: CopyManner): Promise<CopyVerdict> {
  try {
    return await takeSteps(pair, manner);
  } catch (ended) {
    if (ended instanceof Ended) return ended.verdict;
    return { kind: 'failed', at: 'source', error: ended };
  }
}

async function takeSteps(pair: CopyPair, manner: CopyManner): Promise<CopyVerdict> {
  const { storage, from, to, changes, stop, retry } = manner;
  const ref: ObjectRef = { bucket: from, key: pair.from, versionId: pair.versionId };
  const customerKey = manner.customerKeyOf?.(ref);
  const source = { ...ref, customerKey };
  const destination = { bucket: to, key: pair.to };

  const head = await step('source', () => retry(() => storage.objects.head(source)));
  // Without it there is no telling whether the source stays the same.
  if (head.etag === '') return { kind: 'failed', at: 'source', error: new StorageError('etag-hidden') };
  if (hasChanged(pair, head)) return { kind: 'changed' };
  const condition = failedCondition(manner.conditions, head);
  if (condition) return { kind: 'condition', condition };
  if (!manner.replace.has(pair.to) && (await step('destination', () => exists(manner, destination))))
    return { kind: 'exists' };
  if (stop.aborted) return { kind: 'left' };

  const copying = { source, destination, head };
  const sent = await step('copy', () => send(manner, copying));
  let made = await verify(manner, copying, sent.joinedEtag);
  // It may be somebody else's: what a repeated request was refused for was its own first attempt, or another's.
  if (sent.isDoubtful && made.differences.length > 0) return { kind: 'exists' };
  if (!changes && sent.joinedEtag === undefined && isForgotten(made.differences)) {
    await step('copy', () => send(saying(manner, head, pair.to), copying));
    made = await verify(manner, copying, undefined);
  }
  const { differences, proof, copy } = made;
  if (differences.length > 0) return { kind: 'differs', differences, copy };
  return manner.move ? removeSource(manner, source, head, { proof, copy }) : { kind: 'done', proof, copy };
}

async function verify(manner: CopyManner, { source, destination, head }: Copying, joinedEtag?: string) {
  const { storage, changes, now, retry } = manner;
  const { customerKey } = source;
  const copy = await step('verify', () => retry(() => storage.objects.head({ ...destination, customerKey })));
  return { ...compareCopies({ source: head, copy, changes, joinedEtag, now: now() }), copy };
}

const propertyNames: readonly CopyDifference[] = [
  'content-type',
  'content-disposition',
  'content-encoding',
  'content-language',
  'cache-control',
  'expires',
  'metadata',
];

/** Nothing but properties is missing, which can be said. MinIO forgets Expires where it is to take all over. */
const isForgotten = (differences: readonly CopyDifference[]) =>
  differences.length > 0 && differences.every((name) => propertyNames.includes(name));

/** The same copy once more, with its properties said: only where that is needed, for a page may not see all of them. */
const saying = (manner: CopyManner, head: ObjectHead, key: string): CopyManner => ({
  ...manner,
  changes: { properties: propertiesOf(head) },
  replace: new Set([key]),
});

/** ETags of listings may be others than those of a HEAD where a server encrypts: then size and time decide. */
function hasChanged(planned: CopyPair, head: ObjectHead): boolean {
  if (planned.etag === head.etag) return false;
  return planned.size !== head.size || seconds(planned.lastModified) !== seconds(head.lastModified);
}

async function exists({ storage, retry }: CopyManner, ref: ObjectRef): Promise<boolean> {
  try {
    await retry(() => storage.objects.head(ref));
    return true;
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    if (error.code === 'no-such-key') return false;
    // It is there, stored with somebody's own key.
    if (error.code === 'customer-key-needed') return true;
    throw error;
  }
}

interface Copying {
  source: ObjectRef & WithCustomerKey;
  destination: { bucket: string; key: string };
  head: ObjectHead;
}

async function send(
  manner: CopyManner,
  { source, destination, head }: Copying,
): Promise<{ joinedEtag?: string; isDoubtful: boolean }> {
  const { storage, changes, conditions, retry, stop } = manner;
  const kept = keptOf(head, manner, source.customerKey);
  const onlyIfAbsent = !manner.replace.has(destination.key);
  let attempts = 0;
  try {
    if (head.size > manner.largeObject) {
      const options = { ...propertiesOf(changes?.properties ?? head), ...kept };
      const { partSize, onBytes } = manner;
      const copy = {
        storage,
        source,
        head,
        to: destination,
        options,
        onlyIfAbsent,
        partSize,
        stop,
        retry,
        onBytes,
      };
      return { ...(await copyByParts(copy)), isDoubtful: false };
    }
    await retry((attempt) => {
      attempts = attempt;
      if (!storage.objects.copy) throw new StorageError('not-supported');
      return storage.objects.copy({
        ...destination,
        ...kept,
        source,
        properties: changes?.properties,
        conditions: { ...conditions, sourceIfMatch: head.etag, onlyIfAbsent },
      });
    });
    return { isDoubtful: false };
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    if (error.code === 'aborted' && stop.aborted) throw new Ended({ kind: 'left' });
    if (error.code !== 'precondition-failed') throw error;
    // An earlier attempt may have been carried out, with its answer lost.
    if (attempts > 1) return { isDoubtful: true };
    throw new Ended(await whyRefused(manner, source, head, onlyIfAbsent));
  }
}

/** A 412 does not say which condition it was: the source's ETag, or that the destination is free. */
async function whyRefused(
  { storage, retry }: CopyManner,
  source: Copying['source'],
  head: ObjectHead,
  onlyIfAbsent: boolean,
): Promise<CopyVerdict> {
  if (!onlyIfAbsent) return { kind: 'changed' };
  const now = await step('source', () => retry(() => storage.objects.head(source)));
  return now.etag === head.etag ? { kind: 'exists' } : { kind: 'changed' };
}

/** What a server does not take over by itself. */
function keptOf(head: ObjectHead, manner: CopyManner, customerKey: Uint8Array | undefined): WriteOptions {
  return {
    storageClass: manner.changes?.storageClass ?? head.storageClass,
    encryption: encryptionOf(head, customerKey),
    ...(manner.keepLock && { retention: retentionToKeep(head, manner.now()), legalHold: head.legalHold }),
  };
}

function encryptionOf(
  { encryption }: ObjectHead,
  customerKey: Uint8Array | undefined,
): Encryption | undefined {
  switch (encryption?.kind) {
    case undefined:
      return undefined;
    case 'sse-s3':
      return { kind: 'sse-s3' };
    case 'sse-kms':
      return { kind: 'sse-kms', keyId: encryption.keyId };
    case 'sse-c':
      // Without it the HEAD has been refused already.
      return customerKey && { kind: 'sse-c', customerKey };
  }
}

function propertiesOf(from: ObjectProperties): ObjectProperties {
  const { contentType, contentDisposition, contentEncoding, contentLanguage, cacheControl, expires } = from;
  const { metadata } = from;
  return {
    contentType,
    contentDisposition,
    contentEncoding,
    contentLanguage,
    cacheControl,
    expires,
    metadata,
  };
}

/** The copy is verified. Another program may have written the source meanwhile: then it is not the one that was copied. */
async function removeSource(
  { storage, retry }: CopyManner,
  source: Copying['source'],
  head: ObjectHead,
  made: Pick<Extract<CopyVerdict, { kind: 'done' }>, 'proof' | 'copy'>,
): Promise<CopyVerdict> {
  const { bucket, key } = source;
  try {
    const now = await retry(() => storage.objects.head(source));
    const isSame =
      now.etag === head.etag &&
      now.versionId === head.versionId &&
      now.lastModified?.getTime() === head.lastModified?.getTime();
    if (!isSame) return { kind: 'source-kept', why: 'changed', copy: made.copy };
    await retry(() => storage.objects.delete({ bucket, key }));
  } catch (error) {
    // Somebody else was faster: what was wanted is so.
    const isGone = error instanceof StorageError && error.code === 'no-such-key';
    if (!isGone) return { kind: 'source-kept', why: { error }, copy: made.copy };
  }
  return { kind: 'done', ...made };
}
