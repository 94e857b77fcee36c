import type { Call } from '../http/call.ts';
import { expirationHeader } from '../lifecycle/lifecycle-headers.ts';
import { lockHeaders } from '../lock/lock-headers.ts';
import type { Tables } from '../metadata/database.ts';
import { findObject } from '../metadata/objects.ts';
import type { ObjectRecord, VersionRecord } from '../metadata/records.ts';
import { findSetting } from '../metadata/settings.ts';

interface Located {
  bucket: string;
  key: string;
}

/** `x-amz-version-id`, which S3 leaves out in a bucket that never had versioning. */
export function versionHeaders(
  tables: Tables,
  bucket: string,
  { versionId }: Pick<VersionRecord, 'versionId'>,
): Record<string, string> {
  const hasVersions = versionId !== 'null' || findSetting(tables, bucket, 'versioning') !== undefined;
  return hasVersions ? { 'x-amz-version-id': versionId } : {};
}

/** What the answer to a write says of the version that it made. */
export function writtenHeaders(
  tables: Tables,
  { bucket, key }: Located,
  { versionId, modified, size, tags = [] }: ObjectRecord,
): Record<string, string> {
  const lifecycle = findSetting(tables, bucket, 'lifecycle');
  return {
    ...versionHeaders(tables, bucket, { versionId }),
    ...expirationHeader(lifecycle, { key, modified, size, tags }),
  };
}

/** What a read says of a version, beside its description. A lock shows to those alone who may ask for it. */
export function readHeaders(
  {
    bucket,
    key,
    metadata,
    access,
    profile,
  }: Pick<Call, 'bucket' | 'key' | 'metadata' | 'access' | 'profile'>,
  object: ObjectRecord,
): Record<string, string> {
  const { tables } = metadata;
  const isCurrent = findObject(tables, bucket, key)?.order === object.order;
  const { retention, legalHold } = object.lock ?? {};
  const may = (action: string) => access.allows({ action, bucket, key });
  return {
    ...(isCurrent ? writtenHeaders(tables, { bucket, key }, object) : versionHeaders(tables, bucket, object)),
    ...(object.tags?.length ? { 'x-amz-tagging-count': String(object.tags.length) } : {}),
    ...lockHeaders(
      {
        retention: retention && may('s3:GetObjectRetention') ? retention : undefined,
        legalHold: legalHold && may('s3:GetObjectLegalHold') ? legalHold : undefined,
      },
      profile,
    ),
    ...(object.replication ? { 'x-amz-replication-status': object.replication } : {}),
  };
}
