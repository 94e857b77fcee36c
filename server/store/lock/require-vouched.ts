import { S3Error } from '../http/s3-error.ts';
import { isVouchedFor, type PayloadPlan } from '../payload/payload-plan.ts';

/** For the operations whose document S3 takes only when its sender vouched for it. */
export function requireVouched(plan: PayloadPlan): void {
  if (isVouchedFor(plan)) return;
  throw new S3Error(
    'InvalidRequest',
    'This request takes a Content-MD5 or an x-amz-checksum header.',
  ).orInMinio('MissingContentMD5');
}
