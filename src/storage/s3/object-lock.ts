import type { CallOptions } from '../call-options.ts';
import { StorageError } from '../errors.ts';
import type { LockOperations } from '../object-operations.ts';
import { retentionChangeNeeds } from '../retention-change.ts';
import type { ObjectRef, Retention } from '../types.ts';
import type { S3Caller } from './caller.ts';
import { type ObjectDocument, readObjectDocument, writeObjectDocument } from './object-document.ts';
import { leaf, textOf, type XmlElement, xmlDocument } from './settings/xml-document.ts';

/** The version was never given one. AWS says it with 404, MinIO with 400. */
const noneCode = 'NoSuchObjectLockConfiguration';
/** To a GET there is but one thing wrong: the bucket was made without object lock. */
const unlockedBucketCodes = ['InvalidRequest', 'ObjectLockConfigurationNotFoundError'];
/** What a lock forbids: AWS and Ceph say the first, MinIO the second. */
const lockedCodes = ['AccessDenied', 'InvalidRequest', 'ObjectLocked'];

async function readDocument(
  caller: S3Caller,
  ref: ObjectRef,
  name: ObjectDocument,
  roots: readonly string[],
  options?: CallOptions,
): Promise<XmlElement | undefined> {
  try {
    return await readObjectDocument(caller, ref, name, roots, options);
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    const { serviceCode = '' } = error;
    if (serviceCode === noneCode) return undefined;
    if (!unlockedBucketCodes.includes(serviceCode)) throw error;
    throw withCode('not-supported', error);
  }
}

const withCode = (code: 'not-supported' | 'object-locked', error: StorageError) =>
  new StorageError(code, {
    status: error.status,
    serviceCode: error.serviceCode,
    serviceMessage: error.serviceMessage,
    requestId: error.requestId,
    cause: error,
  });

async function readRetention(
  caller: S3Caller,
  ref: ObjectRef,
  options?: CallOptions,
): Promise<Retention | undefined> {
  const root = await readDocument(caller, ref, 'retention', ['Retention'], options);
  const mode = textOf(root, 'Mode')?.trim();
  const until = new Date(textOf(root, 'RetainUntilDate')?.trim() ?? '');
  // One that was taken away is an empty document on some servers.
  if (root === undefined || root.children.length === 0) return undefined;
  if ((mode !== 'GOVERNANCE' && mode !== 'COMPLIANCE') || Number.isNaN(until.getTime())) {
    throw new StorageError('not-s3');
  }
  return { mode, until };
}

const retentionDocument = (retention: Retention | undefined) =>
  retention === undefined
    ? xmlDocument('Retention')
    : xmlDocument(
        'Retention',
        leaf('Mode', retention.mode),
        leaf('RetainUntilDate', retention.until.toISOString()),
      );

/** `now` is this machine's clock, ms. */
async function writeRetention(
  caller: S3Caller,
  ref: ObjectRef,
  wanted: Retention | undefined,
  { signal, bypassGovernance = false, now }: CallOptions & { bypassGovernance?: boolean; now: () => number },
): Promise<boolean> {
  if (wanted && Number.isNaN(wanted.until.getTime())) throw new StorageError('invalid-argument');
  const current = await readRetention(caller, ref, { signal });
  if (isSame(current, wanted)) return false;
  const headers = bypassGovernance ? { 'x-amz-bypass-governance-retention': 'true' } : undefined;
  try {
    await writeObjectDocument(caller, ref, 'retention', retentionDocument(wanted), { signal, headers });
  } catch (error) {
    if (!(error instanceof StorageError) || !lockedCodes.includes(error.serviceCode ?? '')) throw error;
    // The same codes say other things too: whether it is the lock follows from what was to be changed.
    const needs = retentionChangeNeeds(current, wanted, now());
    if (needs === 'nothing' || (needs === 'bypass' && bypassGovernance)) throw error;
    throw withCode('object-locked', error);
  }
  return true;
}

/** Servers keep seconds at least. */
const isSame = (some: Retention | undefined, other: Retention | undefined) =>
  some?.mode === other?.mode && secondsOf(some) === secondsOf(other);

const secondsOf = (retention: Retention | undefined) =>
  retention && Math.floor(retention.until.getTime() / 1000);

async function readLegalHold(caller: S3Caller, ref: ObjectRef, options?: CallOptions): Promise<boolean> {
  const roots = ['LegalHold', 'ObjectLockLegalHold'];
  const root = await readDocument(caller, ref, 'legal-hold', roots, options);
  const status = textOf(root, 'Status')?.trim();
  if (root === undefined) return false;
  if (status !== 'ON' && status !== 'OFF') throw new StorageError('not-s3');
  return status === 'ON';
}

/**
 * Retention and legal hold of versions. A change reads first, which shows that the server routes the call and that
 * the bucket has object lock. API: Get- and PutObjectRetention, Get- and PutObjectLegalHold.
 */
export function lockOperations(caller: S3Caller, now: () => number = Date.now): LockOperations {
  return {
    readRetention: (ref, options) => readRetention(caller, ref, options),
    writeRetention: (ref, retention, options) => writeRetention(caller, ref, retention, { ...options, now }),
    readLegalHold: (ref, options) => readLegalHold(caller, ref, options),
    async writeLegalHold(ref, on, options) {
      const isOn = await readLegalHold(caller, ref, options);
      if (isOn === on) return false;
      const document = xmlDocument('LegalHold', leaf('Status', on ? 'ON' : 'OFF'));
      await writeObjectDocument(caller, ref, 'legal-hold', document, options);
      return true;
    },
  };
}
