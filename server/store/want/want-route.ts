import type { RequestHeaders } from '../http/request-headers.ts';

export type UploadCall = 'upload' | 'blockInit' | 'blockUpload' | 'blockComplete' | 'blockCancel';

export type ManageCall =
  | { name: 'getFile' | 'existFile' | 'delFile' | 'createDir' | 'delDir' | 'existDir'; resourceId: string }
  | { name: 'listFiles' | 'listDirs' };

/** The upload call of this path; what it takes is POST. */
export function uploadCallOf(rawPath: string): UploadCall | undefined {
  return /^\/api\/proxy\/(upload|blockInit|blockUpload|blockComplete|blockCancel)(?:\.json)?$/.exec(
    rawPath,
  )?.[1] as UploadCall | undefined;
}

/** Undefined for what is no manage call, also where the path is one and the method another. */
export function manageCallOf(method: string, rawPath: string): ManageCall | undefined {
  const match = /^\/3\.0\/(files|folders)(?:\/([^/]+)(\/exist)?)?\/?$/.exec(rawPath);
  if (match === null) return undefined;
  const [, kind, resourceId, exist] = match;
  const isFile = kind === 'files';
  if (resourceId === undefined)
    return method === 'GET' ? { name: isFile ? 'listFiles' : 'listDirs' } : undefined;
  switch (exist === undefined ? method : `${method} exist`) {
    case 'GET exist':
      return { name: isFile ? 'existFile' : 'existDir', resourceId };
    case 'GET':
      return isFile ? { name: 'getFile', resourceId } : undefined;
    case 'POST':
      return isFile ? undefined : { name: 'createDir', resourceId };
    case 'DELETE':
      return { name: isFile ? 'delFile' : 'delDir', resourceId };
    default:
      return undefined;
  }
}

/**
 * Whether a request is one of Want's. Its paths are also those of S3 buckets with the names `api` and `3.0`, so how a
 * request is signed decides, and for a preflight what is going to be.
 */
export function isWantRequest(method: string, url: string, headers: RequestHeaders): boolean {
  const [rawPath = ''] = url.split('?', 1);
  const isUpload = uploadCallOf(rawPath) !== undefined;
  if (!isUpload && !/^\/3\.0\/(?:files|folders)(?:\/|$)/.test(rawPath)) return false;
  if (method === 'OPTIONS') {
    const asked = headers.get('access-control-request-headers')?.toLowerCase() ?? '';
    return isUpload
      ? headers.get('access-control-request-method') === 'POST'
      : /(?:^|[\s,])x-acl-date(?:$|[\s,])/.test(asked);
  }
  const authorization = headers.get('authorization');
  if (!isUpload) return /^ACL_/.test(authorization ?? '') || headers.has('x-acl-date');
  if (method !== 'POST') return false;
  // S3 has no form that goes to a key, so an unsigned one is an upload whose token was forgotten.
  return authorization === undefined
    ? /^multipart\/form-data\b/i.test(headers.get('content-type') ?? '')
    : /^UPLOAD_AK_/.test(authorization);
}
