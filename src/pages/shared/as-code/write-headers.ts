import { type Act, encodeMetadata, type WriteFacts } from '../../../storage/index.ts';
import { encodeFully, isoSeconds } from './quote.ts';

type CopyAct = Extract<Act, { kind: 'copy' }>;
export type PropertyFacts = NonNullable<CopyAct['properties']>;

/** The headers of what comes back with an object, as they are sent: [name, value]. */
export function propertyHeaders(properties: PropertyFacts): [string, string][] {
  return [
    ...pair('Content-Type', properties.contentType),
    ...pair('Cache-Control', properties.cacheControl),
    ...pair('Content-Disposition', properties.contentDisposition),
    ...pair('Content-Encoding', properties.contentEncoding),
    ...pair('Content-Language', properties.contentLanguage),
    ...pair('Expires', properties.expires?.toUTCString()),
    ...Object.entries(properties.metadata ?? {}).map(([name, value]): [string, string] => [
      `x-amz-meta-${name}`,
      encodeMetadata(value),
    ]),
  ];
}

/** The headers of where and how it is kept, but those of a key of one's own. */
export function placementHeaders(facts: Omit<WriteFacts, keyof PropertyFacts>): [string, string][] {
  const { tags, storageClass, encryption, retention, legalHold } = facts;
  return [
    ...pair('x-amz-tagging', tags && tagText(tags)),
    ...pair('x-amz-storage-class', storageClass),
    ...pair(
      'x-amz-server-side-encryption',
      encryption && { 'sse-s3': 'AES256', 'sse-kms': 'aws:kms', 'sse-c': undefined }[encryption.kind],
    ),
    ...pair(
      'x-amz-server-side-encryption-aws-kms-key-id',
      encryption?.kind === 'sse-kms' ? encryption.keyId : undefined,
    ),
    ...pair('x-amz-object-lock-mode', retention?.mode),
    ...pair('x-amz-object-lock-retain-until-date', retention && isoSeconds(retention.until)),
    ...pair('x-amz-object-lock-legal-hold', legalHold ? 'ON' : undefined),
  ];
}

/** Tags as a query, which is what headers and several programs take. */
export const tagText = (tags: NonNullable<WriteFacts['tags']>): string =>
  tags.map(({ key, value }) => `${encodeFully(key)}=${encodeFully(value)}`).join('&');

export const metadataOf = (properties: PropertyFacts): [string, string][] =>
  Object.entries(properties.metadata ?? {}).map(([name, value]) => [name, encodeMetadata(value)]);

const pair = (name: string, value: string | undefined): [string, string][] =>
  value === undefined ? [] : [[name, value]];
