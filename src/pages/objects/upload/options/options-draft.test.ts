import { describe, expect, it, test } from 'vitest';
import {
  type DraftProblems,
  draftProblems,
  emptyDraft,
  groupsOf,
  isUsable,
  type OptionsDraft,
  toWriteOptions,
} from './options-draft.ts';

const now = Date.UTC(2026, 0, 1);
const base64 = btoa('k'.repeat(32));
const draft = (part: Partial<OptionsDraft>): OptionsDraft => ({ ...emptyDraft, ...part });
const pair = (key: string, value = '') => ({ key, value });

describe('draftProblems', () => {
  test.each<[string, Partial<OptionsDraft>, Partial<DraftProblems>]>([
    ['a line break in a header', { cacheControl: 'no-store\nx: y' }, { headers: ['cacheControl'] }],
    [
      'what no header can hold',
      { contentDisposition: 'attachment; filename="报告"' },
      { headers: ['contentDisposition'] },
    ],
    ['no time', { expires: 'soon' }, { expires: true }],
    ['a metadata value without a name', { metadata: [pair('', 'x')] }, { metadata: ['name-missing'] }],
    ['a name with a blank', { metadata: [pair('a b')] }, { metadata: ['name-characters'] }],
    ['a Chinese name', { metadata: [pair('作者')] }, { metadata: ['name-characters'] }],
    ['a name with a colon', { metadata: [pair('a:b')] }, { metadata: ['name-characters'] }],
    [
      'two names but for capitals',
      { metadata: [pair('A'), pair('a')] },
      { metadata: [undefined, 'name-twice'] },
    ],
    [
      'a byte too much',
      { metadata: [pair('a', 'x'.repeat(2048))] },
      { metadata: [undefined], metadataBytes: 2049 },
    ],
    // 45 bytes of text become a word of 72, and a blank.
    [
      'too much as it is sent',
      { metadata: [pair('a', '报'.repeat(450))] },
      { metadata: [undefined], metadataBytes: 2190 },
    ],
    ['a tag without a key', { tags: [pair('', 'x')] }, { tags: ['key-missing'] }],
    ['a tag twice', { tags: [pair('a'), pair('a', 'b')] }, { tags: [undefined, 'key-twice'] }],
    ['a long tag', { tags: [pair('a', 'x'.repeat(257))] }, { tags: ['value-too-long'] }],
    [
      '11 tags',
      { tags: Array.from({ length: 11 }, (_, i) => pair(`t${i}`)) },
      { tags: Array(11).fill(undefined), tooManyTags: true },
    ],
    ['a class with a blank', { storageClass: 'COLD LINE' }, { storageClass: true }],
    ['a key id beyond ASCII', { encryption: 'sse-kms', kmsKeyId: '钥' }, { kmsKeyId: true }],
    ['no key', { encryption: 'sse-c' }, { customerKey: 'empty' }],
    ['a short key', { encryption: 'sse-c', customerKey: btoa('short') }, { customerKey: 'length' }],
    ['what is no key', { encryption: 'sse-c', customerKey: 'my password!' }, { customerKey: 'neither' }],
    ['a key that may be lost', { encryption: 'sse-c', customerKey: base64 }, { keyNotKept: true }],
    ['a retention without an end', { retention: 'GOVERNANCE' }, { until: 'missing' }],
    ['one that is over', { retention: 'COMPLIANCE', until: '2025-12-30T00:00' }, { until: 'past' }],
  ])('%s', (_, part, problems) => {
    const found = draftProblems(draft(part), now);
    expect(found).toEqual({ ...draftProblems(emptyDraft, now), ...problems });
    expect(isUsable(found)).toBe(false);
  });

  test.each<[string, Partial<OptionsDraft>]>([
    ['nothing', {}],
    ['empty rows', { metadata: [pair('')], tags: [pair(''), pair('a', 'b')] }],
    ['2,048 bytes of metadata', { metadata: [pair('a', 'x'.repeat(2047))] }],
    ['every sign that a name may have', { metadata: [pair("a!#$%&'*+-.^_`|~9", '作者\n')] }],
    ['10 tags', { tags: Array.from({ length: 10 }, (_, i) => pair(`t${i}`)) }],
    ['a key that is kept', { encryption: 'sse-c', customerKey: base64, keyKept: true }],
    ['what another choice would mind', { kmsKeyId: '钥', customerKey: 'x', until: 'x' }],
    ['a date to come', { retention: 'GOVERNANCE', until: '2026-01-03T00:00' }],
  ])('takes %s', (_, part) => {
    expect(isUsable(draftProblems(draft(part), now))).toBe(true);
  });
});

describe('toWriteOptions', () => {
  it('says nothing where nothing was written', () => {
    expect(
      toWriteOptions(draft({ metadata: [pair('')], contentType: ' ', until: '2026-01-03T00:00' })),
    ).toBeUndefined();
  });

  it('says everything that was written', () => {
    const options = toWriteOptions(
      draft({
        contentType: ' text/csv ',
        cacheControl: 'no-store',
        contentDisposition: 'attachment',
        contentEncoding: 'gzip',
        contentLanguage: 'zh',
        expires: '2030-01-01T10:00',
        metadata: [pair('Author', '报告'), pair('')],
        tags: [pair('team', '')],
        storageClass: ' STANDARD_IA',
        encryption: 'sse-kms',
        kmsKeyId: 'key-1',
        retention: 'COMPLIANCE',
        until: '2031-01-01T10:00',
        legalHold: true,
      }),
    );
    expect(options).toEqual({
      contentType: 'text/csv',
      cacheControl: 'no-store',
      contentDisposition: 'attachment',
      contentEncoding: 'gzip',
      contentLanguage: 'zh',
      expires: new Date('2030-01-01T10:00'),
      metadata: { author: '报告' },
      tags: [{ key: 'team', value: '' }],
      storageClass: 'STANDARD_IA',
      encryption: { kind: 'sse-kms', keyId: 'key-1' },
      retention: { mode: 'COMPLIANCE', until: new Date('2031-01-01T10:00') },
      legalHold: true,
    });
    expect(options && groupsOf(options)).toEqual([
      'content',
      'metadata',
      'tags',
      'class',
      'encryption',
      'retention',
      'hold',
    ]);
  });

  test.each<[Partial<OptionsDraft>, object | undefined]>([
    [{ encryption: 'sse-s3' }, { kind: 'sse-s3' }],
    [{ encryption: 'sse-kms' }, { kind: 'sse-kms' }],
    [
      { encryption: 'sse-c', customerKey: base64 },
      { kind: 'sse-c', customerKey: new Uint8Array(32).fill(107) },
    ],
    [{ encryption: 'default', customerKey: base64 }, undefined],
  ])('encrypts by %j', (part, encryption) => {
    expect(toWriteOptions(draft(part))?.encryption).toEqual(encryption);
  });
});
