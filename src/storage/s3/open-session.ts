import { Sha256 } from '@aws-crypto/sha256-js';
import { HttpRequest } from '@smithy/protocol-http';
import { SignatureV4 } from '@smithy/signature-v4';
import { errorFromSts, parseSession, type Session } from '../credentials/parse-session.ts';
import { type SessionRequest, sessionForm } from '../credentials/session-request.ts';
import { StorageError } from '../errors.ts';
import { browserTransport } from '../http/browser-transport.ts';
import { readBytes } from '../http/read-body.ts';
import { sendableHeaders, urlOfRequest } from '../http/sdk-handler.ts';
import type { Transport } from '../http/transport.ts';

interface Surroundings {
  transport?: Transport;
  /** This machine's clock, ms since 1970. */
  now?: () => number;
}

/** ms; an STS may ask an identity provider before it answers. */
const idleTimeout = 30_000;

function requestOf(endpoint: string, body: string): HttpRequest {
  const { protocol, hostname, port, host, pathname } = new URL(endpoint);
  return new HttpRequest({
    method: 'POST',
    protocol,
    hostname,
    port: port === '' ? undefined : Number(port),
    // The parameters are in the body alone: MinIO takes no query here.
    path: pathname.endsWith('/') ? pathname : `${pathname}/`,
    headers: { host, 'content-type': 'application/x-www-form-urlencoded' },
    body,
  });
}

/** Signed for the service `sts`, with the hash of the body, which holds all that is asked for. */
async function sign(request: HttpRequest, session: SessionRequest, at: Date): Promise<HttpRequest> {
  if (session.method === 'web-identity') return request;
  const signer = new SignatureV4({
    service: 'sts',
    region: session.region,
    credentials: session.credentials,
    // In JavaScript, because crypto.subtle is missing on pages of plain http hosts.
    sha256: Sha256,
    uriEscapePath: false,
  });
  return HttpRequest.clone(await signer.sign(request, { signingDate: at }));
}

/** The server names the end by its own clock. */
function byThisClock(session: Session, clockOffset: number): Session {
  const expiresAt = new Date(session.credentials.expiresAt.getTime() - clockOffset);
  return { ...session, credentials: { ...session.credentials, expiresAt } };
}

/**
 * Temporary keys for long-lived ones, or for the token of an identity provider. `access-denied`, `invalid-argument`,
 * `expired-credentials` (the token's end) and the network's errors as everywhere; `not-s3` where the answer cannot be
 * read. A wrong clock is put right once. API: AssumeRole (signed), AssumeRoleWithWebIdentity (not signed).
 */
export async function openSession(
  session: SessionRequest,
  { signal }: { signal?: AbortSignal } = {},
  { transport = browserTransport, now = Date.now }: Surroundings = {},
): Promise<Session> {
  const body = sessionForm(session);
  let clockOffset = 0;
  for (let attempt = 1; ; attempt += 1) {
    const plain = requestOf(session.endpoint, body);
    const request = await sign(plain, session, new Date(now() + clockOffset));
    const answer = await transport({
      method: 'POST',
      url: urlOfRequest(request),
      headers: sendableHeaders(request.headers),
      body,
      signal,
      idleTimeout,
    });
    const text = new TextDecoder().decode(await readBytes(answer.body));
    if (answer.status < 300) {
      const opened = parseSession(text);
      if (!opened) throw new StorageError('not-s3', { status: answer.status });
      return clockOffset === 0 ? opened : byThisClock(opened, clockOffset);
    }
    const error = errorFromSts({ ...answer, body: text }, now());
    if (error.clockOffset === undefined || attempt > 1) throw error;
    clockOffset = error.clockOffset;
  }
}
