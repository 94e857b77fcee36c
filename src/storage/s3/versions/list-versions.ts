import type { CallOptions } from '../../call-options.ts';
import { StorageError } from '../../errors.ts';
import { readBytes } from '../../http/read-body.ts';
import type { VersionListInput, VersionPage } from '../../types.ts';
import type { S3Caller } from '../caller.ts';
import { parseVersions } from './parse-versions.ts';

/**
 * Pages of versions and delete markers, each asked for when it is wanted. `not-supported` where something else
 * answers: servers without versions answer as if the plain listing had been asked for. API: ListObjectVersions.
 */
export async function* listVersions(
  caller: S3Caller,
  { bucket, prefix = '', delimiter, startAfter, pageSize, from, withMetadata }: VersionListInput,
  options?: CallOptions,
): AsyncGenerator<VersionPage, void, undefined> {
  let marker = from ?? (startAfter === undefined ? undefined : { key: startAfter, versionId: '' });
  do {
    const response = await caller.plain(
      {
        method: 'GET',
        bucket,
        query: {
          versions: '',
          // Keys may hold what XML cannot.
          'encoding-type': 'url',
          ...(prefix !== '' && { prefix }),
          ...(delimiter && { delimiter }),
          ...(withMetadata && { metadata: 'true' }),
          ...(pageSize && { 'max-keys': String(pageSize) }),
          ...(marker && { 'key-marker': marker.key }),
          // An empty one beside a key begins that key anew on some servers.
          ...(marker?.versionId && { 'version-id-marker': marker.versionId }),
        },
      },
      options,
    );
    const page = parseVersions(new TextDecoder().decode(await readBytes(response.body)));
    if (!page) throw new StorageError('not-supported', { status: response.status });
    yield page;
    marker = page.next;
  } while (marker);
}
