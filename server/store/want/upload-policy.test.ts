import { describe, expect, it } from 'vitest';
import { parseUploadPolicy } from './upload-policy.ts';

const now = 1_700_000_000_000;
const encode = (policy: unknown) => Buffer.from(JSON.stringify(policy), 'utf8').toString('base64url');
const parse = (rest: Record<string, unknown> = {}) =>
  parseUploadPolicy(encode({ namespace: 'demo', expiration: -1, insertOnly: 0, ...rest }), now);

describe('an upload policy', () => {
  it('needs no more than a namespace and an expiration', () => {
    expect(parse()).toEqual({ namespace: 'demo', insertOnly: false, detectMime: false });
    expect(parseUploadPolicy(encode({ bucket: 'demo', expiration: '-1' }), now).namespace).toBe('demo');
  });

  it('has all that it says', () => {
    expect(
      parse({
        bucket: 'demo',
        insertOnly: '1',
        expiration: now + 1,
        dir: '/${year}',
        name: 'a.${ext}',
        sizeLimit: 1024,
        mimeLimit: 'IMAGE/*; video/mp4;',
        detectMime: 1,
        callbackUrl: 'http://127.0.0.1:1/told',
        callbackHost: 'app.example:8080',
        callbackBody: '{"n":"${name}"}',
        callbackBodyType: 'application/json',
        returnUrl: 'https://app.example/done',
        returnBody: '${size}',
      }),
    ).toEqual({
      namespace: 'demo',
      insertOnly: true,
      dir: '/${year}',
      name: 'a.${ext}',
      sizeLimit: 1024,
      mimeLimit: ['image/*', 'video/mp4'],
      detectMime: true,
      callback: {
        url: 'http://127.0.0.1:1/told',
        host: 'app.example:8080',
        body: '{"n":"${name}"}',
        bodyType: 'application/json',
      },
      returnUrl: 'https://app.example/done',
      returnBody: '${size}',
    });
  });

  it('tells a callback of the file where it has no body of its own', () => {
    expect(parse({ callbackUrl: 'http://a.example' }).callback).toEqual({
      url: 'http://a.example/',
      body: 'namespace=${namespace}&dir=${dir}&name=${name}&size=${size}&mimeType=${mimeType}',
      bodyType: 'application/x-www-form-urlencoded; charset=utf-8',
    });
  });

  it('takes what was left empty for left out', () => {
    expect(parse({ dir: '', name: null, sizeLimit: null, mimeLimit: '', callbackUrl: '' })).toEqual(parse());
  });

  it.each([
    [{ namespace: '' }, 'InvalidArgument', 'namespace is empty'],
    [{ namespace: 'demo', bucket: 'other' }, 'InvalidArgument', undefined],
    [{ namespace: 5 }, 'InvalidArgument', undefined],
    [{ expiration: '' }, 'InvalidArgument', 'expiration is empty'],
    [{ expiration: 'soon' }, 'InvalidArgument', undefined],
    [{ expiration: 1.5 }, 'InvalidArgument', undefined],
    [{ expiration: now }, 'TokenExpired', undefined],
    [{ expiration: now / 1000 }, 'TokenExpired', undefined],
    [{ expiration: 0 }, 'TokenExpired', undefined],
    [{ expiration: -2 }, 'TokenExpired', undefined],
    [{ insertOnly: 2 }, 'InvalidArgument', undefined],
    [{ insertOnly: true }, 'InvalidArgument', undefined],
    [{ detectMime: 'yes' }, 'InvalidArgument', undefined],
    [{ sizeLimit: -1 }, 'InvalidArgument', undefined],
    [{ sizeLimit: '10 MB' }, 'InvalidArgument', undefined],
    [{ dir: 5 }, 'InvalidArgument', undefined],
    [{ mimeLimit: ['image/*'] }, 'InvalidArgument', undefined],
    [{ callbackUrl: 'file:///etc/passwd' }, 'InvalidArgument', undefined],
    [{ callbackUrl: 'told' }, 'InvalidArgument', undefined],
    [{ callbackHost: 'a\r\nx: y' }, 'InvalidArgument', undefined],
    [{ callbackBodyType: 'a\r\nx: y' }, 'InvalidArgument', undefined],
    [{ returnUrl: 'javascript:alert(1)' }, 'InvalidArgument', undefined],
    [{ minSize: 5 }, 'InvalidArgument', 'invalid policy key : minSize'],
  ])('is not %j: %s', (rest, code, message) => {
    expect(() => parse(rest)).toThrow(
      expect.objectContaining({ code, ...(message === undefined ? {} : { message }) }),
    );
  });

  it.each(['', '!', encode(5), encode(null), encode(['a']), Buffer.from('{"a"').toString('base64url')])(
    'is not %s',
    (encoded) => {
      expect(() => parseUploadPolicy(encoded, now)).toThrow(
        expect.objectContaining({ code: 'InvalidToken' }),
      );
    },
  );
});
