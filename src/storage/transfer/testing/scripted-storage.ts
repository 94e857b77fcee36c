import type { CallOptions } from '../../call-options.ts';
import { createDirectDigester } from '../../digest/direct-digester.ts';
import type { MultipartOperations, StorageDriver } from '../../driver.ts';
import { StorageError } from '../../errors.ts';
import type { ObjectOperations } from '../../object-operations.ts';
import type { Part, StoredBytes, WriteOptions } from '../../types.ts';
import { createScriptedBlocks } from './scripted-blocks.ts';

export interface StorageCall {
  operation:
    | ('put' | 'head' | 'create' | 'uploadPart' | 'listParts' | 'complete' | 'abort')
    | ('begin' | 'block' | 'join' | 'cancel');
  key: string;
  partNumber?: number;
  /** 1 for the first call of this operation on this key and part, 2 for the next. */
  attempt: number;
  /** Bytes of the body. */
  size: number;
  /** Of `put`, `create` and `begin`; what the other calls on blocks say of it. */
  options?: WriteOptions;
}

export type Fault =
  | { fail: StorageError }
  /** Nothing comes until the caller gives up. */
  | { hang: true }
  /** The server does it, and its answer never arrives. */
  | { loseAnswer: true }
  /** The server does it, and names another ETag. */
  | { etag: string };

export interface ScriptedStorage {
  storage: StorageDriver;
  objects: Map<string, { bytes: Uint8Array; etag: string; customerKey?: Uint8Array }>;
  uploads: Map<
    string,
    { key: string; customerKey?: Uint8Array; parts: Map<number, { bytes: Uint8Array; etag: string }> }
  >;
  calls: StorageCall[];
  /** The most requests that were ever under way at once, and the most of them with 1 MiB and more. */
  peak: { requests: number; large: number };
  /** Requests under way. */
  underWay(): number;
  /** Resolves when a call of this kind has arrived. */
  arrival(operation: StorageCall['operation'], partNumber?: number): Promise<void>;
}

const MiB = 1024 ** 2;
const digester = createDirectDigester();

export const busy = () => new StorageError('too-busy', { status: 503, retryable: true });
export const dropped = () => new StorageError('network', { retryable: true });
export const refused = (
  code: 'no-such-upload' | 'no-such-key' | 'bad-digest' | 'invalid-part' | 'invalid-argument',
) => new StorageError(code, { status: code.startsWith('no-such') ? 404 : 400 });

export const hang: Fault = { hang: true };

/** A script that spoils the first such call. */
export function once(operation: StorageCall['operation'], fault: Fault, partNumber?: number) {
  return (call: StorageCall) =>
    call.operation === operation && call.partNumber === partNumber && call.attempt === 1 ? fault : undefined;
}

/** The same call, whose answers arrive only after `letGo`. */
export function heldBack<Args extends unknown[], Answer>(act: (...args: Args) => Promise<Answer>) {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const call = async (...args: Args): Promise<Answer> => {
    const answer = await act(...args);
    await held;
    return answer;
  };
  return { call, letGo };
}

/** Counts a call, fails it where the script says so, and else acts. */
export type AnswerCall = <Result extends object | string | undefined>(
  about: Omit<StorageCall, 'attempt' | 'size'> & { size?: number },
  options: CallOptions | undefined,
  act: () => Promise<Result> | Result,
) => Promise<Result>;

