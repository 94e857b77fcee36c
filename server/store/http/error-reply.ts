import { errorDocument, leaf } from '../xml/write-xml.ts';
import type { Reply } from './call.ts';
import type { S3Error } from './s3-error.ts';

/**
 * The error as S3 writes it. What belongs to HEAD and 304, which have no body, stands in the status alone.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#RESTErrorResponses
 */
export function errorReply(error: S3Error, method: string, resource: string, requestId: string): Reply {
  const { status, headers } = error;
  if (method === 'HEAD' || status === 304) return { status, headers };
  return {
    status,
    headers: { 'content-type': 'application/xml', ...headers },
    body: errorDocument([
      leaf('Code', error.code),
      leaf('Message', error.message),
      ...Object.entries(error.extras).map(([name, value]) => leaf(name, value)),
      leaf('Resource', resource),
      leaf('RequestId', requestId),
      leaf('HostId', requestId),
    ]),
  };
}
