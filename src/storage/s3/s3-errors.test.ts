import { describe, expect, it } from 'vitest';
import { type AnsweredRequest, errorFromAnswer, errorWithinSuccess } from './s3-errors.ts';

const now = Date.parse('2026-11-21T12:00:00Z');
const onObject: AnsweredRequest = { target: 'object', signedIn: 'header' };

function errorXml(fields: Record<string, string>): string {
  const inner = Object.entries(fields).map(([name, text]) => `<${name}>${text}</${name}>`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${inner.join('')}</Error>`;
}

function errorOf(
  status: number,
  { code, headers = {}, body }: { code?: string; headers?: Record<string, string>; body?: string } = {},
  request = onObject,
) {
  const text = body ?? (code === undefined ? '' : errorXml({ Code: code, Message: 'whatever it says' }));
  return errorFromAnswer({ status, headers, body: text }, request, now);
}

describe('by the service code', () => {
  it.each([
    [403, 'AccessDenied', 'access-denied', false],
    [403, 'AllAccessDisabled', 'access-denied', false],
    [403, 'AccessForbidden', 'access-denied', false],
    [403, 'InvalidAccessKeyId', 'invalid-access-key', false],
    [403, 'SignatureDoesNotMatch', 'signature-mismatch', false],
    [403, 'RequestTimeTooSkewed', 'clock-skew', false],
    [400, 'ExpiredToken', 'expired-credentials', false],
    [400, 'InvalidToken', 'expired-credentials', false],
    [403, 'InvalidTokenId', 'expired-credentials', false],
    [400, 'AuthorizationHeaderMalformed', 'wrong-region', false],
    [400, 'IllegalLocationConstraintException', 'wrong-region', false],
    [400, 'InvalidRegion', 'wrong-region', false],
    [301, 'PermanentRedirect', 'wrong-region', false],
    [404, 'NoSuchBucket', 'no-such-bucket', false],
    [404, 'NoSuchKey', 'no-such-key', false],
    [404, 'NoSuchVersion', 'no-such-version', false],
    [404, 'NoSuchUpload', 'no-such-upload', false],
    [400, 'InvalidBucketName', 'invalid-bucket-name', false],
    [409, 'BucketAlreadyOwnedByYou', 'bucket-owned-by-you', false],
    [409, 'BucketAlreadyExists', 'bucket-exists', false],
    [409, 'BucketNotEmpty', 'bucket-not-empty', false],
    [400, 'KeyTooLongError', 'key-refused', false],
    [400, 'XMinioInvalidObjectName', 'key-refused', false],
    [400, 'XMinioInvalidResourceName', 'key-refused', false],
    [400, 'InvalidPart', 'invalid-part', false],
    [400, 'InvalidPartOrder', 'invalid-part', false],
    [400, 'EntityTooSmall', 'too-small', false],
    [400, 'EntityTooLarge', 'too-large', false],
    [400, 'BadDigest', 'bad-digest', true],
    [400, 'XAmzContentSHA256Mismatch', 'bad-digest', true],
    [400, 'IncompleteBody', 'bad-digest', true],
    [400, 'RequestTimeout', 'timeout', true],
    [412, 'PreconditionFailed', 'precondition-failed', false],
    [409, 'ConditionalRequestConflict', 'precondition-failed', false],
    [503, 'SlowDown', 'too-busy', true],
    [503, 'SlowDownWrite', 'too-busy', true],
    [429, 'TooManyRequests', 'too-busy', true],
    [409, 'OperationAborted', 'too-busy', true],
    [500, 'InternalError', 'server-error', true],
    [503, 'XMinioServerNotInitialized', 'server-error', true],
    [507, 'XMinioStorageFull', 'server-error', false],
    [501, 'NotImplemented', 'not-supported', false],
    [405, 'MethodNotAllowed', 'not-supported', false],
    [400, 'InvalidArgument', 'invalid-argument', false],
    [400, 'MalformedXML', 'invalid-argument', false],
    [416, 'InvalidRange', 'invalid-argument', false],
    [400, 'AuthorizationQueryParametersError', 'invalid-argument', false],
    [400, 'SomethingNew', 'invalid-argument', false],
    [403, 'SomethingNew', 'access-denied', false],
    [503, 'SomethingNew', 'too-busy', true],
    [599, 'SomethingNew', 'server-error', true],
  ])('%i %s: %s, retryable %s', (status, serviceCode, code, retryable) => {
    expect(errorOf(status, { code: serviceCode })).toMatchObject({ code, status, serviceCode, retryable });
  });
});

describe('by the status, where no code came', () => {
  it.each([
    [400, 'invalid-argument'],
    [401, 'access-denied'],
    [403, 'access-denied'],
    [404, 'no-such-key'],
    [405, 'not-supported'],
    [408, 'timeout'],
    [409, 'invalid-argument'],
    [412, 'precondition-failed'],
    [413, 'too-large'],
    [429, 'too-busy'],
    [500, 'server-error'],
    [501, 'not-supported'],
    [502, 'server-error'],
    [503, 'too-busy'],
    [301, 'wrong-region'],
    [307, 'wrong-region'],
    [304, 'unknown'],
  ])('%i: %s', (status, code) => {
    expect(errorOf(status)).toMatchObject({ code, status, serviceCode: undefined });
  });

  it('a 404 is about what was asked for', () => {
    expect(errorOf(404, {}, { target: 'bucket', signedIn: 'query' }).code).toBe('no-such-bucket');
  });

  it('MinIO says it in headers where the answer has no room', () => {
    const headers = {
      'x-minio-error-code': 'SignatureDoesNotMatch',
      'x-minio-error-desc': '"Check your key."',
      'x-amz-request-id': '18E',
    };
    expect(errorOf(403, { headers })).toMatchObject({
      code: 'signature-mismatch',
      serviceCode: 'SignatureDoesNotMatch',
      serviceMessage: 'Check your key.',
      requestId: '18E',
    });
  });
});

describe('what is no S3', () => {
  const page = '<!DOCTYPE html><html><body>Not Found</body></html>';

  it.each([400, 401, 403, 404, 405])('a web page with %i', (status) => {
    expect(errorOf(status, { body: page })).toMatchObject({ code: 'not-s3', status });
  });

  it('plain text and JSON', () => {
    expect(errorOf(400, { body: 'Client sent an HTTP request to an HTTPS server.\n' }).code).toBe('not-s3');
    expect(errorOf(404, { body: '{"message":"no route"}' }).code).toBe('not-s3');
  });

  it.each([
    [413, 'too-large'],
    [429, 'too-busy'],
    [502, 'server-error'],
    [503, 'too-busy'],
  ])('but a proxy before an S3 service may say %i in its own words', (status, code) => {
    expect(errorOf(status, { body: page }).code).toBe(code);
  });
});

describe('the details', () => {
  it('come from the body', () => {
    const body = errorXml({ Code: 'NoSuchKey', Message: 'a &amp; b', Key: 'k', RequestId: 'R', HostId: 'H' });
    expect(errorOf(404, { body })).toMatchObject({ serviceMessage: 'a & b', requestId: 'R' });
  });

  const redirect = { Code: 'PermanentRedirect' };
  const rows: { fields: Record<string, string>; header?: string; region?: string }[] = [
    { fields: { Code: 'AuthorizationHeaderMalformed', Region: 'eu-west-1' }, region: 'eu-west-1' },
    { fields: { Code: 'AuthorizationQueryParametersError', Region: 'eu-west-1' }, region: 'eu-west-1' },
    { fields: redirect, header: 'ap-south-1', region: 'ap-south-1' },
    { fields: { ...redirect, Endpoint: 'b.s3-us-west-2.amazonaws.com' }, region: 'us-west-2' },
    { fields: { ...redirect, Endpoint: 'b.s3.us-west-2.amazonaws.com' }, region: 'us-west-2' },
    { fields: { ...redirect, Endpoint: 'b.s3.amazonaws.com' }, region: undefined },
  ];

  it.each(rows)('name the right region: $fields $header', ({ fields, header, region }) => {
    const headers: Record<string, string> = header ? { 'x-amz-bucket-region': header } : {};
    const error = errorOf(400, { body: errorXml(fields), headers });
    expect(error).toMatchObject({ code: 'wrong-region', region });
  });

  it.each([
    { value: '60', retryAfter: 60_000 },
    { value: '0', retryAfter: 0 },
    { value: 'Sat, 21 Nov 2026 12:00:30 GMT', retryAfter: 30_000 },
    { value: 'Sat, 21 Nov 2026 11:00:00 GMT', retryAfter: undefined },
    { value: 'soon', retryAfter: undefined },
  ])('Retry-After: $value', ({ value, retryAfter }) => {
    expect(errorOf(503, { code: 'SlowDown', headers: { 'retry-after': value } }).retryAfter).toBe(retryAfter);
  });
});

describe('a wrong clock', () => {
  const ahead = 'Sat, 21 Nov 2026 12:20:00 GMT';

  it('is measured by the server time in the body, else by the Date header', () => {
    const body = errorXml({ Code: 'RequestTimeTooSkewed', ServerTime: '2026-11-21T11:30:00Z' });
    expect(errorOf(403, { body, headers: { date: ahead } }).clockOffset).toBe(-30 * 60_000);
    expect(errorOf(403, { code: 'RequestTimeTooSkewed', headers: { date: ahead } }).clockOffset).toBe(
      20 * 60_000,
    );
    expect(errorOf(403, { code: 'RequestTimeTooSkewed' }).clockOffset).toBeUndefined();
  });

  it('shows as a plain refusal of a signature in the query', () => {
    const inQuery: AnsweredRequest = { target: 'object', signedIn: 'query' };
    const refusal = { code: 'AccessDenied', headers: { date: ahead } };
    expect(errorOf(403, refusal, inQuery)).toMatchObject({ code: 'clock-skew', clockOffset: 20 * 60_000 });
    expect(errorOf(403, { headers: { date: ahead } }, inQuery).code).toBe('clock-skew');
  });

  it.each([
    { what: 'the clocks agree', signedIn: 'query', date: 'Sat, 21 Nov 2026 12:10:00 GMT' },
    { what: 'it was signed in headers', signedIn: 'header', date: ahead },
    { what: 'it was not signed', signedIn: 'nowhere', date: ahead },
  ] as const)('is not blamed for a refusal where $what', ({ signedIn, date }) => {
    const refusal = { code: 'AccessDenied', headers: { date } };
    expect(errorOf(403, refusal, { target: 'object', signedIn }).code).toBe('access-denied');
  });
});

describe('within a success', () => {
  const within = (body: string) =>
    errorWithinSuccess({ status: 200, headers: {}, body }, onObject, now)?.code;

  it.each([
    { body: '', code: undefined },
    { body: '<CompleteMultipartUploadResult/>', code: undefined },
    { body: '<Errors></Errors>', code: undefined },
    { body: errorXml({ Code: 'InternalError' }), code: 'server-error' },
    { body: `  \n ${errorXml({ Code: 'SlowDown' })}`, code: 'too-busy' },
    { body: '<Error><Code>NoSuchUpload</Code></Error>', code: 'no-such-upload' },
    { body: '<!doctype html><p>Welcome', code: 'not-s3' },
    { body: '<html></html>', code: 'not-s3' },
  ])('$body: $code', ({ body, code }) => {
    expect(within(body)).toBe(code);
  });
});
