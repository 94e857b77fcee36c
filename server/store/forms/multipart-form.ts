import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { Busboy } from '@fastify/busboy';

export interface FormField {
  name: string;
  value: string;
}

/** The form's file. Its bytes are read once, and from no further than its reader has come. */
interface FormFile {
  /** As the form spells it. */
  name: string;
  /** The last segment of the path that the client gives it; empty where it gives none. */
  filename: string;
  /** In lower case and without parameters; `text/plain` where the form names none. */
  contentType: string;
  /**
   * The bytes as they arrive. Throws a FormError when the form breaks off, and ends only when the form has ended as it
   * should: so nothing that was written down counts before.
   */
  chunks(): AsyncGenerator<Buffer>;
}

interface ReceivedForm {
  /** Those before the file, in the order sent; those behind it are skipped. */
  fields: FormField[];
  /** Lets go of the request, read or not, so that an answer can drain what is left of it. Always call it. */
  close(): void;
}

export interface FileForm extends ReceivedForm {
  file: FormFile;
}

export interface FormLimits {
  fields: number;
  /** Bytes of one value. */
  valueBytes: number;
  /** Bytes of all names and values. */
  totalBytes: number;
}

export type FormErrorCode =
  | 'not-multipart'
  | 'no-boundary'
  | 'no-file'
  /** The body ended before the form did. */
  | 'truncated'
  | 'too-many-fields'
  | 'fields-too-large'
  /** The connection ended before the body did: nobody will read an answer. */
  | 'client-gone';

const messages: Record<FormErrorCode, string> = {
  'not-multipart': 'The body is not multipart/form-data.',
  'no-boundary': 'The Content-Type names no boundary that a form may have.',
  'no-file': 'The form has no file.',
  truncated: 'The form breaks off before its end.',
  'too-many-fields': 'The form has more fields than are allowed.',
  'fields-too-large': 'The fields of the form are larger than is allowed.',
  'client-gone': 'The connection ended before the whole form had come.',
};

/** What is wrong with a form; each protocol has its own answer for it. */
export class FormError extends Error {
  override readonly name = 'FormError';
  readonly code: FormErrorCode;

  constructor(code: FormErrorCode) {
    super(messages[code]);
    this.code = code;
  }
}

/**
 * Reads a form up to its file, which is the part of the name `fileField` in any case of letters, whatever it says of a
 * file name. https://www.rfc-editor.org/rfc/rfc7578
 */
export async function readForm(
  req: IncomingMessage,
  limits: FormLimits,
  fileField: string,
): Promise<FileForm> {
  const reading = beginReading(req, limits, fileField);
  try {
    const file = await reading.file;
    if (file === undefined) throw new FormError('no-file');
    return { fields: reading.fields, file, close: reading.close };
  } catch (error) {
    reading.close();
    throw error;
  }
}

/** Reads a form that has no file. */
export async function readFields(req: IncomingMessage, limits: FormLimits): Promise<FormField[]> {
  const reading = beginReading(req, limits, undefined);
  try {
    await reading.file;
    return reading.fields;
  } finally {
    reading.close();
  }
}

interface Reading {
  fields: FormField[];
  /** Settles at the file or, with undefined, at the end of a form without one. */
  file: Promise<FormFile | undefined>;
  close(): void;
}

function beginReading(req: IncomingMessage, limits: FormLimits, fileField: string | undefined): Reading {
  const isFile = (name: string | undefined) =>
    fileField !== undefined && name?.toLowerCase() === fileField.toLowerCase();
  const parser = createParser(req, limits, isFile);
  const fields: FormField[] = [];
  let totalBytes = 0;
  let stream: Readable | undefined;
  let failure: FormError | undefined;
  const file = deferred<FormFile | undefined>();
  const ended = deferred<void>();
  // Only a file's reader waits for the end.
  ended.promise.catch(() => undefined);

  const fail = (code: FormErrorCode) => {
    failure ??= new FormError(code);
    file.reject(failure);
    ended.reject(failure);
    stream?.destroy(failure);
    req.unpipe(parser);
  };
  const onClose = () => {
    if (!req.readableEnded) fail('client-gone');
  };

  parser.on('field', (name, value, _nameTruncated, valueTruncated) => {
    if (stream !== undefined || name === undefined) return;
    totalBytes += Buffer.byteLength(name) + Buffer.byteLength(value);
    if (valueTruncated || totalBytes > limits.totalBytes) fail('fields-too-large');
    else fields.push({ name, value });
  });
  const onTooMany = () => {
    if (stream === undefined) fail('too-many-fields');
  };
  parser.on('fieldsLimit', onTooMany);
  parser.on('partsLimit', onTooMany);
  parser.on('file', (name, received, filename, _encoding, contentType) => {
    stream = received;
    // Its reader sees this as well; when nobody reads, nobody needs it.
    received.on('error', () => undefined);
    file.resolve({
      name,
      filename: filename ?? '',
      contentType,
      async *chunks() {
        try {
          for await (const chunk of received) yield chunk as Buffer;
        } catch (error) {
          throw failure ?? (error instanceof FormError ? error : new FormError('truncated'));
        }
        await ended.promise;
      },
    });
  });
  parser.on('finish', () => {
    file.resolve(undefined);
    ended.resolve();
  });
  parser.on('error', () => fail('truncated'));
  req.on('close', onClose);
  // What befell the connection is told by `close`, which comes after it.
  const onError = () => undefined;
  req.on('error', onError);
  if (req.destroyed) onClose();
  else req.pipe(parser);

  return {
    fields,
    file: file.promise,
    close() {
      req.off('close', onClose);
      req.unpipe(parser);
      stream?.destroy();
      parser.destroy();
    },
  };
}

function createParser(req: IncomingMessage, limits: FormLimits, isFile: (name?: string) => boolean) {
  const contentType = req.headers['content-type'] ?? '';
  if (!/^multipart\/form-data\s*(?:;|$)/i.test(contentType)) throw new FormError('not-multipart');
  try {
    return new Busboy({
      headers: { ...req.headers, 'content-type': contentType },
      isPartAFile: isFile,
      limits: {
        fieldSize: limits.valueBytes,
        fields: limits.fields,
        files: 1,
        // Beside fields and file: parts without a name, which count as nothing else.
        parts: 2 * limits.fields + 1,
        headerPairs: 32,
        headerSize: 16 * 1024,
      },
    });
  } catch {
    throw new FormError('no-boundary');
  }
}

interface Deferred<T> {
  promise: Promise<T>;
  resolve(value: T): void;
  reject(error: Error): void;
}

/** `Promise.withResolvers`, which Node 20 lacks. */
function deferred<T>(): Deferred<T> {
  let settle: Omit<Deferred<T>, 'promise'> | undefined;
  const promise = new Promise<T>((resolve, reject) => {
    settle = { resolve, reject };
  });
  if (settle === undefined) throw new Error('A promise runs its function at once.');
  return { promise, ...(settle as Omit<Deferred<T>, 'promise'>) };
}
