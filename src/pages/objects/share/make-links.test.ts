import { expect, test } from 'vitest';
import type { PresignInput } from '../../../storage/index.ts';
import { makeLinks } from './make-links.ts';

const expiresAt = new Date('2026-11-21T12:00:00Z');
const presign = {
  presign: async ({ key, versionId }: PresignInput) => ({
    url: `https://h/${key}${versionId ? `?${versionId}` : ''}`,
    expiresAt,
    headers: {},
  }),
};
const refs = Array.from({ length: 50 }, (_, index) => ({
  bucket: 'b',
  key: `k${index}`,
  versionId: index === 1 ? 'v' : undefined,
}));
const inputOf = (ref: (typeof refs)[number]): PresignInput => ({ ...ref, method: 'GET', expiresIn: 60 });

test('one link each, in their order', async () => {
  const links = await makeLinks({ presign }, refs, new AbortController().signal, inputOf);
  expect(links.map(({ url }) => url)).toEqual(
    refs.map(({ key, versionId }) => `https://h/${key}${versionId ? `?${versionId}` : ''}`),
  );
  expect(links[0]).toEqual({ key: 'k0', url: 'https://h/k0', expiresAt });
});

test('stops when nobody waits any more, and where nothing can be signed', async () => {
  const signal = AbortSignal.abort();
  await expect(makeLinks({ presign }, refs, signal, inputOf)).rejects.toMatchObject({ code: 'aborted' });
  const { signal: open } = new AbortController();
  await expect(makeLinks({}, refs, open, inputOf)).rejects.toMatchObject({ code: 'not-supported' });
  await expect(makeLinks({ presign }, refs, open, () => undefined)).rejects.toMatchObject({
    code: 'not-supported',
  });
});
