import type { IncomingMessage } from 'node:http';
import { isLoopbackAddress } from '../host-names.ts';
import type { Accounts } from './access/accounts.ts';
import { openAccess } from './access/open-access.ts';
import { type AdminContext, handleAdmin } from './admin/handle-admin.ts';
import { type Authentication, authenticate } from './auth/authenticate.ts';
import { corsSettingOfUrl } from './cors/cors-setting-of.ts';
import { isPostForm, postObject } from './forms/post-object.ts';
import type { Call, Reply, StoreContext } from './http/call.ts';
import { preflightHeaders } from './http/cors.ts';
import { type RequestHeaders, withHoistedHeaders } from './http/request-headers.ts';
import { levelOf, parseTarget, type Target } from './http/target.ts';
import { refuseUnsupportedHeaders } from './http/unsupported-headers.ts';
import { checkBucketName } from './metadata/buckets.ts';
import { checkKeyLength } from './metadata/objects.ts';
import { openPayload } from './payload/payload.ts';
import { planPayload } from './payload/payload-plan.ts';
import { actionOf, findRoute } from './routes.ts';
import { handleSts, isStsRequest } from './sts/handle-sts.ts';
import { handleWant } from './want/handle-want.ts';
import { isWantRequest } from './want/want-route.ts';

/** One request, before anything of it is believed. */
export interface Incoming {
  req: IncomingMessage;
  method: string;
  headers: RequestHeaders;
  requestId: string;
  /** Ends when the client is gone or the store closes. */
  signal: AbortSignal;
  /** For what no client can be told in full. */
  report: (error: unknown) => void;
}

/** Answers one request, or throws an S3Error. */
export async function answer(
  incoming: Incoming,
  store: StoreContext,
  accounts: Accounts,
  admin: AdminContext,
): Promise<Reply> {
  const { req, method, headers } = incoming;
  if (isWantRequest(method, req.url ?? '/', headers)) return handleWant(incoming, store, accounts);
  if (method === 'OPTIONS') {
    const cors = corsSettingOfUrl(store.metadata.tables, store.profile, req.url ?? '/');
    return { status: cors === undefined ? 204 : 200, headers: preflightHeaders(headers, cors) };
  }
  const target = parseTarget(req.url ?? '/');
  const administered = handleAdmin({ method, headers, target }, store, accounts, admin);
  if (administered !== undefined) return administered;
  if (isPostForm(method, target, headers)) return postObject(incoming, target, store, accounts);
  const request = { ...target, method, headers };
  if (isStsRequest(request)) {
    return handleSts({
      ...request,
      req,
      accounts,
      profile: store.profile,
      requestId: incoming.requestId,
      now: store.now(),
    });
  }
  const auth = authenticate(request, accounts, store.now());
  return answerS3(incoming, target, auth, store);
}

function answerS3(
  { req, method, headers: sentHeaders, requestId, signal }: Incoming,
  target: Target,
  auth: Authentication | undefined,
  store: StoreContext,
): Promise<Reply> | Reply {
  const { query, bucket, key } = target;
  const headers = withHoistedHeaders(sentHeaders, query);
  const level = levelOf(target);
  const route = findRoute(method, level, query, headers);
  refuseUnsupportedHeaders(headers);
  if (level !== 'service') checkBucketName(bucket);
  checkKeyLength(key);
  const address = req.socket.remoteAddress ?? '';
  const access = openAccess({
    account: auth?.account,
    tables: store.metadata.tables,
    request: { headers, query, address, isSecure: false, now: store.now() },
  });
  const action = actionOf(route, query);
  if (action !== undefined) access.require({ action, bucket, key });
  const payloadHash = auth?.payloadHash ?? sentHeaders.get('x-amz-content-sha256') ?? 'UNSIGNED-PAYLOAD';
  const plan = planPayload(sentHeaders, payloadHash, route.checksumOf);
  const origin = `http://${sentHeaders.get('host') ?? 'localhost'}`;
  const call: Call = {
    ...store,
    ...target,
    requestId,
    method,
    headers,
    payload: openPayload(req, plan, auth),
    origin,
    isPrivate: isLoopbackAddress(address),
    access,
    source: {
      requestId,
      principalId: auth?.accessKeyId ?? 'anonymous',
      address,
      userAgent: sentHeaders.get('user-agent') ?? '',
      origin,
    },
    signal,
  };
  return route.operation(call);
}
