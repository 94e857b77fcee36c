import type { UploadCallOptions } from './call-options.ts';
import type { ConnectionProfile } from './connection.ts';
import type { CopyPlan } from './copy/copy-plan.ts';
import type { CopyResult, CopyRunOptions } from './copy/run-copy.ts';
import type { Session } from './credentials/parse-session.ts';
import type { SessionRequest } from './credentials/session-request.ts';
import type { Opened, Secrets } from './credentials/vault.ts';
import type { SealedSecrets } from './credentials/vault-format.ts';
import type { Credentials } from './credentials.ts';
import type { Digester } from './digest/digester.ts';
import type { StorageDriver } from './driver.ts';
import { StorageError } from './errors.ts';
import type { StoredBytes } from './types.ts';

export { type BucketNameProblem, bucketNameProblem } from './bucket-name.ts';
export type { Capability, CapabilityName, CapabilityState, ServerIdentity } from './capabilities.ts';
export type { ConnectionCheck } from './check-result.ts';
export { compareKeys } from './compare-keys.ts';
export {
  type ConnectionProfile,
  connectionId,
  isLoopback,
  type ProfileProblem,
  parseEndpoint,
  parseProfile,
  type S3Profile,
  type WantProfile,
} from './connection.ts';
export { checkConnection } from './connection-check.ts';
export {
  type CopyDestination,
  type CopyPlan,
  listSources,
  planCopy,
} from './copy/copy-plan.ts';
export type {
  CopyChanges,
  CopyPair,
  CopyVerdict,
  SourceConditions,
} from './copy/copy-types.ts';
export type { CopyProgress, CopyResult } from './copy/run-copy.ts';
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
export type { PastedPolicy, StorageDriver, UploadPolicyOperations } from './driver.ts';
export { StorageError, type StorageErrorCode } from './errors.ts';
export type { BucketEvent, NotificationTargets } from './events/event-types.ts';
export type { Act, Journal, JournalEntry, WriteFacts } from './journal/act-types.ts';
export type { ListInput, PresignInput } from './object-operations.ts';
export { objectTagLimits, type TagProblem, tagProblem } from './object-tag-limits.ts';
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
export { retentionChangeNeeds } from './retention-change.ts';
export { formFields, signedForm } from './s3/forms/form-fields.ts';
export { readForm } from './s3/forms/read-form.ts';
export { refuseUnsendableKey } from './s3/keys.ts';
export { encodeMetadata, metadataBytes } from './s3/metadata-text.ts';
export type { SelectCounts, SelectFormat, SelectInput, SelectSignal } from './select-types.ts';
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
export { arrivedAt } from './transfer/arrived-at.ts';
export type { FileTarget } from './transfer/file-target.ts';
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
  IncompleteUpload,
  ListPage,
  ObjectEntry,
  ObjectHead,
  ObjectProperties,
  ObjectRef,
  ObjectVersion,
  Retention,
  StoredBytes,
  UploadReceipt,
  UploadSize,
  VersionDeleteOutcome,
  VersionMarker,
  VersionRef,
  WriteOptions,
} from './types.ts';
export type {
  FormMatch,
  FormProblem,
  FormTerms,
  SignedForm,
  UploadForm,
  UploadFormInput,
} from './upload-form-types.ts';

export { fillVariables, type SampleFile, unknownVariables, variableNames } from './want/magic-variables.ts';
export {
  type PolicyProblem as WantPolicyProblem,
  parsePolicy as parseWantPolicy,
  policyKeys as wantPolicyKeys,
  type WantPolicy,
} from './want/upload-policy.ts';
export { normalToken, type ReadToken, readUploadToken } from './want/upload-token.ts';
export { parseWantProfile, type WantProfileProblem } from './want-profile.ts';

/**
 * Opens a connection: nothing is sent before the driver's first call. Without credentials it is anonymous. Temporary
 * ones are renewed by `session`, where it is there. The code that speaks the protocol is loaded by this call, so that a
 * page which is not connected does not carry it.
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
  if (profile.protocol === 'want') {
    if (!credentials) throw new StorageError('invalid-access-key');
    return (await import('./want/want-driver.ts')).createWantDriver({ profile, credentials });
  }
  const { openDriver } = await import('./open-driver.ts');
  if (!credentials?.expiresAt) return openDriver({ profile, credentials });
  const { temporaryKeys } = await import('./credentials/temporary-keys.ts');
  return openDriver({ profile, credentials, keys: temporaryKeys(credentials, session) });
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

/** Sends a file by a form that somebody else signed; see `s3/forms/post-form.ts`. */
export async function postForm(
  form: { url: string; fields: Record<string, string> },
  file: Blob,
  options?: UploadCallOptions,
): Promise<StoredBytes> {
  return (await import('./s3/forms/post-form.ts')).postForm(form, file, options);
}

/** MD5 in workers, for a page that has no transfer engine. */
export async function openDigester(): Promise<Digester> {
  return (await import('./digest/digester.ts')).createDigester();
}

/** Copies or moves what is planned; see `copy/run-copy.ts`. */
export async function runCopy(
  plan: Pick<CopyPlan, 'bucket' | 'destination' | 'pairs'>,
  options: CopyRunOptions,
): Promise<CopyResult> {
  return (await import('./copy/run-copy.ts')).runCopy(plan, options);
}
