import type { CallOptions, UploadCallOptions } from '../call-options.ts';
import { StorageError } from '../errors.ts';
import type { UploadReceipt } from '../types.ts';
import { base64url } from './base64url.ts';
import { valuesOf } from './upload-policy.ts';
import type { Answer, UploadAnswer, WantCaller } from './want-caller.ts';
import type { WantPath } from './want-path.ts';

/** What the service says of a file that it has stored. */
export interface WantFile extends UploadReceipt {
  /** The policy said what is answered: nothing of it is the service's own word. */
  isOwn: boolean;
}

/** What may go with a file. */
interface WantUploadOptions {
  /** Lower-case hex of the content: the service refuses other bytes with `bad-digest`. */
  md5?: string;
  /** User metadata by name. */
  meta?: Readonly<Record<string, string>>;
  /** Values of the policy's own variables `${var-…}`. */
  vars?: Readonly<Record<string, string>>;
}

export interface WantUploadInput extends WantUploadOptions, WantPath {
  /** JSON text. */
  policy: string;
  content: Blob;
}

/** Names an upload in blocks. */
export interface WantBlocks {
  id: string;
  uploadId: string;
}

export interface WantBlock {
  partNumber: number;
  /** As it was answered: upper-case hex MD5. */
  etag: string;
}

function formFields({
  dir,
  name,
  content,
  md5,
  meta = {},
  vars = {},
}: WantUploadInput): Record<string, string> {
  return {
    name,
    dir,
    size: String(content.size),
    ...(md5 && { md5 }),
    ...prefixed('meta-', meta),
    ...prefixed('var-', vars),
  };
}

const prefixed = (prefix: string, values: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`${prefix}${name}`, value]));

/**
 * Stores a file of at most 10 MiB in one request. Calls: upload_file, upload_content. `file-exists` where the policy
 * keeps what is there, `size-refused` and `type-refused` by its limits.
 */
export async function uploadFile(
  caller: WantCaller,
  input: WantUploadInput,
  options?: UploadCallOptions,
): Promise<WantFile> {
  const { policy, content } = input;
  const ownAnswer = answersItself(policy);
  const fields = formFields(input);
  return fileOf(await caller.upload('upload', { policy, fields, content, ownAnswer }, options), ownAnswer);
}

/** Begins an upload with its first block, which must be there before any other. Call: multipart_init. */
export async function beginBlocks(
  caller: WantCaller,
  input: WantUploadInput,
  options?: UploadCallOptions,
): Promise<WantBlocks & { first: WantBlock } & WantPath> {
  const { policy, content } = input;
  const { answer } = await caller.upload(
    'blockInit',
    { policy, fields: formFields(input), content },
    options,
  );
  return {
    id: textOf(answer, 'id'),
    uploadId: textOf(answer, 'uploadId'),
    // The policy's own dir and name win over those that were asked for.
    dir: textOf(answer, 'dir'),
    name: textOf(answer, 'name'),
    first: { partNumber: 1, etag: textOf(answer, 'eTag') },
  };
}

/** Stores a block from the second on, of 100 KiB to 10 MiB; sent again it takes its place. Call: multipart_upload. */
export async function uploadBlock(
  caller: WantCaller,
  input: WantBlocks & { policy: string; partNumber: number; content: Blob; md5: string },
  options?: UploadCallOptions,
): Promise<WantBlock> {
  const { policy, id, uploadId, partNumber, content, md5 } = input;
  const fields = { id, uploadId, partNumber: String(partNumber), size: String(content.size), md5 };
  const { answer } = await caller.upload('blockUpload', { policy, fields, content }, options);
  return { partNumber, etag: textOf(answer, 'eTag') };
}

/**
 * Joins the blocks, 1 to the last in order. With `md5` of the whole the service compares and refuses other bytes
 * (`bad-digest`). An end whose answer was lost is answered again. Call: multipart_complete.
 */
export async function completeBlocks(
  caller: WantCaller,
  input: WantBlocks & { policy: string; blocks: readonly WantBlock[]; md5?: string },
  options?: CallOptions,
): Promise<WantFile> {
  const { policy, id, uploadId, blocks, md5 } = input;
  const parts = base64url(JSON.stringify(blocks.map(({ partNumber, etag }) => ({ partNumber, eTag: etag }))));
  const fields = { id, uploadId, parts, ...(md5 && { md5 }) };
  const ownAnswer = answersItself(policy);
  return fileOf(await caller.upload('blockComplete', { policy, fields, ownAnswer }, options), ownAnswer);
}

/** Frees the blocks; succeeds where the upload is gone already. Call: multipart_cancel. */
export async function cancelBlocks(
  caller: WantCaller,
  { policy, id, uploadId }: WantBlocks & { policy: string },
  options?: CallOptions,
): Promise<void> {
  try {
    await caller.upload('blockCancel', { policy, fields: { id, uploadId } }, options);
  } catch (error) {
    if (!(error instanceof StorageError) || error.code !== 'no-such-upload') throw error;
  }
}

/** With `returnBody` the policy's text is the answer, with `callbackUrl` what was answered there. */
function answersItself(policy: string): boolean {
  const { returnBody, callbackUrl } = valuesOf(policy);
  return [returnBody, callbackUrl].some((value) => typeof value === 'string' && value !== '');
}

function fileOf({ text: whole, answer }: UploadAnswer, isOwn: boolean): WantFile {
  const text = (name: string) => (typeof answer[name] === 'string' ? (answer[name] as string) : undefined);
  const file = {
    code: text('code'),
    requestId: text('requestId'),
    namespace: text('namespace'),
    dir: isOwn ? text('dir') : textOf(answer, 'dir'),
    name: isOwn ? text('name') : textOf(answer, 'name'),
    url: text('url'),
    size: numberOf(answer.fileSize),
    modified: timeOf(answer.fileModified),
    etag: text('eTag') || undefined,
    mimeType: text('mimeType'),
  };
  const told = Object.fromEntries(Object.entries(file).filter(([, value]) => value !== undefined));
  return { ...told, answer: whole, isOwn };
}

/** Services write numbers as numbers or as texts. */
function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}

function timeOf(value: unknown): Date | undefined {
  const date = new Date(numberOf(value) ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** `not-want` where a success does not say what it must. */
function textOf(answer: Answer, name: string): string {
  const value = answer[name];
  if (typeof value !== 'string') throw new StorageError('not-want');
  return value;
}
