import { describe, expect, it } from 'vitest';
import { hostOfHeader, httpOrigin, isLoopbackAddress, ownHostNames } from './host-names.ts';

describe('hostOfHeader', () => {
  it.each([
    ['localhost', 'localhost'],
    ['LocalHost:7350', 'localhost'],
    ['127.0.0.1:7350', '127.0.0.1'],
    ['[::1]', '::1'],
    ['[::1]:7350', '::1'],
    ['evil.test:7350', 'evil.test'],
    [null, undefined],
    ['', undefined],
    [':7350', undefined],
    ['::1', undefined],
    ['localhost:7350, evil.test', undefined],
    ['a@localhost', undefined],
    ['localhost/evil.test', undefined],
    ['localhost:port', undefined],
    ['[evil.test]', undefined],
  ])('%s is %s', (header, host) => {
    expect(hostOfHeader(header)).toBe(host);
  });
});

describe('ownHostNames', () => {
  const machine = { addresses: ['127.0.0.1', '192.0.2.7', 'fe80::1'], hostName: 'Nas' };

  it.each([
    {
      listen: '127.0.0.1',
      own: ['localhost', '127.0.0.1', '::1'],
      foreign: ['192.0.2.7', 'nas', 'evil.test'],
    },
    { listen: '192.0.2.7', own: ['localhost', '192.0.2.7'], foreign: ['fe80::1', '192.0.2.8'] },
    { listen: 'Nas', own: ['nas', 'localhost'], foreign: ['nas.local', '192.0.2.7'] },
    {
      listen: '0.0.0.0',
      own: ['192.0.2.7', 'nas', 'nas.local', 'localhost'],
      foreign: ['0.0.0.0', 'evil.test'],
    },
    { listen: '::', own: ['fe80::1', '192.0.2.7'], foreign: ['::', 'evil.test'] },
  ])('listening on $listen', ({ listen, own, foreign }) => {
    const names = ownHostNames(listen, machine);
    expect(own.filter((name) => !names.has(name))).toEqual([]);
    expect(foreign.filter((name) => names.has(name))).toEqual([]);
  });
});

describe('isLoopbackAddress', () => {
  it.each([
    ['127.0.0.1', true],
    ['127.9.9.9', true],
    ['::1', true],
    ['::ffff:127.0.0.1', true],
    ['192.0.2.7', false],
    ['::ffff:192.0.2.7', false],
    ['fe80::1', false],
    ['127.evil.test', false],
    [undefined, false],
  ])('%s: %s', (address, loopback) => {
    expect(isLoopbackAddress(address)).toBe(loopback);
  });
});

describe('httpOrigin', () => {
  it.each([
    ['127.0.0.1', 'http://127.0.0.1:7350'],
    ['localhost', 'http://localhost:7350'],
    ['::1', 'http://[::1]:7350'],
    ['0.0.0.0', 'http://127.0.0.1:7350'],
    ['::', 'http://[::1]:7350'],
  ])('%s: %s', (host, origin) => {
    expect(httpOrigin(host, 7350)).toBe(origin);
  });
});
