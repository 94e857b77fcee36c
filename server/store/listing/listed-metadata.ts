import type { Call } from '../http/call.ts';
import { encodeUriComponent } from '../http/uri-encoding.ts';
import type { ObjectRecord } from '../metadata/records.ts';
import { element, leaf } from '../xml/write-xml.ts';

/**
 * What a listing says of an object when `metadata=true` asks for it, which is MinIO's: its user metadata and headers,
 * its tags, and over how many disks it is spread. Each part is for those alone who may read it from the object.
 */
export function listedMetadata(
  { access, bucket }: Pick<Call, 'access' | 'bucket'>,
  key: string,
  object: ObjectRecord,
): string {
  const maySee = (action: string) => access.allows({ action, bucket, key });
  const tags = object.tags ?? [];
  return [
    maySee('s3:GetObject') ? element('UserMetadata', metadataLeaves(object)) : '',
    tags.length > 0 && maySee('s3:GetObjectTagging') ? leaf('UserTags', tagQuery(tags)) : '',
    element('Internal', [leaf('K', 1), leaf('M', 0)]),
  ].join('');
}

function metadataLeaves({ headers, metadata, encryption }: ObjectRecord): string[] {
  const named = Object.entries(metadata).map(([name, value]) => [`X-Amz-Meta-${capitalised(name)}`, value]);
  const encrypted = encryption === undefined ? [] : [encryptionMarks[encryption.kind]];
  return [...named, ...Object.entries(headers), ...encrypted]
    .filter(([name = '']) => isElementName.test(name))
    .map(([name = '', value = '']) => leaf(name, Buffer.from(value, 'latin1').toString('utf8')));
}

const encryptionMarks = {
  'SSE-S3': ['X-Amz-Server-Side-Encryption', 'AES256'],
  'SSE-C': ['X-Amz-Server-Side-Encryption-Customer-Algorithm', 'AES256'],
} as const;

/** A header may have characters in its name that no XML element may have: such metadata is not listed. */
const isElementName = /^[A-Za-z_][A-Za-z0-9_.-]*$/;

/** As header names are spelt in MinIO: each word with a capital. */
const capitalised = (name: string) => name.replace(/(?<=^|-)[a-z]/g, (letter) => letter.toUpperCase());

const tagQuery = (tags: NonNullable<ObjectRecord['tags']>) =>
  tags.map(({ key, value }) => `${encodeUriComponent(key)}=${encodeUriComponent(value)}`).join('&');
