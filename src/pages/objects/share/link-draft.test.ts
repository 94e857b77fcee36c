import { expect, test } from 'vitest';
import { emptyLinkDraft, type LinkDraft, linkProblems, presignInput } from './link-draft.ts';

const now = Date.parse('2026-11-21T12:00:00Z');
const object = { bucket: 'b', key: 'd/a b.txt', versionId: 'v1', publicOrigin: 'https://files.example.com' };
const draft = (change: Partial<LinkDraft>): LinkDraft => ({ ...emptyLinkDraft, ...change });
const response = { type: ' text/plain ', cache: 'no-store', language: 'zh-CN', encoding: 'gzip' };

test('a link to read has everything that was chosen', () => {
  const input = presignInput(
    draft({ response, responseExpires: '2027-01-01T00:00:00Z', requestDate: '2026-11-21T11:00:00Z' }),
    object,
    now,
  );
  expect(input).toEqual({
    method: 'GET',
    bucket: 'b',
    key: 'd/a b.txt',
    publicOrigin: 'https://files.example.com',
    expiresIn: 86_400,
    versionId: 'v1',
    requestDate: new Date('2026-11-21T11:00:00Z'),
    responseContentType: 'text/plain',
    responseCacheControl: 'no-store',
    responseContentLanguage: 'zh-CN',
    responseContentEncoding: 'gzip',
    responseExpires: new Date('2027-01-01T00:00:00Z'),
    responseContentDisposition: 'attachment; filename="a b.txt"',
  });
});

test('a link to write or to delete has nothing of an answer to read', () => {
  const put = presignInput(draft({ method: 'PUT', response, uploadType: 'image/png' }), object, now);
  expect(put).toMatchObject({ method: 'PUT', versionId: undefined, contentType: 'image/png' });
  const remove = presignInput(draft({ method: 'DELETE', response }), object, now);
  expect(remove).toMatchObject({ method: 'DELETE', versionId: 'v1' });
  for (const input of [put, remove]) {
    expect(Object.keys(input ?? {}).filter((name) => name.startsWith('response'))).toEqual([]);
  }
});

test('the current version, and what is stored of the disposition, where they are chosen', () => {
  const input = presignInput(draft({ thisVersion: false, opens: 'stored' }), object, now);
  expect(input).toMatchObject({ versionId: undefined, responseContentDisposition: undefined });
});

test.each<[Partial<LinkDraft>, object]>([
  [{ response: { ...response, type: 'text/плюс' } }, { type: 'characters' }],
  [{ response: { ...response, cache: 'a\nb' } }, { cache: 'characters' }],
  [{ method: 'PUT', response: { ...response, cache: 'a\nb' } }, {}],
  [{ method: 'PUT', uploadType: '图' }, { uploadType: 'characters' }],
  [{ responseExpires: 'soon' }, { expires: 'no-date' }],
  [{ requestDate: 'soon' }, { requestDate: 'no-date' }],
  [{ requestDate: '2026-11-21T12:00:01Z' }, { requestDate: 'future' }],
  [{ requestDate: '2026-11-21T12:00:00Z' }, {}],
])('%j: %j', (change, problems) => {
  expect(linkProblems(draft(change), now)).toEqual(problems);
  expect(presignInput(draft(change), object, now) === undefined).toBe(Object.keys(problems).length > 0);
});

test('without an expiry there is no link', () => {
  expect(presignInput(draft({ seconds: undefined }), object, now)).toBeUndefined();
});
