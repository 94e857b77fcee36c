import type { RequestHeaders } from '../http/request-headers.ts';
import { noSuchBucket, S3Error } from '../http/s3-error.ts';
import { type Query, queryValue } from '../http/target.ts';
import { findBucket } from '../metadata/buckets.ts';
import type { Tables } from '../metadata/database.ts';
import { isDeleteMarker } from '../metadata/records.ts';
import { findSetting } from '../metadata/settings.ts';
import { findVersion } from '../metadata/versions.ts';
import type { Access, AccessRequest } from './access.ts';
import type { Account } from './accounts.ts';
import { evaluate, type Question, type Verdict } from './evaluate.ts';
import { parsePolicy } from './parse-policy.ts';
import type { Policy } from './policy.ts';

interface AccessContext {
  /** Undefined: the request is anonymous. */
  account: Account | undefined;
  tables: Tables;
  request: {
    /** With those that a presigned URL carries in its query, or a form in its fields. */
    headers: RequestHeaders;
    query: Query;
    /** The client's, as the socket gives it. */
    address: string;
    /** The request came over TLS. */
    isSecure: boolean;
    /** Unix ms. */
    now: number;
  };
}

/**
 * What the sender of this request may do. The owner may do everything, and a bucket's policy cannot shut the owner
 * out of it. Others may do what the bucket's policy or their own allows and neither denies. A session's policy only
 * ever takes away.
 */
export function openAccess({ account, tables, request }: AccessContext): Access {
  const bucketPolicy = policyReader(tables);
  const isOwner = account?.isOwner === true && account.sessionPolicy === undefined;
  const allows = (asked: AccessRequest) => {
    if (isOwner) return true;
    const question = ask(asked);
    if (account?.sessionPolicy && evaluate(account.sessionPolicy, question) !== 'Allow') return false;
    if (account?.isOwner) return true;
    const verdicts: Verdict[] = [bucketPolicy(asked.bucket), account?.userPolicy].map((policy) =>
      policy === undefined ? 'none' : evaluate(policy, question),
    );
    return verdicts.includes('Allow') && !verdicts.includes('Deny');
  };

  return {
    accessKeyId: account?.accessKeyId,
    isOwner,
    allows,
    require(asked) {
      if (allows(asked)) return;
      const { action, bucket } = asked;
      if (bucket !== '' && action !== 's3:CreateBucket' && findBucket(tables, bucket) === undefined) {
        throw noSuchBucket(bucket).orInMinio('AccessDenied', deniedMessage);
      }
      throw accessDenied();
    },
  };

  function ask({
    action,
    bucket,
    key = '',
    versionId = queryValue(request.query, 'versionId'),
  }: AccessRequest): Question {
    const find = () => findVersion(tables, bucket, key, versionId);
    return {
      action,
      resource: `arn:aws:s3:::${bucket}${key === '' ? '' : `/${key}`}`,
      context: {
        ...request,
        account,
        versionId,
        objectTags() {
          const record = key === '' ? undefined : find();
          return record === undefined || isDeleteMarker(record) ? undefined : record.tags;
        },
      },
    };
  }
}

const deniedMessage = 'No policy allows this to the sender of the request.';

export const accessDenied = () => new S3Error('AccessDenied', deniedMessage);

/** Reads the policy as it is now, but parses it again only when its text is another: a bulk delete asks 1,000 times. */
function policyReader(tables: Tables): (bucket: string) => Policy | undefined {
  const parsed = new Map<string, { text: string; policy: Policy }>();
  return (bucket) => {
    const text = bucket === '' ? undefined : findSetting(tables, bucket, 'policy');
    if (text === undefined) return undefined;
    const last = parsed.get(bucket);
    if (last?.text === text) return last.policy;
    const policy = parsePolicy(text, 'bucket');
    parsed.set(bucket, { text, policy });
    return policy;
  };
}
