import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Accounts } from '../access/accounts.ts';
import { openAccess } from '../access/open-access.ts';
import type { Reply, StoreContext } from '../http/call.ts';
import type { RequestHeaders } from '../http/request-headers.ts';
import { parseTarget, type Target } from '../http/target.ts';
import { beginBlocks } from './begin-blocks.ts';
import { completeBlocks } from './complete-blocks.ts';
import { deleteFile, existFile, getFile, listFiles } from './manage-files.ts';
import { createDir, deleteDir, existDir, listDirs } from './manage-folders.ts';
import { checkManageSignature, parseManageToken } from './manage-signature.ts';
import { cancelBlocks, uploadBlock } from './upload-block.ts';
import { uploadFile } from './upload-file.ts';
import { parseUploadPolicy, type UploadPolicy } from './upload-policy.ts';
import { checkUploadSignature, parseUploadToken, wrongSignature } from './upload-token.ts';
import type { WantCall } from './want-call.ts';
import { wantPreflightHeaders } from './want-cors.ts';
import { invalidArgument, toWantError, WantError } from './want-error.ts';
import { errorReply, withCors } from './want-reply.ts';
import { manageCallOf, type UploadCall, uploadCallOf } from './want-route.ts';

export interface WantRequest {
  req: IncomingMessage;
  method: string;
  headers: RequestHeaders;
  /** Of the store's log; an answer of Want's has an id of its own form. */
  requestId: string;
  signal: AbortSignal;
  /** For what no client can be told in full. */
  report: (error: unknown) => void;
}

/** A manage call's body is part of what is signed, though none of them needs one. */
const maxManageBodyBytes = 64 * 1024;

const uploads: Record<UploadCall, (call: WantCall, policy: UploadPolicy) => Promise<Reply>> = {
  upload: uploadFile,
  blockInit: beginBlocks,
  blockUpload: uploadBlock,
  blockComplete: completeBlocks,
  blockCancel: cancelBlocks,
};

/**
 * Answers a request of the Want protocol (`isWantRequest`), with its own JSON for what goes wrong, too. Buckets are Want's
 * namespaces, keys its dirs and names; the accounts are the same.
 */
export async function handleWant(
  request: WantRequest,
  store: StoreContext,
  accounts: Pick<Accounts, 'find'>,
): Promise<Reply> {
  const requestId = randomUUID();
  try {
    return withCors(await answer(request, requestId, store, accounts));
  } catch (thrown) {
    const error = toWantError(thrown) ?? new WantError('InternalError');
    if (error.code === 'InternalError') request.report(thrown);
    return withCors(errorReply(error, requestId));
  }
}

async function answer(
  request: WantRequest,
  requestId: string,
  store: StoreContext,
  accounts: Pick<Accounts, 'find'>,
): Promise<Reply> {
  const { req, method, headers } = request;
  if (method === 'OPTIONS') return { status: 204, headers: wantPreflightHeaders(headers) };
  const target = parseTarget(req.url ?? '/');
  const authorization = headers.get('authorization');
  const openCall = (accessKeyId: string): WantCall =>
    openWantCall(request, target, requestId, store, accounts, accessKeyId);

  const name = uploadCallOf(target.rawPath);
  if (name === undefined) return answerManageCall(request, target, openCall, store, accounts);
  const token = parseUploadToken(authorization);
  checkUploadSignature(token, secretOf(accounts, token.accessKeyId));
  const policy = parseUploadPolicy(token.encodedPolicy, store.now());
  return uploads[name](openCall(token.accessKeyId), policy);
}

async function answerManageCall(
  { req, method, headers }: WantRequest,
  { rawPath, query }: Target,
  openCall: (accessKeyId: string) => WantCall,
  store: StoreContext,
  accounts: Pick<Accounts, 'find'>,
): Promise<Reply> {
  const token = parseManageToken(headers.get('authorization'));
  const secret = secretOf(accounts, token.accessKeyId);
  const mark = req.url?.indexOf('?') ?? -1;
  const rawQuery = mark === -1 ? '' : (req.url?.slice(mark + 1) ?? '');
  const date = headers.get('x-acl-date') ?? headers.get('date') ?? '';
  const body = await readBody(req);
  checkManageSignature(token, { path: rawPath, rawQuery, body, date }, secret, store.now());
  const call = openCall(token.accessKeyId);
  const asked = manageCallOf(method, rawPath);
  switch (asked?.name) {
    case 'getFile':
      return getFile(call, asked.resourceId);
    case 'existFile':
      return existFile(call, asked.resourceId);
    case 'delFile':
      return deleteFile(call, asked.resourceId);
    case 'listFiles':
      return listFiles(call, query);
    case 'createDir':
      return createDir(call, asked.resourceId);
    case 'delDir':
      return deleteDir(call, asked.resourceId);
    case 'existDir':
      return existDir(call, asked.resourceId);
    case 'listDirs':
      return listDirs(call, query);
    case undefined:
      throw invalidArgument('There is no such call.');
  }
}

function openWantCall(
  { req, headers, signal, requestId: logId }: WantRequest,
  { query }: Target,
  requestId: string,
  store: StoreContext,
  accounts: Pick<Accounts, 'find'>,
  accessKeyId: string,
): WantCall {
  const address = req.socket.remoteAddress ?? '';
  const origin = `http://${headers.get('host') ?? 'localhost'}`;
  return {
    req,
    store,
    requestId,
    origin,
    accessKeyId,
    access: openAccess({
      account: accounts.find(accessKeyId),
      tables: store.metadata.tables,
      request: { headers, query, address, isSecure: false, now: store.now() },
    }),
    source: {
      requestId: logId,
      principalId: accessKeyId,
      address,
      userAgent: headers.get('user-agent') ?? '',
      origin,
    },
    signal,
  };
}

function secretOf(accounts: Pick<Accounts, 'find'>, accessKeyId: string): string {
  const account = accounts.find(accessKeyId);
  if (account === undefined) throw wrongSignature();
  return account.secretAccessKey;
}

async function readBody(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req.iterator({ destroyOnReturn: false })) {
    size += (chunk as Buffer).length;
    if (size > maxManageBodyBytes) throw invalidArgument('The body is too long.');
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}
