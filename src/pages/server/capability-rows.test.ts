import { describe, expect, test } from 'vitest';
import type { Capability } from '../../storage/index.ts';
import { countStates, evidenceText, groups, membersOf, reasonOf } from './capability-rows.ts';
import { reportText } from './report-text.ts';

const get = (path: string, more: object = {}) => ({ method: 'GET', path, ...more }) as const;

const cors: Capability = {
  name: 'cors',
  state: 'unsupported',
  evidence: get('/photos?cors', { status: 501, serviceCode: 'NotImplemented' }),
};
const tagging: Capability = {
  name: 'tagging',
  state: 'unsupported',
  evidence: get('/photos?tagging', { status: 200, root: 'ListBucketResult' }),
};
const policy: Capability = {
  name: 'policy',
  state: 'available',
  evidence: get('/photos?policy', { status: 200, root: 'JSON' }),
};
const versioning: Capability = {
  name: 'versioning',
  state: 'available',
  detail: 'Enabled',
  evidence: get('/photos?versioning', { status: 200, root: 'VersioningConfiguration' }),
};
const hidden: Capability = { name: 'acl', state: 'unknown', evidence: get('/photos?acl') };
const listen: Capability = { name: 'listen', state: 'unknown' };
const metadata: Capability = {
  name: 'list-metadata',
  state: 'unknown',
  evidence: get('/photos?list-type=2', { status: 200, root: 'ListBucketResult' }),
};
const broken: Capability = {
  name: 'lifecycle',
  state: 'unknown',
  evidence: get('/photos?lifecycle', { status: 500, serviceCode: 'InternalError' }),
};
const memory: Capability = {
  name: 'uploads',
  state: 'available',
  limit: 'from-memory',
  evidence: get('/photos?uploads', { status: 200, root: 'ListMultipartUploadsResult' }),
};
const all = [cors, tagging, policy, versioning, hidden, listen, metadata, broken];

describe('each answer in one line, and the sentence for it', () => {
  test.each([
    [cors, 'GET /photos?cors → 501 NotImplemented', 'unsupported'],
    [tagging, 'GET /photos?tagging → 200 <ListBucketResult>', 'ignored'],
    [policy, 'GET /photos?policy → 200 JSON', 'available'],
    [hidden, 'GET /photos?acl', 'noAnswer'],
    [listen, '', 'unasked'],
    [metadata, 'GET /photos?list-type=2 → 200 <ListBucketResult>', 'noObject'],
    [memory, 'GET /photos?uploads → 200 <ListMultipartUploadsResult>', 'from-memory'],
    [broken, 'GET /photos?lifecycle → 500 InternalError', 'unknown'],
  ])('%j', (capability, text, reason) => {
    expect(evidenceText(capability)).toBe(text);
    expect(reasonOf(capability)).toBe(reason);
  });
});

test('every capability is in one group', () => {
  expect(groups.flatMap((group) => membersOf(group, all))).toHaveLength(all.length);
  expect(membersOf('settings', all)).toEqual([cors, tagging, policy, versioning, broken]);
});

test('counts the states that occur', () => {
  expect(countStates(all)).toEqual([
    { state: 'available', count: 2 },
    { state: 'unsupported', count: 2 },
    { state: 'unknown', count: 4 },
  ]);
});

test('the report names neither keys, host nor bucket', () => {
  const text = reportText({
    profile: {
      name: 'mine',
      protocol: 's3',
      endpoint: 'https://storage.example.com:9000',
      region: 'eu-1',
      addressing: 'path',
      accessKeyId: 'AKIA-SECRET',
    },
    bucket: 'photos',
    identity: { software: 'MinIO', clockOffset: -1600, region: 'eu-2', admin: { state: 'denied' } },
    capabilities: [cors, versioning],
  });
  expect(text).toBe(
    [
      'Server              MinIO',
      'Version             denied',
      'Endpoint            https, path',
      'Region              eu-1, server says eu-2',
      'Clock               -2 s',
      '',
      'cors                unsupported                 GET /BUCKET?cors → 501 NotImplemented',
      'versioning          available (Enabled)         GET /BUCKET?versioning → 200 <VersioningConfiguration>',
      '',
    ].join('\n'),
  );
});
