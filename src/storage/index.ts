import type { ConnectionProfile } from './connection.ts';
import type { Session } from './credentials/parse-session.ts';
import type { SessionRequest } from './credentials/session-request.ts';
import type { Opened, Secrets } from './credentials/vault.ts';
import type { SealedSecrets } from './credentials/vault-format.ts';
import type { Credentials } from './credentials.ts';
import type { StorageDriver } from './driver.ts';

export { type BucketNameProblem, bucketNameProblem } from './bucket-name.ts';
export type { Capability, CapabilityName, CapabilityState, ServerIdentity } from './capabilities.ts';
export {
  type ConnectionProfile,
  connectionId,
  type ProfileProblem,
  parseEndpoint,
  parseProfile,
} from './connection.ts';
export { type ConnectionCheck, checkConnection } from './connection-check.ts';
export type { Session } from './credentials/parse-session.ts';
export {
  type SessionOptions,
  type SessionProblem,
  type SessionRequest,
  sessionProblems,
} from './credentials/session-request.ts';
export type { Secrets } from './credentials/vault.ts';
export type { SealedSecrets } from './credentials/vault-format.ts';
export type { Credentials, KeySource, KeyState } from './credentials.ts';
export type { ListInput, StorageDriver } from './driver.ts';
export { StorageError, type StorageErrorCode } from './errors.ts';
export type { BucketEvent, NotificationTargets } from './events/event-types.ts';
export { bucketActions, objectActions } from './policy/actions.ts';
export { operatorParts } from './policy/conditions.ts';
export { explainPolicy, type Place, type PolicySentence } from './policy/explain-policy.ts';
export { type Grant, listGrants, statementsBesideGrants } from './policy/grants.ts';
export { lineAndColumn, printJson, type Span } from './policy/json-node.ts';
export { type ParsedPolicy, parsePolicy } from './policy/parse-policy.ts';
export type { PolicyProblem } from './policy/policy-problem.ts';
export type { Clause, Condition, Policy, Principal } from './policy/policy-types.ts';
export { type PrefixProblem, prefixProblem } from './policy/prefix-problem.ts';
export { isPublic } from './policy/public-policy.ts';
export { anonymousReach } from './policy/reach.ts';
export type { Right } from './policy/rights.ts';
export { printPolicy } from './policy/same-policy.ts';
export { emptyPolicy, setGrant } from './policy/set-grant.ts';
export { isOfBucket, simulate } from './policy/simulate.ts';
export { statementSpan } from './policy/statement-span.ts';
export type { PurgeCounts, PurgePlan, PurgeProgress, PurgeRefusal, PurgeResult } from './purge-types.ts';
export {
  type Calendar,
  type CalendarEntry,
  type CalendarSubject,
  lifecycleCalendar,
} from './settings/lifecycle-calendar.ts';
export { isMidnight } from './settings/lifecycle-due.ts';
export type {
  LifecycleRule,
  ReplicationRule,
  RuleFilter,
  SettingDocument,
  SettingName,
  SettingValues,
  Tag,
} from './settings/setting-types.ts';
export { isXmlText } from './settings/xml-text.ts';
export type { ResumeRefusal } from './transfer/resume-plan.ts';
export { createTransferEngine } from './transfer/transfer-engine.ts';
export type {
  ResumeCheck,
  Transfer,
  TransferEngine,
  TransferId,
  TransferSnapshot,
  TransferState,
  TransferTotals,
} from './transfer/transfer-types.ts';
export type {
  Bucket,
  DeleteOutcome,
  IncompleteUpload,
  ListPage,
  ObjectEntry,
  ObjectHead,
  UploadSize,
} from './types.ts';

/**
 * Opens a connection: nothing is sent before the driver's first call. Without credentials it is anonymous. Temporary
 * ones are renewed by `session`, where it is there. The code that speaks S3 is loaded by this call, so that a page
 * which is not connected does not carry it.
 */
export async function openStorage({
  profile,
  credentials,
  session,
}: {
  profile: ConnectionProfile;
  credentials?: Credentials;
  session?: SessionRequest;
}): Promise<StorageDriver> {
  const { createS3Driver } = await import('./s3/s3-driver.ts');
  if (!credentials?.expiresAt) return createS3Driver({ profile, credentials });
  const { temporaryKeys } = await import('./credentials/temporary-keys.ts');
  return createS3Driver({ profile, credentials, keys: temporaryKeys(credentials, session) });
}

/** Asks STS for temporary keys; see `s3/open-session.ts`. */
export async function openSession(
  request: SessionRequest,
  options?: { signal?: AbortSignal },
): Promise<Session> {
  return (await import('./s3/open-session.ts')).openSession(request, options);
}

/** Locks secrets with a passphrase, for the browser's storage; takes about a second on purpose. */
export async function sealSecrets(
  secrets: Secrets,
  passphrase: string,
  connectionId: string,
): Promise<SealedSecrets> {
  const vault = await import('./credentials/vault.ts');
  return vault.sealSecrets(secrets, passphrase, connectionId, { cipher: await vault.vaultCipher() });
}

/** Opens what `sealSecrets` made; never rejects for what it reads. */
export async function openSecrets(
  record: unknown,
  passphrase: string,
  connectionId: string,
): Promise<Opened> {
  const vault = await import('./credentials/vault.ts');
  return vault.openSecrets(record, passphrase, connectionId, { cipher: await vault.vaultCipher() });
}
