import { encryptionHeaders } from '../encryption/encryption-headers.ts';
import { type EncryptionKey, isSameKey } from '../encryption/object-encryption.ts';
import { type Call, type Operation, type Reply, xmlReply } from '../http/call.ts';
import { writeConditions } from '../http/conditions.ts';
import { storageClass } from '../http/object-headers.ts';
import { invalidArgument, S3Error } from '../http/s3-error.ts';
import type { ObjectDescription, ObjectRecord } from '../metadata/records.ts';
import { type ObjectIntent, objectIntent } from '../objects/object-intent.ts';
import { versionHeaders, writtenHeaders } from '../objects/reply-headers.ts';
import { checkWritable, storeObject } from '../objects/store-object.ts';
import { requireTraitRights } from '../objects/trait-rights.ts';
import { leaf, xmlDocument } from '../xml/write-xml.ts';
import { findCopySource } from './copy-source.ts';
import { checksumLeaf, etagLeaf, isoTime } from './elements.ts';
import { maxPutBytes } from './limits.ts';

/**
 * A copy shares the bytes with its source, so it takes no time and has the same ETag, unless it is encrypted with
 * another key or alone is: then they are written again. It always has the source's parts.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html
 */
export const copyObject: Operation = async (call) => {
  const { headers, metadata, contents, source: by } = call;
  // MinIO copies over whatever is there, conditions or not.
  const conditions = call.profile === 'minio' ? undefined : writeConditions(headers);
  checkWritable(call, metadata.tables, call, conditions);
  const { object: source, encryptionKey: sourceKey, ...from } = findCopySource(call);
  const intent = objectIntent(call);
  requireTraitRights(call, intent.traits);
  const description = copiedDescription(call, source, intent);
  const replacesTags = replaces(call, 'x-amz-tagging-directive');
  checkChange(call, from, source, description, { from: sourceKey, to: intent.encryptionKey });
  if (source.size > maxPutBytes) {
    throw new S3Error('InvalidRequest', 'What is larger than 5 GiB is copied by parts.');
  }

  const { encryptionKey, traits } = intent;
  const { content, layout, etag } = await contents.rewrite(source, sourceKey, encryptionKey);
  const copy = await storeObject(
    call,
    call,
    {
      ...description,
      ...traits,
      tags: replacesTags ? traits.tags : source.tags,
      size: source.size,
      etag,
      content,
      layout,
      checksum: source.checksum,
    },
    { conditions, event: 's3:ObjectCreated:Copy', source: by },
  );
  return copyReply(call, copy, {
    ...copySourceVersion(metadata.tables, from.bucket, source),
  });
};

function copyReply(call: Call, copy: ObjectRecord, headers: Record<string, string>): Reply {
  return xmlReply(
    xmlDocument('CopyObjectResult', [
      leaf('LastModified', isoTime(copy.modified)),
      etagLeaf(copy.etag),
      checksumLeaf(copy.checksum),
      leaf('ChecksumType', copy.checksum?.type),
    ]),
    {
      ...headers,
      ...encryptionHeaders(copy.encryption, call.headers),
      ...writtenHeaders(call.metadata.tables, call, copy),
    },
  );
}

export function copySourceVersion(
  tables: Call['metadata']['tables'],
  bucket: string,
  source: ObjectRecord,
): Record<string, string> {
  const versionId = versionHeaders(tables, bucket, source)['x-amz-version-id'];
  return versionId === undefined ? {} : { 'x-amz-copy-source-version-id': versionId };
}

/** A version before the current one may be copied over it: that is how it is restored. */
function checkChange(
  call: Call,
  from: { bucket: string; key: string; versionId: string | undefined },
  source: ObjectRecord,
  description: ObjectDescription,
  keys: { from: EncryptionKey | undefined; to: EncryptionKey | undefined },
): void {
  const isSelf = from.bucket === call.bucket && from.key === call.key && from.versionId === undefined;
  const asksForEncryption = [...call.headers.keys()].some((name) =>
    name.startsWith('x-amz-server-side-encryption'),
  );
  const changes =
    replaces(call, 'x-amz-metadata-directive') ||
    (call.profile === 'minio' && replaces(call, 'x-amz-tagging-directive')) ||
    asksForEncryption ||
    !isSameKey(keys.from, keys.to) ||
    description.storageClass !== source.storageClass;
  if (!isSelf || changes) return;
  throw new S3Error('InvalidRequest', 'A copy of an object onto itself must change something.');
}

function replaces({ headers }: Call, name: string): boolean {
  const directive = headers.get(name) ?? 'COPY';
  if (directive !== 'COPY' && directive !== 'REPLACE') {
    throw invalidArgument(name, directive, `${name} is COPY or REPLACE.`);
  }
  return directive === 'REPLACE';
}

/** The storage class is never copied: it is what the request asks for. */
function copiedDescription(call: Call, source: ObjectRecord, intent: ObjectIntent): ObjectDescription {
  if (replaces(call, 'x-amz-metadata-directive')) return intent.description;
  return { headers: source.headers, metadata: source.metadata, storageClass: storageClass(call.headers) };
}
