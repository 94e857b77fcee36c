import { describe, expect, it } from 'vitest';
import { claimedMimeType, detectMimeType, isMimeTypeAllowed, mimeTypeByContent } from './mime-type.ts';

describe('the type of a file', () => {
  it.each([
    ['a.JPG', 'application/octet-stream', 'image/jpeg'],
    ['a.png', 'text/html', 'image/png'],
    ['a.unknown', 'video/mp4', 'video/mp4'],
    ['a', 'application/octet-stream', 'application/octet-stream'],
    ['a', 'text/plain', 'application/octet-stream'],
    ['a', 'nothing', 'application/octet-stream'],
    ['a.txt', '', 'text/plain'],
    ['constructor', '', 'application/octet-stream'],
  ])('%s that the form calls %s is claimed to be %s', (name, declared, type) => {
    expect(claimedMimeType(name, declared)).toBe(type);
  });

  it.each([
    ['image/png', 'text/html', 'image/png'],
    [undefined, 'text/csv', 'text/csv'],
    [undefined, 'image/svg+xml', 'image/svg+xml'],
    [undefined, 'application/json', 'application/json'],
    [undefined, 'image/png', 'application/octet-stream'],
    [undefined, 'application/pdf', 'application/octet-stream'],
  ])('by content %s and by claim %s is %s', (detected, claimed, type) => {
    expect(mimeTypeByContent(detected, claimed)).toBe(type);
  });

  it.each([
    ['image/png', undefined, true],
    ['image/png', ['image/*'], true],
    ['image/png', ['video/mp4', 'image/png'], true],
    ['image/png', ['*/*'], true],
    ['image/png', ['*'], true],
    ['image/png', ['video/*'], false],
    ['image/png', ['image'], false],
    ['image/png', [], false],
    ['imagex/png', ['image/*'], false],
  ])('%s under the limit %j: %s', (type, limit, allowed) => {
    expect(isMimeTypeAllowed(type, limit)).toBe(allowed);
  });

  it.each([
    ['89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'image/png'],
    ['255044462d312e370a', 'application/pdf'],
    ['68656c6c6f', undefined],
    ['', undefined],
  ])('of the bytes %s is %s', async (hex, type) => {
    expect(await detectMimeType(Buffer.from(hex, 'hex'))).toBe(type);
  });
});
