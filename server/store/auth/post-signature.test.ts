import { describe, expect, it } from 'vitest';
import { openAccounts } from '../access/accounts.ts';
import { S3Error } from '../http/s3-error.ts';
import { verifyPostSignature } from './post-signature.ts';

const now = Date.parse('2023-11-14T22:13:20Z');
const accounts = openAccounts({ owner: { accessKeyId: 'A', secretAccessKey: 'S' }, now: () => now });
const policy =
  '{"expiration":"2030-01-01T00:00:00.000Z","conditions":[["eq","$bucket","b"],["starts-with","$key","my/"],["content-length-range",1,10],["eq","$x-amz-algorithm","AWS4-HMAC-SHA256"],["eq","$x-amz-credential","A/20231114/us-east-1/s3/aws4_request"],["eq","$x-amz-date","20231114T221320Z"]]}';
const form = {
  policyBase64: Buffer.from(policy).toString('base64'),
  credential: 'A/20231114/us-east-1/s3/aws4_request',
  amzDate: '20231114T221320Z',
  signature: '518fbdaa7adc486e6daa38456bd17d78ee7bda7f89a394f43d57c1c3d1c2dd84',
  sessionToken: undefined,
};

describe('verifyPostSignature', () => {
  it('gives the account of a good signature, however old it is', () => {
    const years = 5 * 365 * 24 * 3600_000;
    expect(verifyPostSignature(form, accounts, now + years)).toMatchObject({
      accessKeyId: 'A',
      isOwner: true,
    });
  });

  it.each([
    { code: 'SignatureDoesNotMatch', more: { policyBase64: form.policyBase64.slice(0, -4) } },
    { code: 'SignatureDoesNotMatch', more: { signature: '' } },
    { code: 'SignatureDoesNotMatch', more: { credential: 'A/20231114/mars/s3/aws4_request' } },
    { code: 'InvalidAccessKeyId', more: { credential: 'B/20231114/us-east-1/s3/aws4_request' } },
    { code: 'InvalidToken', more: { sessionToken: 't' } },
    { code: 'AuthorizationQueryParametersError', more: { credential: 'A' } },
    {
      code: 'AuthorizationQueryParametersError',
      more: { credential: 'A/20231114/us-east-1/sts/aws4_request' },
    },
    { code: 'AuthorizationQueryParametersError', more: { amzDate: 'yesterday' } },
    { code: 'AuthorizationQueryParametersError', more: { amzDate: '20231115T221320Z' } },
  ])('$code for $more', ({ code, more }) => {
    expect(() => verifyPostSignature({ ...form, ...more }, accounts, now)).toThrow(
      expect.objectContaining({ constructor: S3Error, code }),
    );
  });
});
