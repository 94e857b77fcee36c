import { StorageError } from '../../../storage/index.ts';

/**
 * What the server said to `request` (such as `GET ?cors`) where it lacks it: `501 NotImplemented on GET ?cors`, or
 * the element that it answered with in place of the document: `<ListBucketResult> on GET ?cors`.
 */
export function unavailableReason(error: unknown, request: string): string {
  if (!(error instanceof StorageError)) return request;
  const { status, serviceCode } = error;
  if (status !== undefined) return `${[status, serviceCode].filter(Boolean).join(' ')} on ${request}`;
  return serviceCode === undefined ? request : `<${serviceCode}> on ${request}`;
}
