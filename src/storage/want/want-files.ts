import type { CallOptions } from '../call-options.ts';
import { StorageError } from '../errors.ts';
import type { Answer, WantCaller } from './want-caller.ts';
import { asRecord } from './want-errors.ts';
import { resourceId, type WantPath } from './want-path.ts';

/** A file as the manage calls show it. */
export interface WantFileInfo extends WantPath {
  /** Bytes. */
  size: number;
  created?: Date;
  modified?: Date;
  /** Lower-case hex; empty where the service does not know that of the whole. */
  md5: string;
  mimeType: string;
  url: string;
}

export interface WantFolder {
  name: string;
  created?: Date;
  modified?: Date;
}

/** One page by its number, from 1. */
export interface WantPage<Entry> {
  total: number;
  pages: number;
  entries: Entry[];
}

interface FolderRef {
  namespace: string;
  /** `/` or `/a/b`. */
  dir: string;
}

interface FileRef extends FolderRef {
  name: string;
}

/** The most that a service gives at once. */
const longestPage = 100;

/** Rejects with `no-such-key`. Call: getFile. */
export async function getFile(
  caller: WantCaller,
  ref: FileRef,
  options?: CallOptions,
): Promise<WantFileInfo> {
  return infoOf(await caller.manage({ method: 'GET', path: filePath(ref) }, options));
}

/** Call: existFile. */
export async function fileExists(caller: WantCaller, ref: FileRef, options?: CallOptions): Promise<boolean> {
  return existOf(await caller.manage({ method: 'GET', path: `${filePath(ref)}/exist` }, options));
}

/** Succeeds for a file that is not there. Call: delFile. */
export async function deleteFile(caller: WantCaller, ref: FileRef, options?: CallOptions): Promise<void> {
  await gone(caller.manage({ method: 'DELETE', path: filePath(ref) }, options));
}

/** The files of a folder, without those of its subfolders. Call: listFiles. */
export async function listFiles(
  caller: WantCaller,
  { namespace, dir, page, pageSize = longestPage }: FolderRef & { page: number; pageSize?: number },
  options?: CallOptions,
): Promise<WantPage<WantFileInfo>> {
  const query = { namespace, dir, currentPage: page, pageSize };
  return pageOf(await caller.manage({ method: 'GET', path: '/3.0/files', query }, options), infoOf);
}

/** Call: listDirs. */
export async function listFolders(
  caller: WantCaller,
  { namespace, dir, page, pageSize = longestPage }: FolderRef & { page: number; pageSize?: number },
  options?: CallOptions,
): Promise<WantPage<WantFolder>> {
  const query = { namespace, dir, currentPage: page, pageSize };
  return pageOf(await caller.manage({ method: 'GET', path: '/3.0/folders', query }, options), folderOf);
}

/** Succeeds where it is there already. Call: createDir. */
export async function createFolder(caller: WantCaller, ref: FolderRef, options?: CallOptions): Promise<void> {
  await caller.manage({ method: 'POST', path: folderPath(ref) }, options);
}

/** `folder-not-empty` rather than emptying it; succeeds where it is not there. Call: delDir. */
export async function deleteFolder(caller: WantCaller, ref: FolderRef, options?: CallOptions): Promise<void> {
  await gone(caller.manage({ method: 'DELETE', path: folderPath(ref) }, options));
}

/** Call: existDir. */
export async function folderExists(
  caller: WantCaller,
  ref: FolderRef,
  options?: CallOptions,
): Promise<boolean> {
  return existOf(await caller.manage({ method: 'GET', path: `${folderPath(ref)}/exist` }, options));
}

const filePath = ({ namespace, dir, name }: FileRef) => `/3.0/files/${resourceId(namespace, { dir, name })}`;
const folderPath = ({ namespace, dir }: FolderRef) => `/3.0/folders/${resourceId(namespace, { dir })}`;

async function gone(deleting: Promise<Answer>): Promise<void> {
  try {
    await deleting;
  } catch (error) {
    if (!(error instanceof StorageError) || error.code !== 'no-such-key') throw error;
  }
}

function existOf({ exist }: Answer): boolean {
  if (typeof exist !== 'boolean') throw new StorageError('not-want');
  return exist;
}

function pageOf<Entry>(answer: Answer, entryOf: (entry: Answer) => Entry): WantPage<Entry> {
  const { totalCount, totalPage, result } = answer;
  if (!Array.isArray(result)) throw new StorageError('not-want');
  return {
    total: Number(totalCount) || 0,
    pages: Number(totalPage) || 0,
    entries: result.map((entry) => entryOf(asRecord(entry))),
  };
}

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** Absent for 0: nobody knows when a folder without a marker was made. */
function timeOf(stamp: unknown): Date | undefined {
  const ms = Number(stamp);
  return ms > 0 ? new Date(ms) : undefined;
}

const infoOf = (entry: Answer): WantFileInfo => ({
  dir: text(entry.dir) || '/',
  name: text(entry.name),
  size: Number(entry.size) || 0,
  created: timeOf(entry.createStamp),
  modified: timeOf(entry.modifyStamp),
  md5: text(entry.md5).toLowerCase(),
  mimeType: text(entry.mimeType),
  url: text(entry.url),
});

const folderOf = (entry: Answer): WantFolder => ({
  name: text(entry.name),
  created: timeOf(entry.createStamp),
  modified: timeOf(entry.modifyStamp),
});
