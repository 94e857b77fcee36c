import { createHash } from 'node:crypto';
import type { Reply } from '../http/call.ts';
import type { Query } from '../http/target.ts';
import { listPage } from '../listing/roll-up.ts';
import { objectScan } from '../listing/scans.ts';
import { requireBucket } from '../metadata/buckets.ts';
import { objectIntent } from '../objects/object-intent.ts';
import { storeObject } from '../objects/store-object.ts';
import { firstObject, foldersOf, listFolder } from './folder-listing.ts';
import { deleteKey, openListing } from './manage-files.ts';
import { markerKey, parseResourceId } from './resource-id.ts';
import type { WantCall } from './want-call.ts';
import { invalidArgument, WantError } from './want-error.ts';
import { jsonReply } from './want-reply.ts';

/**
 * `POST /3.0/folders/{resourceId}`. A folder is an empty object whose key ends in a slash, as S3's consoles make them;
 * one that is there already, by its marker or by what lies in it, is done.
 */
export async function createDir(call: WantCall, resourceId: string): Promise<Reply> {
  const { store, access, source } = call;
  const { bucket, key } = parseResourceId(resourceId, 'folder');
  access.require({ action: 's3:PutObject', bucket, key });
  requireBucket(store.metadata.tables, bucket);
  if (key !== '' && firstObject(store.metadata.tables, bucket, key)?.key !== key) {
    const { description, traits } = objectIntent({ ...store, headers: new Map(), bucket, isPrivate: false });
    await storeObject(
      store,
      { bucket, key },
      {
        ...description,
        headers: { 'content-type': 'application/x-directory' },
        ...traits,
        size: 0,
        etag: createHash('md5').digest('hex'),
        content: { kind: 'empty' },
        layout: [],
        checksum: undefined,
      },
      { event: 's3:ObjectCreated:Put', source },
    );
  }
  return jsonReply(200, { code: 'OK' });
}

/** `DELETE /3.0/folders/{resourceId}`: an empty one alone. */
export async function deleteDir(call: WantCall, resourceId: string): Promise<Reply> {
  const { bucket, key } = parseResourceId(resourceId, 'folder');
  const { tables } = call.store.metadata;
  if (key === '') throw invalidArgument('The root folder cannot be deleted.');
  call.access.require({ action: 's3:DeleteObject', bucket, key });
  requireBucket(tables, bucket);
  const { rows } = listPage(objectScan(tables, bucket), {
    prefix: key,
    delimiter: '',
    after: { key },
    limit: 1,
  });
  if (rows.length > 0) throw new WantError('DirNotEmpty', 'The folder is not empty.');
  await deleteKey(call, bucket, key, () => new WantError('DirNotExist', 'There is no such folder.'));
  return jsonReply(200, { code: 'OK' });
}

/** `GET /3.0/folders/{resourceId}/exist` */
export function existDir({ store, access }: WantCall, resourceId: string): Reply {
  const { bucket, key } = parseResourceId(resourceId, 'folder');
  access.require({ action: 's3:ListBucket', bucket });
  requireBucket(store.metadata.tables, bucket);
  const exist = key === '' || firstObject(store.metadata.tables, bucket, key) !== undefined;
  return jsonReply(200, { exist });
}

/** `GET /3.0/folders?namespace=&dir=&currentPage=&pageSize=` */
export async function listDirs(call: WantCall, query: Query): Promise<Reply> {
  const { bucket, dir, page } = openListing(call, query);
  const { tables } = call.store.metadata;
  const prefix = markerKey(dir);
  const listed = await listFolder(tables, { bucket, prefix }, page, foldersOf(prefix));
  const result = listed.result.map((folder) => {
    // A folder that nobody made is as old as the first thing in it.
    const stamp = firstObject(tables, bucket, folder)?.object.modified ?? 0;
    return {
      namespace: bucket,
      name: folder.slice(prefix.length, -1),
      path: `/${folder.slice(0, -1)}`,
      createStamp: stamp,
      modifyStamp: stamp,
    };
  });
  return jsonReply(200, { ...listed, result });
}
