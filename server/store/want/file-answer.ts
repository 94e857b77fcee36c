import type { ObjectRecord } from '../metadata/records.ts';
import type { ObjectTarget } from '../objects/store-object.ts';
import { unknownMimeType } from './mime-type.ts';
import { fileUrl, type WantCall } from './want-call.ts';
import { pathOfKey } from './want-path.ts';
import { okAnswer } from './want-reply.ts';

export const mimeTypeOf = ({ headers }: ObjectRecord) => headers['content-type'] ?? unknownMimeType;

/** What an upload answers when its file is stored. */
export function fileAnswer(
  { requestId, origin }: Pick<WantCall, 'requestId' | 'origin'>,
  { bucket, key }: ObjectTarget,
  object: ObjectRecord,
): Record<string, unknown> {
  const mimeType = mimeTypeOf(object);
  return {
    ...okAnswer(requestId),
    namespace: bucket,
    ...pathOfKey(key),
    url: fileUrl(origin, bucket, key),
    fileSize: object.size,
    fileModified: object.modified,
    eTag: object.etag.toUpperCase(),
    mimeType,
    isImage: mimeType.startsWith('image/'),
  };
}

/** A file as the manage calls show it. */
export function fileMeta(origin: string, { bucket, key }: ObjectTarget, object: ObjectRecord) {
  const { dir, name } = pathOfKey(key);
  return {
    namespace: bucket,
    name,
    path: `/${key}`,
    dir,
    // S3 keeps one time of a version: that of its making.
    createStamp: object.modified,
    modifyStamp: object.modified,
    // An ETag with a hyphen is that of blocks whose whole was never summed up.
    md5: object.etag.includes('-') ? '' : object.etag,
    mimeType: mimeTypeOf(object),
    size: object.size,
    url: fileUrl(origin, bucket, key),
  };
}
