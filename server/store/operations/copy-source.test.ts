import { describe, expect, it } from 'vitest';
import { parseCopySource } from './copy-source.ts';

describe('a copy source', () => {
  it.each([
    { text: 'b/k', source: { bucket: 'b', key: 'k', versionId: undefined } },
    { text: '/b/a/k', source: { bucket: 'b', key: 'a/k', versionId: undefined } },
    { text: 'b%2Fa%2Fk', source: { bucket: 'b', key: 'a/k', versionId: undefined } },
    { text: 'b//k', source: { bucket: 'b', key: '/k', versionId: undefined } },
    { text: 'b/a%20+%3F%E4%B8%AD?versionId=null', source: { bucket: 'b', key: 'a +?中', versionId: 'null' } },
    { text: 'b/a b\u00e4\u00b8\u00ad', source: { bucket: 'b', key: 'a b中', versionId: undefined } },
  ])('$text', ({ text, source }) => {
    expect(parseCopySource(text)).toEqual(source);
  });

  it.each(['', 'b', '/b', '/b/', 'b/k?x=y', 'b/k?versionId=', 'b/%zz', 'b/%FF'])('is not %j', (text) => {
    expect(() => parseCopySource(text)).toThrow(expect.objectContaining({ code: 'InvalidArgument' }));
  });
});
