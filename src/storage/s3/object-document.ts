import type { CallOptions } from '../call-options.ts';
import { StorageError } from '../errors.ts';
import type { ObjectRef } from '../types.ts';
import type { S3Caller } from './caller.ts';
import { parseXml, type XmlElement } from './settings/xml-document.ts';

/** What stands beside an object's bytes as a document of its own. */
export type ObjectDocument = 'tagging' | 'retention' | 'legal-hold';

/** Bytes. The longest is ten tags of 384 characters each, all of them escaped. */
const longest = 128 * 1024;

const queryOf = (name: ObjectDocument, versionId: string | undefined) => ({
  [name]: '',
  ...(versionId !== undefined && { versionId }),
});

/**
 * Reads it. `not-supported` where the server does not know the sub-resource: it answers with the object then, which
 * is not read to its end.
 */
export async function readObjectDocument(
  caller: S3Caller,
  { bucket, key, versionId }: ObjectRef,
  name: ObjectDocument,
  roots: readonly string[],
  options?: CallOptions,
): Promise<XmlElement> {
  const { status, headers, body } = await caller.plain(
    { method: 'GET', bucket, key, query: queryOf(name, versionId) },
    options,
  );
  // Only the object itself has these. Scripts of other origins may always read the second.
  if (headers.etag !== undefined || headers['last-modified'] !== undefined) {
    await body?.cancel();
    throw new StorageError('not-supported', { status });
  }
  const text = await readText(body);
  if (text === undefined) throw new StorageError('not-supported', { status });
  const root = parseXml(text);
  if (root.name.toLowerCase() === 'html') throw new StorageError('not-s3', { status });
  if (!roots.includes(root.name)) {
    throw new StorageError('not-supported', { status, serviceCode: root.name });
  }
  return root;
}

/** Undefined where it is longer than any document of this kind. */
async function readText(body: ReadableStream<Uint8Array> | null): Promise<string | undefined> {
  const decoder = new TextDecoder();
  const reader = body?.getReader();
  let text = '';
  let size = 0;
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    size += read.value.byteLength;
    if (size > longest) {
      await reader?.cancel();
      return undefined;
    }
    text += decoder.decode(read.value, { stream: true });
  }
  return text + decoder.decode();
}

/**
 * Writes it, or deletes it where there is no `document`. Only after a read has shown that the server routes the
 * sub-resource: on one that does not, this would overwrite or delete the object itself.
 */
export async function writeObjectDocument(
  caller: S3Caller,
  { bucket, key, versionId }: ObjectRef,
  name: ObjectDocument,
  document: string | undefined,
  { signal, headers }: CallOptions & { headers?: Record<string, string> } = {},
): Promise<void> {
  await caller.plain(
    {
      method: document === undefined ? 'DELETE' : 'PUT',
      bucket,
      key,
      query: queryOf(name, versionId),
      body: document,
      contentType: document === undefined ? undefined : 'application/xml',
      headers,
    },
    { signal },
  );
}
