import type { CallOptions, UploadCallOptions } from '../call-options.ts';
import { StorageError } from '../errors.ts';
import { browserTransport } from '../http/browser-transport.ts';
import { formBody } from '../http/form-body.ts';
import { readBytes } from '../http/read-body.ts';
import type { Transport, TransportRequest } from '../http/transport.ts';
import { signManageCall } from './manage-signature.ts';
import { signUploadToken, type WantKeys } from './upload-token.ts';
import { asRecord, errorOfAnswer } from './want-errors.ts';

/** Where a Want service is, and what signs: keys that sign here, or a token that somebody else made. */
export interface WantConnection {
  /** Origins, without a slash at the end. */
  uploadEndpoint: string;
  manageEndpoint: string;
  signer: { kind: 'keys'; keys: WantKeys } | { kind: 'token'; token: string };
  /** ms of silence after which a request is given up. */
  timeout?: number;
}

export interface WantSurroundings {
  transport?: Transport;
  now?: () => number;
}

type UploadCall = 'upload' | 'blockInit' | 'blockUpload' | 'blockComplete' | 'blockCancel';

export type Answer = Readonly<Record<string, unknown>>;

interface ManageCall {
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
  query?: Readonly<Record<string, string | number>>;
}

/** How the operations talk to one service. Both ways answer with what JSON the service sent, successes alone. */
export interface WantCaller {
  /** `policy`: JSON text. With a token of somebody else's it is not looked at: theirs holds. */
  upload(
    call: UploadCall,
    input: { policy: string; fields: Readonly<Record<string, string>>; content?: Blob },
    options?: UploadCallOptions,
  ): Promise<Answer>;
  /** `not-supported` with a token, which signs uploads alone. */
  manage(call: ManageCall, options?: CallOptions): Promise<Answer>;
  readonly manages: boolean;
}

const usualTimeout = 60_000;
/** Services read and hash the whole file before they answer the end of one in blocks. */
const completeTimeout = 600_000;

export function createWantCaller(
  { uploadEndpoint, manageEndpoint, signer, timeout = usualTimeout }: WantConnection,
  { transport = browserTransport, now = Date.now }: WantSurroundings = {},
): WantCaller {
  async function send(request: TransportRequest): Promise<Answer> {
    const response = await transport(request);
    const text = new TextDecoder().decode(await readBytes(response.body));
    const answer = parseJson(text);
    if (response.status !== 200) throw errorOfAnswer(response.status, answer, response.headers);
    if (typeof answer !== 'object' || answer === null) {
      throw new StorageError('not-want', { status: response.status });
    }
    return asRecord(answer);
  }

  return {
    manages: signer.kind === 'keys',

    async upload(call, { policy, fields, content }, { signal, onProgress } = {}) {
      const file = content && { field: 'content', content, type: content.type };
      const { body, contentType, before } = formBody(fields, file);
      const size = content?.size ?? 0;
      return send({
        method: 'POST',
        url: `${uploadEndpoint}/api/proxy/${call}`,
        headers: {
          authorization: signer.kind === 'token' ? signer.token : signUploadToken(signer.keys, policy),
          'content-type': contentType,
        },
        body,
        signal,
        onUploadProgress: onProgress && ((bytes) => onProgress(Math.min(size, Math.max(0, bytes - before)))),
        idleTimeout: call === 'blockComplete' ? completeTimeout : timeout,
      });
    },

    async manage({ method, path, query = {} }, { signal } = {}) {
      if (signer.kind === 'token') throw new StorageError('not-supported');
      const search = new URLSearchParams(
        Object.entries(query).map(([name, value]) => [name, String(value)]),
      ).toString();
      const url = `${manageEndpoint}${path}${search === '' ? '' : `?${search}`}`;
      return send({
        method,
        url,
        headers: signManageCall(signer.keys, {
          path: new URL(url).pathname,
          query: search,
          body: '',
          date: new Date(now()),
        }),
        signal,
        idleTimeout: timeout,
      });
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
