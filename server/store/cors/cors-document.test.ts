import { describe, expect, it } from 'vitest';
import { corsDocument, readCorsDocument } from './cors-document.ts';
import type { CorsSetting } from './cors-setting.ts';

const read = (rules: string) =>
  readCorsDocument(Buffer.from(`<CORSConfiguration>${rules}</CORSConfiguration>`));
const rule = (rest = '') =>
  `<CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod>${rest}</CORSRule>`;

const setting: CorsSetting = {
  rules: [
    {
      id: 'a & b',
      allowedOrigins: ['https://a.example', 'https://*.b.example'],
      allowedMethods: ['GET', 'PUT', 'POST', 'DELETE', 'HEAD'],
      allowedHeaders: ['*', 'x-amz-*'],
      exposeHeaders: ['ETag', 'x-amz-version-id'],
      maxAgeSeconds: 3000,
    },
    { allowedOrigins: ['*'], allowedMethods: ['GET'], allowedHeaders: [], exposeHeaders: [] },
  ],
};

describe('a CORS configuration', () => {
  it('is read back as it was', () => {
    expect(readCorsDocument(Buffer.from(corsDocument(setting)))).toEqual(setting);
  });

  it('has as many as 100 rules', () => {
    expect(read(rule().repeat(100)).rules).toHaveLength(100);
  });

  it.each([
    ['', 'MalformedXML'],
    [rule().repeat(101), 'InvalidRequest'],
    ['<CORSRule><AllowedOrigin>*</AllowedOrigin></CORSRule>', 'MalformedXML'],
    ['<CORSRule><AllowedMethod>GET</AllowedMethod></CORSRule>', 'MalformedXML'],
    [rule('<AllowedMethod>PATCH</AllowedMethod>'), 'InvalidRequest'],
    [rule('<AllowedMethod>OPTIONS</AllowedMethod>'), 'InvalidRequest'],
    [rule('<AllowedMethod>get</AllowedMethod>'), 'InvalidRequest'],
    [rule('<AllowedMethod>*</AllowedMethod>'), 'InvalidRequest'],
    [rule('<AllowedOrigin>https://*.*.example</AllowedOrigin>'), 'InvalidRequest'],
    [rule('<AllowedHeader>*-*</AllowedHeader>'), 'InvalidRequest'],
    [rule('<ExposeHeader>*</ExposeHeader>'), 'InvalidRequest'],
    [rule('<ExposeHeader>x-amz-meta-*</ExposeHeader>'), 'InvalidRequest'],
    [rule('<ExposeHeader>a, b</ExposeHeader>'), 'InvalidRequest'],
    [rule('<ExposeHeader></ExposeHeader>'), 'InvalidRequest'],
    [rule(`<ID>${'i'.repeat(256)}</ID>`), 'InvalidRequest'],
    [rule('<MaxAgeSeconds>-1</MaxAgeSeconds>'), 'MalformedXML'],
    [rule('<MaxAgeSeconds>soon</MaxAgeSeconds>'), 'MalformedXML'],
  ])('of %s is %s', (rules, code) => {
    expect(() => read(rules)).toThrow(expect.objectContaining({ code, status: 400 }));
  });
});
