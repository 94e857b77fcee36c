import { describe, expect, it } from 'vitest';
import { parseSearch } from '../paths.ts';
import { dropLink, readDropLink } from './drop-link.ts';

const policy = btoa(
  JSON.stringify({
    expiration: '2026-11-21T13:00:00Z',
    conditions: [
      { bucket: 'b' },
      ['starts-with', '$key', 'in/???>>>'],
      { 'X-Amz-Algorithm': 'AWS4-HMAC-SHA256' },
      { 'X-Amz-Credential': 'AK/20261121/us-east-1/s3/aws4_request' },
      { 'X-Amz-Date': '20261121T120000Z' },
    ],
  }),
);
const form = { url: 'https://host:9000/b', policy, signature: 'ab'.repeat(32) };
const page = 'https://console.example.com/pail/?x=1#/c/1/b/b/forms';

const searchOf = (link: string) => parseSearch(new URL(link).hash.slice('#/drop?'.length));

it('goes there and back', () => {
  const link = dropLink(page, form, undefined);
  expect(link).toMatch(
    /^https:\/\/console\.example\.com\/pail\/#\/drop\?to=https:\/\/host:9000\/b&policy=[\w-]+&sig=/,
  );
  expect(readDropLink(searchOf(link))).toMatchObject({
    form,
    terms: { bucket: 'b', key: { prefix: 'in/???>>>' } },
  });
});

it('says when the session ends, where it is known', () => {
  const end = new Date('2026-11-21T12:30:00Z');
  expect(readDropLink(searchOf(dropLink(page, form, end)))).toMatchObject({ sessionEndsAt: end });
  expect(readDropLink(searchOf(dropLink(page, form, undefined)))).not.toHaveProperty('sessionEndsAt');
  const odd = { ...searchOf(dropLink(page, form, end)), until: 'soon' };
  expect(readDropLink(odd)).not.toHaveProperty('sessionEndsAt');
});

describe('refused', () => {
  const whole = searchOf(dropLink(page, form, undefined));
  it.each([
    [{ ...whole, to: undefined }, 'incomplete'],
    [{ ...whole, policy: undefined }, 'incomplete'],
    [{ ...whole, sig: undefined }, 'incomplete'],
    [{}, 'incomplete'],
    [{ ...whole, to: 'javascript:alert(1)' }, 'address'],
    [{ ...whole, to: 'data:text/html,x' }, 'address'],
    [{ ...whole, sig: 'ab' }, 'signature'],
    [{ ...whole, policy: String(whole.policy).slice(0, 40) }, 'policy'],
    [{ ...whole, policy: '***' }, 'policy'],
  ])('%j: %s', (search, problem) => {
    expect(readDropLink(search)).toEqual({ problem });
  });
});
