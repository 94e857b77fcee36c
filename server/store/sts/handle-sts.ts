import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Account, Accounts } from '../access/accounts.ts';
import { authenticate, type SignedRequest } from '../auth/authenticate.ts';
import type { Profile, Reply } from '../http/call.ts';
import { S3Error } from '../http/s3-error.ts';
import { queryValue } from '../http/target.ts';
import { assumeRole } from './assume-role.ts';
import { stsErrorReply } from './sts-document.ts';
import { StsError, signatureError } from './sts-error.ts';

/** An identity provider's token may have 20,000 characters, and nothing else is long. */
const maxBodyBytes = 64 * 1024;

export interface StsRequest extends SignedRequest {
  req: Pick<IncomingMessage, 'iterator'>;
  accounts: Accounts;
  profile: Profile;
  requestId: string;
  /** Unix ms. */
  now: number;
}

/** STS has no address of its own here: a POST of a form to the root is for it, and no S3 call is one. */
export function isStsRequest({ method, rawPath, query, headers }: SignedRequest): boolean {
  if (method !== 'POST' || rawPath !== '/') return false;
  const type = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  return type === 'application/x-www-form-urlencoded' || queryValue(query, 'Action') !== undefined;
}

/** Answers with STS's own documents, errors too. https://docs.aws.amazon.com/STS/latest/APIReference/welcome.html */
export async function handleSts(request: StsRequest): Promise<Reply> {
  try {
    return await answer(request);
  } catch (error) {
    if (error instanceof StsError) return stsErrorReply(error, request.requestId, request.profile);
    throw error;
  }
}

async function answer(request: StsRequest): Promise<Reply> {
  const body = await readBody(request.req);
  const form = new URLSearchParams(body.toString('utf8'));
  const actionInQuery = queryValue(request.query, 'Action');
  if (actionInQuery === 'AssumeRole') {
    throw new S3Error('BadRequest', 'AssumeRole takes its parameters in the body.');
  }
  const parameters =
    actionInQuery === undefined ? form : new URLSearchParams(request.query.map(([...pair]) => pair));
  const account = authenticateForm(request, body);
  const action = parameters.get('Action') ?? '';
  if (action === '') throw new StsError('MissingParameter', 'The parameter Action is missing.');
  if (parameters.get('Version') !== '2011-06-15') {
    throw new StsError('InvalidAction', 'Version is 2011-06-15.', 'MissingParameter');
  }
  switch (action) {
    case 'AssumeRole':
      return assumeRole({ ...request, account, parameters });
    case 'AssumeRoleWithWebIdentity':
    case 'AssumeRoleWithLDAPIdentity':
    case 'AssumeRoleWithClientGrants':
      throw new StsError(
        'InvalidParameterValue',
        `${action} needs an identity provider, and this store has none.`,
      );
    default:
      throw new StsError(
        'InvalidAction',
        `${action} is not an action of this store.`,
        'InvalidParameterValue',
      );
  }
}

/** The body must be signed as well: it holds all that is asked for. */
function authenticateForm(request: StsRequest, body: Buffer): Account | undefined {
  const bodyHash = createHash('sha256').update(body).digest('hex');
  try {
    const auth = authenticate(request, request.accounts, request.now, 'sts', bodyHash);
    if (auth === undefined) return undefined;
    if (auth.payloadHash === bodyHash) return auth.account;
  } catch (error) {
    throw signatureError(error);
  }
  throw new StsError(
    'SignatureDoesNotMatch',
    'The hash that was signed is not that of the body.',
    'AccessDenied',
  );
}

async function readBody(req: StsRequest['req']): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of req.iterator({ destroyOnReturn: false })) {
      size += (chunk as Buffer).length;
      if (size > maxBodyBytes) break;
      chunks.push(chunk as Buffer);
    }
  } catch {
    throw new S3Error('IncompleteBody', 'The connection ended before the whole form had come.');
  }
  if (size <= maxBodyBytes) return Buffer.concat(chunks);
  throw new StsError('InvalidParameterValue', `The form has ${maxBodyBytes} bytes at most.`);
}