/** A store in memory that checks MD5s as a server does, and fails where `fault` says so. Every call takes a turn of the event loop. */
export function createScriptedStorage({
  fault = () => undefined,
  etagIsMd5 = true,
  hidesEncryption = false,
  inBlocks = false,
}: {
  fault?: (call: StorageCall) => Fault | undefined;
  /** False: a server that encrypts, with ETags that are no MD5. */
  etagIsMd5?: boolean;
  /** It encrypts, and CORS hides the headers that say so. */
  hidesEncryption?: boolean;
  /** Large files go in blocks instead of parts. */
  inBlocks?: boolean;
} = {}): ScriptedStorage {
  const objects: ScriptedStorage['objects'] = new Map();
  const uploads: ScriptedStorage['uploads'] = new Map();
  const calls: StorageCall[] = [];
  const attempts = new Map<string, number>();
  const peak = { requests: 0, large: 0 };
  const awaited: { operation: string; partNumber: number | undefined; arrived: () => void }[] = [];
  let requests = 0;
  let large = 0;
  let uploadCount = 0;

  async function answer<Result extends object | string | undefined>(
    about: Omit<StorageCall, 'attempt' | 'size'> & { size?: number },
    { signal }: CallOptions = {},
    act: () => Promise<Result> | Result,
  ): Promise<Result> {
    const name = `${about.operation} ${about.key} ${about.partNumber ?? ''}`;
    const attempt = (attempts.get(name) ?? 0) + 1;
    attempts.set(name, attempt);
    const call = { size: 0, ...about, attempt };
    calls.push(call);
    const isLarge = call.size >= MiB;
    requests++;
    if (isLarge) large++;
    peak.requests = Math.max(peak.requests, requests);
    peak.large = Math.max(peak.large, large);
    for (const wait of awaited) {
      if (wait.operation !== call.operation) continue;
      if (wait.partNumber === undefined || wait.partNumber === call.partNumber) wait.arrived();
    }
    try {
      return await untilAborted(signal, async () => {
        await turnOfTheLoop();
        const trouble = fault(call);
        if (trouble && 'fail' in trouble) throw trouble.fail;
        if (trouble && 'hang' in trouble) return await new Promise<never>(() => {});
        const result = await act();
        if (trouble && 'loseAnswer' in trouble) throw dropped();
        if (trouble && 'etag' in trouble) return { ...(result as object), etag: trouble.etag } as Result;
        return result;
      });
    } finally {
      requests--;
      if (isLarge) large--;
    }
  }

  /** As a browser does: a body that cannot be read is a network failure. */
  async function receive(body: Blob, md5: string | undefined): Promise<{ bytes: Uint8Array; etag: string }> {
    const bytes = await body.arrayBuffer().catch(() => {
      throw dropped();
    });
    const seen = await digester.md5(new Blob([bytes]));
    if (md5 !== undefined && md5 !== seen) throw refused('bad-digest');
    return { bytes: new Uint8Array(bytes), etag: etagIsMd5 ? seen : `encrypted-${seen}` };
  }

  const stored = (etag: string): StoredBytes => ({ etag, etagIsMd5: etagIsMd5 || hidesEncryption });
  const uploadOf = (uploadId: string, customerKey?: Uint8Array) => {
    const upload = uploads.get(uploadId);
    if (!upload) throw refused('no-such-upload');
    if (customerKey !== upload.customerKey) throw refused('invalid-argument');
    return upload;
  };
  const notScripted = () => {
    throw new Error('not scripted');
  };

  const multipart: MultipartOperations = {
    minPartSize: MiB,
    maxParts: 10_000,
    maxObjectSize: 5 * 1024 ** 4,
    copyPart: notScripted,
    create: ({ bucket: _, key, ...write }, options) =>
      answer({ operation: 'create', key, options: write }, options, () => {
        const uploadId = `upload ${++uploadCount}`;
        uploads.set(uploadId, { key, customerKey: keyIn(write), parts: new Map() });
        return uploadId;
      }),
    uploadPart: ({ key, uploadId, partNumber, body, md5, customerKey }, options) =>
      answer({ operation: 'uploadPart', key, partNumber, size: body.size }, options, async () => {
        options?.onProgress?.(Math.floor(body.size / 2));
        const received = await receive(body, md5);
        options?.onProgress?.(body.size);
        uploadOf(uploadId, customerKey).parts.set(partNumber, received);
        return stored(received.etag);
      }),
    listParts: ({ key, uploadId }, options) =>
      answer({ operation: 'listParts', key }, options, () =>
        [...(uploads.get(uploadId) ?? uploadOf(uploadId)).parts].map(
          ([partNumber, { bytes, etag }]): Part => ({ partNumber, etag, size: bytes.byteLength }),
        ),
      ),
    listUploads: notScripted,
    measure: notScripted,
    uploadPages: notScripted,
    complete: ({ key, uploadId, parts, customerKey }, options) =>
      answer({ operation: 'complete', key }, options, async () => {
        const upload = uploadOf(uploadId, customerKey);
        const bodies = parts.map(({ partNumber, etag }) => {
          const part = upload.parts.get(partNumber);
          if (part?.etag !== etag) throw refused('invalid-part');
          return part;
        });
        const bytes = new Uint8Array(
          await new Blob(bodies.map((part) => part.bytes as BlobPart)).arrayBuffer(),
        );
        const digests = bodies.map((part) => bytesOfHex(part.etag.replace('encrypted-', '')));
        const etag = `${etagIsMd5 ? '' : 'encrypted-'}${await digester.md5(new Blob(digests))}-${parts.length}`;
        objects.set(key, { bytes, etag, customerKey });
        uploads.delete(uploadId);
        return stored(etag);
      }),
    abort: ({ key, uploadId }, options) =>
      answer({ operation: 'abort', key }, options, () => void uploads.delete(uploadId)),
  };

  const uploadsOrBlocks = inBlocks
    ? { blocks: createScriptedBlocks({ objects, uploads, answer, receive }) }
    : { multipart };

  const objectOperations: ObjectOperations = {
    put: ({ bucket: _, key, body, md5, ...write }, options) =>
      answer({ operation: 'put', key, size: body.size, options: write }, options, async () => {
        const received = await receive(body, md5);
        options?.onProgress?.(body.size);
        objects.set(key, { ...received, customerKey: keyIn(write) });
        return stored(received.etag);
      }),
    head: ({ key, customerKey }, options) =>
      answer({ operation: 'head', key }, options, () => {
        const object = objects.get(key);
        if (!object) throw refused('no-such-key');
        if (customerKey !== object.customerKey) throw refused('invalid-argument');
        return { key, size: object.bytes.byteLength, etag: object.etag, metadata: {}, checksums: {} };
      }),
    list: notScripted,
    get: notScripted,
    delete: notScripted,
    deleteMany: notScripted,
    copy: notScripted,
  };

  return {
    storage: { protocol: 's3', connectionId: 'scripted', objects: objectOperations, ...uploadsOrBlocks },
    objects,
    uploads,
    calls,
    peak,
    underWay: () => requests,
    arrival: (operation, partNumber) =>
      new Promise((arrived) => void awaited.push({ operation, partNumber, arrived })),
  };
}

const keyIn = ({ encryption }: WriteOptions) =>
  encryption?.kind === 'sse-c' ? encryption.customerKey : undefined;

function bytesOfHex(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: hex.length / 2 }, (_, index) =>
    Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16),
  );
}

/** Node's own; the project's types are the browser's. */
declare function setImmediate(callback: () => void): void;

export function turnOfTheLoop(): Promise<void> {
  return new Promise(setImmediate);
}

function untilAborted<Result>(signal: AbortSignal | undefined, work: () => Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(new StorageError('aborted', { cause: signal?.reason }));
    if (signal?.aborted) {
      stop();
      return;
    }
    signal?.addEventListener('abort', stop, { once: true });
    work()
      .then(resolve, reject)
      .finally(() => signal?.removeEventListener('abort', stop));
  });
}
