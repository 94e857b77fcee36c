import { describe, expect, it } from 'vitest';
import { formatBytes, formatDuration, formatExactBytes, formatRelativeTime } from './format.ts';

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [1023, '1,023 B'],
    [1024, '1 KiB'],
    [1536, '1.5 KiB'],
    [102_400, '100 KiB'],
    [5 * 1024 ** 2, '5 MiB'],
    [1.25 * 1024 ** 3, '1.3 GiB'],
    [5 * 1024 ** 4, '5 TiB'],
    [3 * 1024 ** 6, '3,072 PiB'],
    // Never "1,024 KiB": rounding must not outgrow its unit.
    [1024 ** 2 - 1, '1 MiB'],
  ])('%i is %s', (bytes, text) => expect(formatBytes(bytes, 'en')).toBe(text));

  it('shows exact bytes with the language’s grouping', () =>
    expect(formatExactBytes(4_404_019, 'zh-CN')).toBe('4,404,019 B'));
});

describe('formatRelativeTime', () => {
  const now = Date.UTC(2026, 0, 10);
  it.each([
    [0, 'en', 'now'],
    [-30, 'en', '30 seconds ago'],
    [-120, 'en', '2 minutes ago'],
    [-86_400, 'en', 'yesterday'],
    [-86_400 * 40, 'en', 'last month'],
    [86_400, 'en', 'tomorrow'],
    [-7200, 'zh-CN', '2小时前'],
    [-7200, 'zh-TW', '2 小時前'],
  ] as const)('%i s in %s is %s', (seconds, language, text) =>
    expect(formatRelativeTime(new Date(now + seconds * 1000), language, now)).toBe(text),
  );
});

describe('formatDuration', () => {
  it.each([
    [0, '0 sec'],
    [42.4, '42 sec'],
    [60, '1 min'],
    [3900, '1 hr 5 min'],
    [3605, '1 hr'],
    [90_000, '1 day 1 hr'],
    [-5, '0 sec'],
  ])('%d s is %s', (seconds, text) => expect(formatDuration(seconds, 'en')).toBe(text));
});
