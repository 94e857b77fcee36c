import type { RequestHeaders } from '../http/request-headers.ts';
import { S3Error } from '../http/s3-error.ts';
import type { Query } from '../http/target.ts';
import { type AuthClaim, type SignedService, unsupportedMechanism } from './authenticate.ts';
import { formatAmzDate, formatIsoSeconds, parseAmzDate, parseCredential } from './credential-scope.ts';

const maxSkewMs = 15 * 60_000;

interface HeaderAuthContext {
  /** Unix ms. */
  now: number;
  service: SignedService;
  /** The SHA-256 of the body in hex, where it was read before. */
  bodyHash: string | undefined;
}

/**
 * `Authorization: AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…`. The clock is looked at before the
 * key or the signature, so that a client whose clock is wrong learns of that and not of a wrong secret.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-auth-using-authorization-header.html
 */
export function parseHeaderAuth(
  authorization: string,
  headers: RequestHeaders,
  query: Query,
  { now, service, bodyHash }: HeaderAuthContext,
): AuthClaim {
  if (!/^AWS4-HMAC-SHA256(?:\s|$)/.test(authorization)) throw unsupportedMechanism();
  const fields = parseFields(authorization.slice('AWS4-HMAC-SHA256'.length));
  const credential = parseCredential(fields.Credential);
  if (credential?.service !== service || credential.terminator !== 'aws4_request') {
    throw malformed(`The credential is not of the form key/date/region/${service}/aws4_request.`);
  }
  const time = requestTime(headers);
  if (Math.abs(now - time) > maxSkewMs) {
    throw new S3Error(
      'RequestTimeTooSkewed',
      'The time of the request and that of the server are too far apart.',
      {
        RequestTime: formatIsoSeconds(time),
        ServerTime: formatIsoSeconds(now),
        MaxAllowedSkewMilliseconds: String(maxSkewMs),
      },
    );
  }
  const amzDate = formatAmzDate(time);
  if (!amzDate.startsWith(credential.date)) {
    throw malformed("The day of the credential is not that of the request's date.");
  }
  return {
    credential,
    amzDate,
    signedHeaders: fields.SignedHeaders.split(';'),
    signature: fields.Signature,
    payloadHash: headers.get('x-amz-content-sha256') ?? bodyHash ?? missingPayloadHash(),
    query,
    sessionToken: headers.get('x-amz-security-token'),
  };
}

function parseFields(text: string): Record<'Credential' | 'SignedHeaders' | 'Signature', string> {
  const fields = new Map(
    text.split(',').map((part) => {
      const equals = part.indexOf('=');
      return [part.slice(0, Math.max(0, equals)).trim(), part.slice(equals + 1).trim()] as const;
    }),
  );
  const [Credential, SignedHeaders, Signature] = ['Credential', 'SignedHeaders', 'Signature'].map((name) =>
    fields.get(name),
  );
  if (!Credential || !SignedHeaders || !Signature || fields.size !== 3) {
    throw malformed('The header takes Credential, SignedHeaders and Signature.');
  }
  return { Credential, SignedHeaders, Signature };
}

function requestTime(headers: RequestHeaders): number {
  const amzDate = headers.get('x-amz-date');
  const time = amzDate === undefined ? Date.parse(headers.get('date') ?? '') : parseAmzDate(amzDate);
  if (time === undefined || Number.isNaN(time)) {
    throw new S3Error('AccessDenied', 'A signed request takes a valid Date or x-amz-date header.');
  }
  return time;
}

function missingPayloadHash(): never {
  throw new S3Error('InvalidRequest', 'A required header is missing: x-amz-content-sha256.');
}

const malformed = (message: string) => new S3Error('AuthorizationHeaderMalformed', message);
