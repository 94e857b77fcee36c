import type { Reply } from '../http/call.ts';
import { type Query, queryValue } from '../http/target.ts';
import { requireBucket } from '../metadata/buckets.ts';
import { findObject } from '../metadata/objects.ts';
import { deleteObjectVersion } from '../objects/delete-object-version.ts';
import { fileMeta } from './file-answer.ts';
import { filesOf, listFolder, type PageQuery } from './folder-listing.ts';
import { markerKey, parseResourceId } from './resource-id.ts';
import type { WantCall } from './want-call.ts';
import { invalidArgument, WantError } from './want-error.ts';
import { parseDir, parseNamespace } from './want-path.ts';
import { jsonReply } from './want-reply.ts';

const maxPageSize = 100;

/** `GET /3.0/files/{resourceId}` */
export function getFile({ store, access, origin }: WantCall, resourceId: string): Reply {
  const resource = parseResourceId(resourceId, 'file');
  const { bucket, key } = resource;
  access.require({ action: 's3:GetObject', bucket, key });
  requireBucket(store.metadata.tables, bucket);
  const object = findObject(store.metadata.tables, bucket, key);
  if (object === undefined) throw fileNotExist();
  return jsonReply(200, fileMeta(origin, resource, object));
}

/** `GET /3.0/files/{resourceId}/exist` */
export function existFile({ store, access }: WantCall, resourceId: string): Reply {
  const { bucket, key } = parseResourceId(resourceId, 'file');
  access.require({ action: 's3:GetObject', bucket, key });
  requireBucket(store.metadata.tables, bucket);
  return jsonReply(200, { exist: findObject(store.metadata.tables, bucket, key) !== undefined });
}

/** `DELETE /3.0/files/{resourceId}`: as S3 deletes, so a bucket with versions keeps them, and a lock holds. */
export async function deleteFile(call: WantCall, resourceId: string): Promise<Reply> {
  const { bucket, key } = parseResourceId(resourceId, 'file');
  await deleteKey(call, bucket, key, fileNotExist);
  return jsonReply(200, { code: 'OK' });
}

/** `GET /3.0/files?namespace=&dir=&currentPage=&pageSize=`: the files of one folder, without those of its subfolders. */
export async function listFiles(call: WantCall, query: Query): Promise<Reply> {
  const { bucket, dir, page } = openListing(call, query);
  const prefix = markerKey(dir);
  const listed = await listFolder(call.store.metadata.tables, { bucket, prefix }, page, filesOf(prefix));
  const result = listed.result.map(({ key, object }) => fileMeta(call.origin, { bucket, key }, object));
  return jsonReply(200, { ...listed, result });
}

/** What both listings ask for, checked; the namespace exists, and the caller may list it. */
export function openListing(
  { store, access }: WantCall,
  query: Query,
): { bucket: string; dir: string; page: PageQuery } {
  const bucket = parseNamespace(queryValue(query, 'namespace') ?? '');
  const dir = parseDir(queryValue(query, 'dir') ?? '/');
  const page = {
    currentPage: positiveNumber(query, 'currentPage', 1),
    pageSize: positiveNumber(query, 'pageSize', maxPageSize),
  };
  if (page.pageSize > maxPageSize) throw invalidArgument(`pageSize is ${maxPageSize} at most.`);
  access.require({ action: 's3:ListBucket', bucket });
  requireBucket(store.metadata.tables, bucket);
  return { bucket, dir, page };
}

/** Refuses what is not there; S3 calls that done. */
export async function deleteKey(
  { store, access, source }: WantCall,
  bucket: string,
  key: string,
  missing: () => WantError,
): Promise<void> {
  access.require({ action: 's3:DeleteObject', bucket, key });
  await store.contents.commit([], (tables) => {
    requireBucket(tables, bucket);
    if (findObject(tables, bucket, key) === undefined) throw missing();
    const options = { bypassGovernance: false, source };
    const { discarded, events } = deleteObjectVersion(store, tables, { bucket, key }, options);
    return { result: undefined, discarded, events };
  });
  store.replicator.wake();
}

function positiveNumber(query: Query, name: string, otherwise: number): number {
  const value = queryValue(query, name) ?? '';
  if (value === '') return otherwise;
  if (!/^[1-9]\d{0,8}$/.test(value)) throw invalidArgument(`${name} is a whole number from 1 on.`);
  return Number(value);
}

const fileNotExist = () => new WantError('FileNotExist', 'There is no such file.');
