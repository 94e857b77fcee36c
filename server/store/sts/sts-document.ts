import type { Profile, Reply } from '../http/call.ts';
import { element, leaf } from '../xml/write-xml.ts';
import { type StsError, stsStatus } from './sts-error.ts';

/** It holds secrets, so nobody on the way may keep it. */
export const stsReply = (root: string, children: readonly string[], status = 200): Reply => ({
  status,
  headers: { 'content-type': 'application/xml', 'cache-control': 'no-store' },
  body: `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="https://sts.amazonaws.com/doc/2011-06-15/">${children.join('')}</${root}>`,
});

export function stsErrorReply(error: StsError, requestId: string, profile: Profile): Reply {
  const code = profile === 'minio' ? error.codeInMinio : error.code;
  return stsReply(
    'ErrorResponse',
    [
      element('Error', [leaf('Type', 'Sender'), leaf('Code', code), leaf('Message', error.message)]),
      leaf('RequestId', requestId),
    ],
    stsStatus(code),
  );
}
