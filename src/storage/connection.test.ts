import { describe, expect, it } from 'vitest';
import {
  type ConnectionProfile,
  connectionId,
  isLoopback,
  parseEndpoint,
  parseProfile,
} from './connection.ts';

describe('parseEndpoint', () => {
  it.each([
    { input: 'https://s3.example.com', endpoint: 'https://s3.example.com' },
    { input: ' https://S3.Example.com:443/ ', endpoint: 'https://s3.example.com' },
    { input: 's3.example.com', endpoint: 'https://s3.example.com' },
    { input: 's3.example.com:9000', endpoint: 'https://s3.example.com:9000' },
    { input: 'localhost:9000', endpoint: 'http://localhost:9000' },
    { input: '127.0.0.1:7351', endpoint: 'http://127.0.0.1:7351' },
    { input: '[::1]:9000', endpoint: 'http://[::1]:9000' },
    { input: 'https://localhost', endpoint: 'https://localhost' },
    { input: 'http://10.0.0.7:80/', endpoint: 'http://10.0.0.7' },
    { input: 'https://example.com/storage/v1/s3//', endpoint: 'https://example.com/storage/v1/s3' },
    { input: 'https://存储.example', endpoint: 'https://xn--k0q63x.example' },
  ])('$input', ({ input, endpoint }) => {
    expect(parseEndpoint(input)).toEqual({ endpoint });
  });

  it.each([
    { input: '', problem: 'missing' },
    { input: '   ', problem: 'missing' },
    { input: 'https://', problem: 'not-a-url' },
    { input: 'my server', problem: 'not-a-url' },
    { input: 'host:99999', problem: 'not-a-url' },
    { input: 'ftp://host', problem: 'scheme' },
    { input: 's3://bucket', problem: 'scheme' },
    { input: 'https://key:secret@host', problem: 'credentials' },
    { input: 'https://host/?x=1', problem: 'query' },
    { input: 'https://host/?', problem: 'query' },
    { input: 'host#x', problem: 'query' },
  ])('$input: $problem', ({ input, problem }) => {
    expect(parseEndpoint(input)).toEqual({ problem });
  });
});

describe('parseProfile', () => {
  const typed = {
    name: '',
    endpoint: 'localhost:9000',
    region: '',
    addressing: 'path',
    accessKeyId: '',
  } as const;

  it('fills in what was left empty', () => {
    expect(parseProfile(typed)).toEqual({
      profile: {
        name: 'localhost:9000',
        protocol: 's3',
        endpoint: 'http://localhost:9000',
        region: 'us-east-1',
        addressing: 'path',
      },
    });
  });

  it('keeps what was typed, without the blanks around it', () => {
    const input = {
      ...typed,
      name: ' Work ',
      region: ' eu-west-1',
      accessKeyId: 'AKIA/EXAMPLE ',
      addressing: 'virtual-host',
    } as const;
    expect(parseProfile(input)).toMatchObject({
      profile: {
        name: 'Work',
        region: 'eu-west-1',
        accessKeyId: 'AKIA/EXAMPLE',
        addressing: 'virtual-host',
      },
    });
  });

  it('names every wrong field', () => {
    expect(parseProfile({ ...typed, endpoint: '', region: 'a/b', accessKeyId: 'clé' })).toEqual({
      problems: [
        { field: 'endpoint', problem: 'missing' },
        { field: 'region', problem: 'characters' },
        { field: 'accessKeyId', problem: 'characters' },
      ],
    });
  });

  it.each(['-a', 'a-', 'a_b', 'x'.repeat(64), 'a b'])('refuses the region %s', (region) => {
    expect(parseProfile({ ...typed, region })).toEqual({
      problems: [{ field: 'region', problem: 'characters' }],
    });
  });
});

describe('connectionId', () => {
  const profile: ConnectionProfile = {
    name: 'one',
    protocol: 's3',
    endpoint: 'http://localhost:9000',
    region: 'us-east-1',
    addressing: 'path',
    accessKeyId: 'pail',
  };

  it('is stable and does not depend on the name', () => {
    // A literal, because ids are in bookmarks: a change of the hash breaks them.
    expect(connectionId(profile)).toBe('0kczs9z727z');
    expect(connectionId({ ...profile, name: 'two' })).toBe(connectionId(profile));
  });

  it.each([
    { endpoint: 'http://localhost:9001' },
    { region: 'eu-west-1' },
    { addressing: 'virtual-host' as const },
    { accessKeyId: 'other' },
    { accessKeyId: undefined },
  ])('differs by %o', (change) => {
    expect(connectionId({ ...profile, ...change })).not.toBe(connectionId(profile));
  });
});

it.each([
  ['localhost', true],
  ['pail.localhost', true],
  ['127.0.0.1', true],
  ['127.1.2.3', true],
  ['[::1]', true],
  ['localhost.example.com', false],
  ['127.0.0.1.example.com', false],
  ['10.0.0.1', false],
])('isLoopback(%s) is %s', (hostname, loopback) => {
  expect(isLoopback(hostname)).toBe(loopback);
});
