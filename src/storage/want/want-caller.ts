import type { CallOptions, UploadCallOptions } from '../call-options.ts';
import { StorageError } from '../errors.ts';
import { browserTransport } from '../http/browser-transport.ts';
import { formBody } from '../http/form-body.ts';
import { readBytes } from '../http/read-body.ts';
import type { Transport, TransportRequest, TransportResponse } from '../http/transport.ts';
import { signManageCall } from './manage-signature.ts';
import { signUploadToken, type WantKeys } from './upload-token.ts';
import { asRecord, errorOfAnswer, errorOfStatus } from './want-errors.ts';

/** Where a Want service is, and what signs: keys that sign here, or a token that somebody else made. */
export interface WantConnection {
  /** Origins, without a slash at the end. */
  uploadEndpoint: string;
  manageEndpoint: string;
  signer: { kind: 'keys'; keys: WantKeys } | { kind: 'token'; token: string };
  /** ms of silence after which a request is given up. */
  timeout?: number;
  /** Whether a manage call that was refused for this machine's clock is sent once more by the service's. Default true. */
  corrects?: boolean;
}

export interface WantSurroundings {
  transport?: Transport;
  now?: () => number;
}

type UploadCall = 'upload' | 'blockInit' | 'blockUpload' | 'blockComplete' | 'blockCancel';

/** A JSON object. */
export type Answer = Readonly<Record<string, unknown>>;

export interface UploadAnswer {
  /** All of it, as it came. */
  text: string;
  /** Empty where the text is no JSON object. */
  answer: Answer;
}

interface ManageCall {
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
  query?: Readonly<Record<string, string | number>>;
}

/** How the operations talk to one service. Every way gives successes alone. */
export interface WantCaller {
  /**
   * `policy`: JSON text. With a token of somebody else's it is not looked at: theirs holds. `ownAnswer`: the policy says
   * what is answered, so that any text is a success; else a success is a JSON object, and all other things `not-want`.
   */
  upload(
    call: UploadCall,
    input: {
      policy: string;
      fields: Readonly<Record<string, string>>;
      content?: Blob;
      ownAnswer?: boolean;
    },
    options?: UploadCallOptions,
  ): Promise<UploadAnswer>;
  /** `not-supported` with a token, which signs uploads alone. */
  manage(call: ManageCall, options?: CallOptions): Promise<Answer>;
  readonly manages: boolean;
  /** A file's bytes at its public address, unsigned. Rejects for any answer but 200 and 206. */
  read(url: string, options?: CallOptions & { headers?: Record<string, string> }): Promise<TransportResponse>;
}

const usualTimeout = 60_000;
/** Services read and hash the whole file before they answer the end of one in blocks. */
const completeTimeout = 600_000;

export function createWantCaller(
  { uploadEndpoint, manageEndpoint, signer, timeout = usualTimeout, corrects = true }: WantConnection,
  { transport = browserTransport, now = Date.now }: WantSurroundings = {},
): WantCaller {
  /** The service's clock minus this machine's, in ms, as far as a refusal told it. */
  let clockOffset = 0;

  async function send(
    request: TransportRequest,
    signedWith: 'keys' | 'token' | 'date',
    ownAnswer = false,
  ): Promise<UploadAnswer> {
    const { status, headers, body } = await transport(request);
    const text = new TextDecoder().decode(await readBytes(body));
    const answer = parseJson(text);
    if (status !== 200) throw withClock(errorOfAnswer({ status, answer, headers, signedWith }), headers);
    if (ownAnswer) return { text, answer: asRecord(answer) };
    if (typeof answer !== 'object' || answer === null) throw new StorageError('not-want', { status });
    // Some services say under 200 that they failed.
    if (isRefusal(answer)) throw errorOfAnswer({ status, answer, headers, signedWith });
    return { text, answer: asRecord(answer) };
  }

  /** A refusal of the date says how far it is off, where the page may read the answer's own date. */
  function withClock(error: StorageError, headers: Record<string, string>): StorageError {
    const time = Date.parse(headers.date ?? '');
    if (error.code !== 'clock-skew' || Number.isNaN(time)) return error;
    return new StorageError('clock-skew', { ...error, clockOffset: time - now() });
  }

  async function sendManageCall(
    keys: WantKeys,
    { method, path, query = {} }: ManageCall,
    { signal }: CallOptions,
  ): Promise<Answer> {
    const search = new URLSearchParams(
      Object.entries(query).map(([name, value]) => [name, String(value)]),
    ).toString();
    const url = `${manageEndpoint}${path}${search === '' ? '' : `?${search}`}`;
    const signed = {
      path: new URL(url).pathname,
      query: search,
      body: '',
      date: new Date(now() + clockOffset),
    };
    const headers = signManageCall(keys, signed);
    return (await send({ method, url, headers, signal, idleTimeout: timeout }, 'date')).answer;
  }

  return {
    manages: signer.kind === 'keys',

    async read(url, { signal, headers = {} } = {}) {
      const response = await transport({ method: 'GET', url, headers, signal, idleTimeout: timeout });
      if (response.status === 200 || response.status === 206) return response;
      await response.body?.cancel();
      throw errorOfStatus(response.status, response.headers);
    },

    async upload(call, { policy, fields, content, ownAnswer }, { signal, onProgress } = {}) {
      const file = content && { field: 'content', content, type: content.type };
      const { body, contentType, before } = formBody(fields, file);
      const size = content?.size ?? 0;
      const request: TransportRequest = {
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
      };
      return send(request, signer.kind, ownAnswer);
    },

    async manage(call, options = {}) {
      if (signer.kind === 'token') throw new StorageError('not-supported');
      try {
        return await sendManageCall(signer.keys, call, options);
      } catch (error) {
        if (!corrects || !(error instanceof StorageError) || error.clockOffset === undefined) throw error;
        clockOffset = error.clockOffset;
        return sendManageCall(signer.keys, call, options);
      }
    },
  };
}

const isRefusal = (answer: object) => {
  const { code } = asRecord(answer);
  return typeof code === 'string' && code.toUpperCase() !== 'OK';
};

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
