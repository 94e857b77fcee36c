import { describe, expect, it } from 'vitest';
import { preferredLanguage } from './language.ts';

describe('preferredLanguage', () => {
  it.each([
    ['zh-TW', ['en-US'], 'zh-TW'],
    ['klingon', ['zh-CN'], 'zh-CN'],
    [null, ['zh-Hant-HK', 'en'], 'zh-TW'],
    [null, ['zh-HK'], 'zh-TW'],
    [null, ['zh'], 'zh-CN'],
    [null, ['fr-FR', 'zh-SG', 'en'], 'zh-CN'],
    [null, ['de', 'en-GB', 'zh-TW'], 'en'],
    [null, ['fr-FR'], 'en'],
    [null, [], 'en'],
  ] as const)('chosen %s, accepted %j: %s', (chosen, accepted, language) =>
    expect(preferredLanguage(chosen, accepted)).toBe(language),
  );
});
