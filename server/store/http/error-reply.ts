import { errorDocument, leaf } from '../xml/write-xml.ts';
import type { Profile, Reply } from './call.ts';
import type { S3Error } from './s3-error.ts';

interface ErrorContext {
  method: string;
  /** The path that was asked for. */
  resource: string;
  requestId: string;
  profile: Profile;
}

/**
 * The error as S3 writes it. What belongs to HEAD and 304, which have no body, stands in the status alone.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#RESTErrorResponses
 */
export function errorReply(error: S3Error, { method, resource, requestId, profile }: ErrorContext): Reply {
  const { headers } = error;
  const { code, message, status } = (profile === 'minio' && error.inMinio) || error;
  if (method === 'HEAD' || status === 304) {
    const named = { 'x-minio-error-code': code, 'x-minio-error-desc': `"${message}"` };
    return { status, headers: profile === 'minio' && status !== 304 ? { ...headers, ...named } : headers };
  }
  return {
    status,
    headers: { 'content-type': 'application/xml', ...headers },
    body: errorDocument([
      leaf('Code', code),
      leaf('Message', message),
      ...Object.entries(error.extras).map(([name, value]) => leaf(name, value)),
      leaf('Resource', resource),
      leaf('RequestId', requestId),
      leaf('HostId', requestId),
    ]),
  };
}
