import type { Credentials } from '../credentials.ts';
import { StorageError, type StorageErrorCode } from '../errors.ts';
import { errorFromAnswer, type FailedAnswer } from '../s3/s3-errors.ts';
import { XmlScanner } from '../s3/xml-scan.ts';

/** Temporary keys and, from an identity provider, whose they are. */
export interface Session {
  credentials: Credentials & { expiresAt: Date };
  subject?: string;
}

/** The texts of all elements that hold nothing but text, by name; undefined where `xml` is no such document. */
function leaves(xml: string): { root: string; texts: Map<string, string> } | undefined {
  const scanner = new XmlScanner(xml);
  const texts = new Map<string, string>();
  let root = '';
  while (scanner.next()) {
    if (scanner.kind === 'open' && scanner.depth === 1) root = scanner.name;
    if (scanner.kind === 'close' && scanner.depth > 1 && !texts.has(scanner.name)) {
      texts.set(scanner.name, scanner.text.trim());
    }
  }
  return scanner.complete ? { root, texts } : undefined;
}

/** Reads the answer of either action; undefined where it is something else. API: AssumeRole, "Response Elements". */
export function parseSession(xml: string): Session | undefined {
  const document = leaves(xml);
  if (!document || !/^AssumeRole(WithWebIdentity)?Response$/.test(document.root)) return undefined;
  const { texts } = document;
  const accessKeyId = texts.get('AccessKeyId');
  const secretAccessKey = texts.get('SecretAccessKey');
  const sessionToken = texts.get('SessionToken');
  const expiresAt = new Date(texts.get('Expiration') ?? '');
  if (!accessKeyId || !secretAccessKey || !sessionToken || Number.isNaN(expiresAt.getTime())) {
    return undefined;
  }
  const subject = texts.get('SubjectFromWebIdentityToken');
  return {
    credentials: { accessKeyId, secretAccessKey, sessionToken, expiresAt },
    ...(subject ? { subject } : {}),
  };
}

/** STS has names of its own for what S3 calls otherwise. */
const codes: Record<string, StorageErrorCode> = {
  AccessDenied: 'access-denied',
  ExpiredToken: 'expired-credentials',
  ExpiredTokenException: 'expired-credentials',
  IDPRejectedClaim: 'access-denied',
  InvalidClientTokenId: 'invalid-access-key',
  SignatureDoesNotMatch: 'signature-mismatch',
  RequestExpired: 'clock-skew',
  STSNotInitialized: 'server-error',
  InternalError: 'server-error',
  IDPCommunicationError: 'server-error',
  Throttling: 'too-busy',
};

/**
 * A signature may be this old, in ms. Of an older one MinIO says that it is denied, AWS that it does not match, and
 * neither names the time.
 */
const allowedSkew = 15 * 60_000 - 5000;

/** The `StorageError` for an answer of STS that is no success; `now` is this machine's clock in ms. */
export function errorFromSts(answer: FailedAnswer, now: number): StorageError {
  const document = leaves(answer.body);
  if (document?.root !== 'ErrorResponse') {
    // A server without STS answers as S3 does, or it is no such server at all.
    return errorFromAnswer(answer, { target: 'service', signedIn: 'header' }, now);
  }
  const { status, headers } = answer;
  const { texts } = document;
  const serviceCode = texts.get('Code');
  const offset = Date.parse(headers.date ?? '') - now;
  let code = codes[serviceCode ?? ''];
  if (!code) {
    if (status >= 500) code = 'server-error';
    else code = status === 401 || status === 403 ? 'access-denied' : 'invalid-argument';
  }
  const mayBeTime = code === 'access-denied' || code === 'signature-mismatch';
  if (mayBeTime && Math.abs(offset) > allowedSkew) code = 'clock-skew';
  return new StorageError(code, {
    status,
    serviceCode,
    serviceMessage: texts.get('Message'),
    requestId: texts.get('RequestId') || headers['x-amz-request-id'],
    retryable: code === 'too-busy' || code === 'server-error',
    clockOffset: code === 'clock-skew' && !Number.isNaN(offset) ? offset : undefined,
  });
}
