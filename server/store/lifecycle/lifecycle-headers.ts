import { afterDays } from './due-time.ts';
import type { LifecycleRule, LifecycleSetting } from './lifecycle-setting.ts';
import { type FilteredVersion, matchesFilter } from './rule-filter.ts';

/** Unix ms. */
interface Due {
  ruleId: string;
  time: number;
}

/**
 * `x-amz-expiration` of a current version, for the answers to PUT, HEAD and GET: when it expires, and by which rule.
 * Of several rules the one that comes first counts. `modified` in Unix ms.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html#API_HeadObject_ResponseSyntax
 */
export function expirationHeader(
  setting: LifecycleSetting | undefined,
  object: FilteredVersion & { modified: number },
): Record<string, string> {
  const due = earliest(setting, (rule) =>
    matchesFilter(rule.filter, object) ? expirationTime(rule, object.modified) : undefined,
  );
  if (due === undefined) return {};
  const { ruleId, time } = due;
  const expiration = `expiry-date="${new Date(time).toUTCString()}", rule-id="${encodeURIComponent(ruleId)}"`;
  return { 'x-amz-expiration': expiration };
}

/**
 * When an upload that begins at `initiated` (Unix ms) will be aborted, for the answers to CreateMultipartUpload and
 * ListParts. https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateMultipartUpload.html
 */
export function abortHeaders(
  setting: LifecycleSetting | undefined,
  key: string,
  initiated: number,
): Record<string, string> {
  const due = earliest(setting, ({ filter, abortUploadsAfterDays: days }) =>
    days !== undefined && matchesFilter(filter, { key, size: 0, tags: [] })
      ? afterDays(initiated, days)
      : undefined,
  );
  if (due === undefined) return {};
  return {
    'x-amz-abort-date': new Date(due.time).toUTCString(),
    'x-amz-abort-rule-id': encodeURIComponent(due.ruleId),
  };
}

function earliest(
  setting: LifecycleSetting | undefined,
  timeOf: (rule: LifecycleRule) => number | undefined,
): Due | undefined {
  const all = (setting?.rules ?? [])
    .filter(({ status }) => status === 'Enabled')
    .map((rule) => ({ ruleId: rule.id, time: timeOf(rule) }))
    .filter((due): due is Due => due.time !== undefined);
  return all.sort((one, other) => one.time - other.time)[0];
}

function expirationTime({ expiration }: LifecycleRule, modified: number): number | undefined {
  if (expiration?.kind === 'days') return afterDays(modified, expiration.days);
  return expiration?.kind === 'date' ? expiration.date : undefined;
}
