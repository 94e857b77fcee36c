import { describe, expect, it } from 'vitest';
import type { Profile } from '../http/call.ts';
import type { S3Error } from '../http/s3-error.ts';
import { checkTags, parseTaggingHeader, type Tag, type TagOwner } from './tags.ts';

/** The code that each profile answers. */
function codesOf(act: (profile: Profile) => unknown): Record<Profile, string | undefined> {
  const codeIn = (profile: Profile) => {
    try {
      act(profile);
      return undefined;
    } catch (error) {
      const refusal = error as S3Error;
      return ((profile === 'minio' && refusal.inMinio) || refusal).code;
    }
  };
  return { aws: codeIn('aws'), minio: codeIn('minio') };
}

const numbered = (count: number): Tag[] =>
  Array.from({ length: count }, (_, index) => ({ key: `k${index}`, value: 'v' }));

describe('tags', () => {
  const invalid = 'InvalidTag';
  it.each<{ name: string; tags: Tag[]; owner?: TagOwner; aws?: string; minio?: string }>([
    { name: 'none', tags: [] },
    { name: 'ten of an object', tags: numbered(10) },
    { name: 'eleven of an object', tags: numbered(11), aws: 'BadRequest', minio: 'BadRequest' },
    { name: 'fifty of a bucket', tags: numbered(50), owner: 'bucket' },
    { name: '51 of a bucket', tags: numbered(51), owner: 'bucket', aws: 'BadRequest', minio: 'MalformedXML' },
    { name: 'an empty key', tags: [{ key: '', value: 'v' }], aws: invalid, minio: invalid },
    { name: 'an empty value', tags: [{ key: 'k', value: '' }] },
    { name: 'a key of 128', tags: [{ key: 'k'.repeat(128), value: '' }] },
    { name: 'a key of 129', tags: [{ key: 'k'.repeat(129), value: '' }], aws: invalid, minio: invalid },
    { name: 'a value of 256', tags: [{ key: 'k', value: 'v'.repeat(256) }] },
    { name: 'a value of 257', tags: [{ key: 'k', value: 'v'.repeat(257) }], aws: invalid, minio: invalid },
    { name: 'all the signs', tags: [{ key: 'a Z0+-=._:/@', value: '+ -=._:/@' }] },
    { name: 'letters of the world', tags: [{ key: 'Größe', value: '大きい' }], minio: invalid },
    { name: 'a comma', tags: [{ key: 'k', value: 'a,b' }], aws: invalid, minio: invalid },
    { name: 'a brace in a key', tags: [{ key: '{k}', value: 'v' }], aws: invalid, minio: invalid },
    { name: 'a line break', tags: [{ key: 'k', value: 'a\nb' }], aws: invalid, minio: invalid },
    { name: "the system's own prefix", tags: [{ key: 'aws:k', value: 'v' }], aws: invalid },
    {
      name: 'one key twice',
      tags: [
        { key: 'k', value: '1' },
        { key: 'k', value: '2' },
      ],
      aws: invalid,
      minio: invalid,
    },
    {
      name: 'keys that differ in case',
      tags: [
        { key: 'k', value: '' },
        { key: 'K', value: '' },
      ],
    },
    {
      name: 'an empty key of a bucket',
      tags: [{ key: '', value: '' }],
      owner: 'bucket',
      aws: invalid,
      minio: 'MalformedXML',
    },
  ])('$name', ({ tags, owner = 'object', aws, minio }) => {
    expect(codesOf((profile) => checkTags(tags, owner, profile))).toEqual({ aws, minio });
  });
});

describe('x-amz-tagging', () => {
  it.each<[string, Tag[]]>([
    ['', []],
    ['a=b', [{ key: 'a', value: 'b' }]],
    [
      'b=2&a=1&',
      [
        { key: 'b', value: '2' },
        { key: 'a', value: '1' },
      ],
    ],
    ['flag', [{ key: 'flag', value: '' }]],
    ['flag=', [{ key: 'flag', value: '' }]],
    ['a+b=c%20d', [{ key: 'a b', value: 'c d' }]],
    ['a=b%3Dc%2Bd', [{ key: 'a', value: 'b=c+d' }]],
    ['Gr%C3%B6%C3%9Fe=%E5%A4%A7', [{ key: 'Größe', value: '大' }]],
  ])('%j', (text, tags) => {
    expect(parseTaggingHeader(text)).toEqual(tags);
  });

  it.each([
    ['a=b=c', 'InvalidArgument'],
    ['a=%', 'InvalidArgument'],
    ['a=%FF', 'InvalidArgument'],
    ['a=b c', 'InvalidArgument'],
    ['a=1&a=2', 'InvalidArgument'],
    ['a%5B=b', 'InvalidTag'],
    ['=b', 'InvalidTag'],
    ['aws:a=b', 'InvalidTag'],
    [
      numbered(11)
        .map(({ key }) => `${key}=v`)
        .join('&'),
      'BadRequest',
    ],
  ])('%j is refused: %s', (text, code) => {
    expect(codesOf(() => parseTaggingHeader(text)).aws).toBe(code);
  });
});
