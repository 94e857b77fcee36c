import { describe, expect, it } from 'vitest';
import { isWantRequest, manageCallOf, uploadCallOf } from './want-route.ts';

const form = { 'content-type': 'multipart/form-data; boundary=x' };
const token = { authorization: 'UPLOAD_AK_TOP x' };
const acl = { authorization: 'ACL_CLOUD x' };
const aws = { authorization: 'AWS4-HMAC-SHA256 Credential=x' };
const preflight = (method: string, asked: string) => ({
  'access-control-request-method': method,
  'access-control-request-headers': asked,
});

describe('a request', () => {
  it.each<[string, string, Record<string, string>, boolean]>([
    ['POST', '/api/proxy/upload', { ...form, ...token }, true],
    ['POST', '/api/proxy/upload.json', token, true],
    ['POST', '/api/proxy/blockInit', token, true],
    ['POST', '/api/proxy/blockComplete.json', token, true],
    ['POST', '/api/proxy/upload?x=y', token, true],
    ['POST', '/api/proxy/upload', form, true],
    ['POST', '/api/proxy/upload', {}, false],
    ['POST', '/api/proxy/upload?uploads', aws, false],
    ['POST', '/api/proxy/upload', { ...form, ...aws }, false],
    ['PUT', '/api/proxy/upload', token, false],
    ['GET', '/api/proxy/upload', aws, false],
    ['POST', '/api/proxy/other', token, false],
    ['POST', '/api/proxy', token, false],
    ['OPTIONS', '/api/proxy/upload', preflight('POST', 'authorization'), true],
    ['OPTIONS', '/api/proxy/upload', preflight('PUT', 'authorization'), false],
    ['GET', '/3.0/files?namespace=a', acl, true],
    ['GET', '/3.0/files/x', { ...aws, 'x-acl-date': 'now' }, true],
    ['DELETE', '/3.0/folders/x', acl, true],
    ['GET', '/3.0/files/x', aws, false],
    ['GET', '/3.0/files/x', {}, false],
    ['GET', '/3.0/filesystem', acl, false],
    ['GET', '/3.0', acl, false],
    ['OPTIONS', '/3.0/files/x', preflight('GET', 'authorization,x-acl-date'), true],
    ['OPTIONS', '/3.0/files/x', preflight('GET', 'authorization'), false],
    ['OPTIONS', '/3.0/files/x', preflight('GET', 'x-acl-date-of-mine'), false],
  ])('%s %s with %j is of Want: %s', (method, url, headers, isWant) => {
    expect(isWantRequest(method, url, new Map(Object.entries(headers)))).toBe(isWant);
  });

  it.each([
    ['/api/proxy/blockUpload', 'blockUpload'],
    ['/api/proxy/blockCancel.json', 'blockCancel'],
    ['/api/proxy/blockcancel', undefined],
    ['/api/proxy/upload/', undefined],
  ])('to %s uploads by %s', (path, call) => expect(uploadCallOf(path)).toBe(call));

  it.each([
    ['GET', '/3.0/files', { name: 'listFiles' }],
    ['GET', '/3.0/folders/', { name: 'listDirs' }],
    ['GET', '/3.0/files/r', { name: 'getFile', resourceId: 'r' }],
    ['GET', '/3.0/files/r/exist', { name: 'existFile', resourceId: 'r' }],
    ['DELETE', '/3.0/files/r', { name: 'delFile', resourceId: 'r' }],
    ['POST', '/3.0/folders/r', { name: 'createDir', resourceId: 'r' }],
    ['DELETE', '/3.0/folders/r', { name: 'delDir', resourceId: 'r' }],
    ['GET', '/3.0/folders/r/exist', { name: 'existDir', resourceId: 'r' }],
    ['POST', '/3.0/files/r', undefined],
    ['GET', '/3.0/folders/r', undefined],
    ['DELETE', '/3.0/files', undefined],
    ['DELETE', '/3.0/files/r/exist', undefined],
    ['GET', '/3.0/files/r/s/exist', undefined],
  ])('%s %s is %j', (method, path, call) => expect(manageCallOf(method, path)).toEqual(call));
});
