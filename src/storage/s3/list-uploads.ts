import { ListMultipartUploadsCommand, ListPartsCommand } from '@aws-sdk/client-s3';
import type { CallOptions } from '../call-options.ts';
import type { MultipartTarget } from '../driver.ts';
import { StorageError } from '../errors.ts';
import { readBytes } from '../http/read-body.ts';
import type { TransportResponse } from '../http/transport.ts';
import type { IncompleteUpload, Part, UploadPage, UploadSize } from '../types.ts';
import type { S3Caller } from './caller.ts';
import { type ParsedParts, type ParsedUploads, parseParts, parseUploads } from './parse-uploads.ts';

interface ListUploadsInput {
  bucket: string;
  /** Keys that begin with this; '' for all. */
  prefix?: string;
  /** '/' for folders instead of what is below them. */
  delimiter?: string;
}

interface Question extends ListUploadsInput {
  markers?: { key: string; uploadId: string };
  pageSize?: number;
}

async function textOf(response: TransportResponse): Promise<string> {
  return new TextDecoder().decode(await readBytes(response.body));
}

async function ask(
  caller: S3Caller,
  { bucket, prefix, delimiter, markers, pageSize }: Question,
  options?: CallOptions,
): Promise<ParsedUploads & { isMinio: boolean }> {
  const command = new ListMultipartUploadsCommand({
    Bucket: bucket,
    Prefix: prefix || undefined,
    Delimiter: delimiter,
    KeyMarker: markers?.key,
    UploadIdMarker: markers?.uploadId || undefined,
    MaxUploads: pageSize,
    // Keys may hold what XML cannot.
    EncodingType: 'url',
  });
  const response = await caller.read(command, options);
  const parsed = parseUploads(await textOf(response));
  if (!parsed) throw new StorageError('not-s3', { status: response.status });
  const isMinio = parsed.ownerless || /^minio\b/i.test(response.headers.server ?? '');
  return { ...parsed, isMinio };
}

/**
 * Pages of the uploads that were begun and neither completed nor aborted, each asked for when it is wanted.
 *
 * MinIO takes a prefix as one whole key, answers the empty one from the memory of the process (what was begun before
 * its last start, or on another node, is missing), and pages nothing. There, both are asked for and joined here, and
 * `fromMemory` is set. It is known by what it answers, because a proxy may hide its name. API: ListMultipartUploads.
 */
export async function* uploadPages(
  caller: S3Caller,
  input: ListUploadsInput,
  options?: CallOptions,
): AsyncGenerator<UploadPage, void, undefined> {
  const { bucket, prefix = '', delimiter } = input;
  let page = await ask(caller, input, options);
  if (prefix !== '' && (page.isMinio || page.uploads.length + page.prefixes.length === 0)) {
    const all = await askForAll(caller, bucket, page.isMinio, options);
    if (all?.isMinio) {
      const found = joined(page.uploads, all.uploads).filter(({ key }) => key.startsWith(prefix));
      yield { ...rolledUp(found, prefix, delimiter), fromMemory: true, more: false };
      return;
    }
  }
  if (page.isMinio) {
    yield { ...rolledUp(page.uploads, prefix, delimiter), fromMemory: true, more: false };
    return;
  }
  for (;;) {
    const { uploads, prefixes, next } = page;
    yield { uploads, prefixes, fromMemory: false, more: next !== undefined };
    if (next === undefined) return;
    if (next === 'unknown') throw new StorageError('not-supported');
    page = await ask(caller, { ...input, markers: next }, options);
    if (page.next !== undefined && sameMarkers(page.next, next)) throw new StorageError('not-supported');
  }
}

/** To find out what an empty answer to a prefix is worth, one upload is enough: MinIO sends them all anyway. */
async function askForAll(caller: S3Caller, bucket: string, isMinio: boolean, options?: CallOptions) {
  try {
    return await ask(caller, { bucket, pageSize: isMinio ? undefined : 1 }, options);
  } catch (error) {
    // An account may be allowed one prefix alone: then its answer stands.
    if (error instanceof StorageError && error.code === 'access-denied') return undefined;
    throw error;
  }
}

function sameMarkers(left: ParsedUploads['next'], right: ParsedUploads['next']): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

function joined(left: readonly IncompleteUpload[], right: readonly IncompleteUpload[]): IncompleteUpload[] {
  const known = new Set(left.map(({ uploadId }) => uploadId));
  return [...left, ...right.filter(({ uploadId }) => !known.has(uploadId))];
}

/** What a server does that knows delimiters. */
function rolledUp(uploads: IncompleteUpload[], prefix: string, delimiter: string | undefined) {
  if (!delimiter) return { uploads, prefixes: [] };
  const prefixes = new Set<string>();
  const shallow = uploads.filter(({ key }) => {
    const end = key.indexOf(delimiter, prefix.length);
    if (end >= 0) prefixes.add(key.slice(0, end + delimiter.length));
    return end < 0;
  });
  return { uploads: shallow, prefixes: [...prefixes].sort() };
}

/** All pages of them in one list. */
export async function listUploads(
  caller: S3Caller,
  input: ListUploadsInput,
  options?: CallOptions,
): Promise<IncompleteUpload[]> {
  const uploads: IncompleteUpload[] = [];
  for await (const page of uploadPages(caller, input, options)) uploads.push(...page.uploads);
  return uploads;
}

async function askForParts(
  caller: S3Caller,
  { bucket, key, uploadId }: MultipartTarget,
  marker: string | undefined,
  options?: CallOptions,
): Promise<ParsedParts> {
  const command = new ListPartsCommand({
    Bucket: bucket,
    Key: key,
    UploadId: uploadId,
    PartNumberMarker: marker,
  });
  const response = await caller.read(command, options);
  const parsed = parseParts(await textOf(response));
  if (!parsed) throw new StorageError('not-s3', { status: response.status });
  return parsed;
}

/** All parts that the server has, in ascending order. `no-such-upload` where it is over. API: ListParts. */
export async function listParts(
  caller: S3Caller,
  target: MultipartTarget,
  options?: CallOptions,
): Promise<Part[]> {
  const parts: Part[] = [];
  let marker: string | undefined;
  for (;;) {
    const page = await askForParts(caller, target, marker, options);
    parts.push(...page.parts);
    if (page.next === undefined) break;
    if (page.next === 'unknown' || page.next === marker) throw new StorageError('not-supported');
    marker = page.next;
  }
  return parts.sort((left, right) => left.partNumber - right.partNumber);
}

/** What the first page of its parts says of an upload's size, in one request. API: ListParts. */
export async function measureUpload(
  caller: S3Caller,
  target: MultipartTarget,
  options?: CallOptions,
): Promise<UploadSize> {
  const { parts, next } = await askForParts(caller, target, undefined, options);
  return {
    parts: parts.length,
    bytes: parts.reduce((sum, { size }) => sum + size, 0),
    more: next !== undefined,
  };
}
