import { S3Error } from '../http/s3-error.ts';
import { isOrder } from '../versions/version-order.ts';

/** An id that was never one of this store's is another mistake than one whose version is gone. */
export function checkVersionId(versionId: string | undefined): void {
  if (versionId === undefined || versionId === 'null' || isOrder(versionId)) return;
  throw new S3Error('InvalidArgument', 'Invalid version id specified', {
    ArgumentName: 'versionId',
    ArgumentValue: versionId,
  });
}
