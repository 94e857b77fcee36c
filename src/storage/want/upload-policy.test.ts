import { describe, expect, test } from 'vitest';
import { type PolicyProblem, parsePolicy, printPolicy } from './upload-policy.ts';

const now = Date.UTC(2026, 10, 21);
const later = now + 3_600_000;
const least = { namespace: 'demo', expiration: -1, insertOnly: 0 };

describe('a policy', () => {
  test('is printed as in the worked example, without what was not given', () => {
    const policy = { ...least, insertOnly: 0, dir: '', name: undefined } as const;
    expect(printPolicy(policy)).toBe('{"namespace":"demo","expiration":-1,"insertOnly":0}');
  });

  test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['as it is', least, least],
    [
      'with its bucket for a namespace',
      { bucket: 'demo', expiration: later, insertOnly: 1 },
      { namespace: 'demo', expiration: later, insertOnly: 1 },
    ],
    [
      'with numbers as texts',
      { ...least, expiration: '-1', insertOnly: '1', sizeLimit: '10' },
      { ...least, insertOnly: 1, sizeLimit: 10 },
    ],
    ['without insertOnly, which is 0 then', { namespace: 'demo', expiration: -1 }, least],
    ['with null for what was not given', { ...least, dir: null, sizeLimit: null }, least],
    [
      'with every key',
      {
        ...least,
        dir: '/${year}/${var-who}',
        name: '${uuid}.${ext}',
        sizeLimit: 0,
        mimeLimit: 'image/*; video/mp4',
        detectMime: 1,
        callbackUrl: 'https://example.com/told',
        callbackHost: 'example.com:8080',
        callbackBody: 'name=${name}',
        callbackBodyType: 'application/json',
        returnUrl: 'http://example.com/',
        returnBody: '{"name":"${name}"}',
      },
      {},
    ],
  ])('is read %s', (_, value, policy) => {
    const parsed = parsePolicy(value, now);
    expect(parsed.problems).toEqual([]);
    expect(parsed.policy).toMatchObject(policy);
  });

  test.each<[Record<string, unknown>, PolicyProblem[]]>([
    [{ ...least, nme: 'x' }, [{ key: 'nme', problem: 'unknown', message: 'invalid policy key : nme' }]],
    [{ expiration: -1 }, [{ key: 'namespace', problem: 'empty', message: 'namespace is empty' }]],
    [{ namespace: 'demo' }, [{ key: 'expiration', problem: 'empty', message: 'expiration is empty' }]],
    [{ ...least, bucket: 'other' }, [{ key: 'bucket', problem: 'two-namespaces' }]],
    [{ ...least, expiration: now }, [{ key: 'expiration', problem: 'in-the-past' }]],
    [{ ...least, expiration: -2 }, [{ key: 'expiration', problem: 'not-a-number' }]],
    [{ ...least, expiration: 1.5 }, [{ key: 'expiration', problem: 'not-a-number' }]],
    [{ ...least, insertOnly: 2 }, [{ key: 'insertOnly', problem: 'not-a-flag' }]],
    [{ ...least, detectMime: 'yes' }, [{ key: 'detectMime', problem: 'not-a-flag' }]],
    [{ ...least, sizeLimit: -1 }, [{ key: 'sizeLimit', problem: 'not-a-number' }]],
    [{ ...least, mimeLimit: 'images' }, [{ key: 'mimeLimit', problem: 'not-a-type' }]],
    [{ ...least, dir: '/a/../b' }, [{ key: 'dir', problem: 'not-a-path' }]],
    [{ ...least, name: 'a/b' }, [{ key: 'name', problem: 'not-a-path' }]],
    [{ ...least, name: 'a\u0000' }, [{ key: 'name', problem: 'not-a-path' }]],
    [{ ...least, callbackUrl: 'ftp://example.com' }, [{ key: 'callbackUrl', problem: 'not-a-url' }]],
    [{ ...least, callbackHost: 'a b' }, [{ key: 'callbackHost', problem: 'not-a-host' }]],
    [{ ...least, callbackBodyType: 'té' }, [{ key: 'callbackBodyType', problem: 'not-a-type' }]],
    [{ ...least, returnUrl: 'there' }, [{ key: 'returnUrl', problem: 'not-a-url' }]],
    [{ ...least, returnBody: 7 }, [{ key: 'returnBody', problem: 'not-a-text' }]],
    [
      { insertOnly: 3 },
      [
        { key: 'namespace', problem: 'empty', message: 'namespace is empty' },
        { key: 'expiration', problem: 'empty', message: 'expiration is empty' },
        { key: 'insertOnly', problem: 'not-a-flag' },
      ],
    ],
  ])('%j is refused', (value, problems) => {
    expect(parsePolicy(value, now)).toEqual({ problems });
  });

  test.each([null, [], 'text', 7])('%j is none', (value) => {
    expect(parsePolicy(value, now).policy).toBeUndefined();
  });
});
