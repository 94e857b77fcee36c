import { describe, expect, test } from 'vitest';
import { errors as english } from '../../components/text/en/errors.ts';
import type { TextFunction } from '../../components/text/language.ts';
import { errors as zhCn } from '../../components/text/zh-cn/errors.ts';
import { errors as zhTw } from '../../components/text/zh-tw/errors.ts';
import { StorageError } from '../../storage/index.ts';
import { errorText } from './error-text.ts';

/** Shows which text was asked for, and with what. */
const t: TextFunction<'errors'> = (key, values) => (values ? `${key} ${JSON.stringify(values)}` : key);

describe('the words for an error', () => {
  test('go by its code', () => {
    const { title, sentence, cure, details } = errorText(
      t,
      new StorageError('no-such-bucket', {
        status: 404,
        serviceCode: 'NoSuchBucket',
        serviceMessage: 'It is not there.',
        requestId: '18EA',
      }),
    );
    expect([title, sentence, cure]).toEqual([
      'no-such-bucket_title',
      'no-such-bucket_sentence',
      'no-such-bucket_cure',
    ]);
    expect(details.map(({ value }) => value)).toEqual([
      'no-such-bucket',
      '404',
      'NoSuchBucket',
      'It is not there.',
      '18EA',
    ]);
  });

  test.each([
    [20 * 60_000, 'clock-skew_sentence_behind {"count":20}'],
    [-61 * 60_000, 'clock-skew_sentence_ahead {"count":61}'],
    [undefined, 'clock-skew_sentence'],
  ])('a clock that is off by %j ms', (clockOffset, sentence) => {
    expect(errorText(t, new StorageError('clock-skew', { clockOffset })).sentence).toBe(sentence);
  });

  test('name the region that the server named', () => {
    expect(errorText(t, new StorageError('wrong-region', { region: 'eu-west-3' })).sentence).toBe(
      'wrong-region_sentence_known {"region":"eu-west-3"}',
    );
  });

  test.each([new TypeError('x is undefined'), 'thrown text', undefined])(
    '%s is a fault of the page',
    (error) => {
      expect(errorText(t, error).title).toBe('unexpected_title');
    },
  );
});

test.each([
  ['zh-CN', zhCn],
  ['zh-TW', zhTw],
])('%s has a value of its own for every text of an error', (_, errors) => {
  for (const [key, text] of Object.entries(errors)) {
    expect(text, key).not.toBe('');
    expect(text, key).not.toBe(english[key as keyof typeof english]);
  }
});
