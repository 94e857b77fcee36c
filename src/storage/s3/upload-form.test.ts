import { describe, expect, it, test } from 'vitest';
import type { S3Profile } from '../connection.ts';
import type { Credentials } from '../credentials.ts';
import { createFakeTransport } from '../testing/fake-transport.ts';
import { policySignature } from '../testing/query-signature.ts';
import type { UploadFormInput } from '../upload-form-types.ts';
import { formFields, signedForm } from './forms/form-fields.ts';
import { readForm } from './forms/read-form.ts';
import { createS3Driver } from './s3-driver.ts';

const now = Date.parse('2026-11-21T12:00:00Z');
const credentials: Credentials = { accessKeyId: 'AK', secretAccessKey: 'SK' };
// In two pieces, as it is no template of ours.
const fileName = ['$', '{filename}'].join('');

function driver(profile: Partial<S3Profile> = {}, secrets: Credentials | undefined = credentials) {
  const full: S3Profile = {
    name: '',
    protocol: 's3',
    endpoint: 'https://host:9000',
    region: 'us-east-1',
    addressing: 'path',
    ...profile,
  };
  const { transport } = createFakeTransport();
  return createS3Driver({ profile: full, credentials: secrets }, { transport, now: () => now });
}

function create(input: Partial<UploadFormInput>, profile?: Partial<S3Profile>, secrets?: Credentials) {
  const { uploadForms } = driver(profile, secrets);
  const whole = { bucket: 'b', key: { exact: 'k' }, expiresIn: 3600, ...input };
  return uploadForms?.create(whole) ?? Promise.reject(new Error('This driver makes no forms.'));
}

function policyOf(fields: Record<string, string>): { expiration: string; conditions: unknown[] } {
  const bytes = Uint8Array.from(atob(fields.Policy ?? ''), (sign) => sign.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes)) as { expiration: string; conditions: unknown[] };
}

test('our own reckoning agrees with the vector of the fact sheet', () => {
  const policy =
    '{"expiration":"2030-01-01T00:00:00.000Z","conditions":[["eq","$bucket","b"],["starts-with","$key","my/"],' +
    '["content-length-range",1,10],["eq","$x-amz-algorithm","AWS4-HMAC-SHA256"],' +
    '["eq","$x-amz-credential","A/20231114/us-east-1/s3/aws4_request"],["eq","$x-amz-date","20231114T221320Z"]]}';
  expect(policySignature(btoa(policy), 'S', 'A/20231114/us-east-1/s3/aws4_request')).toBe(
    '518fbdaa7adc486e6daa38456bd17d78ee7bda7f89a394f43d57c1c3d1c2dd84',
  );
});

describe('a form', () => {
  it('for one key is signed with every condition', async () => {
    const { url, fields, expiresAt } = await create({
      key: { exact: 'in/报告 100%.pdf' },
      contentType: { exact: 'application/pdf' },
      size: { min: 1, max: 1000 },
      metadata: { Author: '李', desk: '7' },
      successStatus: 201,
    });
    expect(url).toBe('https://host:9000/b');
    expect(expiresAt).toEqual(new Date('2026-11-21T13:00:00Z'));
    expect(fields).toMatchObject({
      key: 'in/报告 100%.pdf',
      bucket: 'b',
      'Content-Type': 'application/pdf',
      'x-amz-meta-author': '=?UTF-8?B?5p2O?=',
      'x-amz-meta-desk': '7',
      success_action_status: '201',
      'X-Amz-Credential': 'AK/20261121/us-east-1/s3/aws4_request',
      'X-Amz-Date': '20261121T120000Z',
    });
    expect(fields['X-Amz-Signature']).toBe(
      policySignature(fields.Policy ?? '', 'SK', fields['X-Amz-Credential'] ?? ''),
    );
    const { expiration, conditions } = policyOf(fields);
    expect(expiration).toBe('2026-11-21T13:00:00Z');
    expect(conditions).toEqual(
      expect.arrayContaining([
        { key: 'in/报告 100%.pdf' },
        { bucket: 'b' },
        { 'Content-Type': 'application/pdf' },
        ['content-length-range', 1, 1000],
        { 'x-amz-meta-desk': '7' },
        { success_action_status: '201' },
      ]),
    );
  });

  it.each(['in/', 'in/a', ''])(
    'for the prefix %j leaves the rest to the name of the file',
    async (prefix) => {
      const { fields } = await create({ key: { prefix } });
      expect(fields.key).toBe(`${prefix}${fileName}`);
      expect(policyOf(fields).conditions).toContainEqual(['starts-with', '$key', prefix]);
      expect(fields).not.toHaveProperty('Content-Type');
    },
  );

  it('takes types by their beginning, and any where none is named', async () => {
    const images = await create({ contentType: { prefix: 'image/' } });
    expect(policyOf(images.fields).conditions).toContainEqual(['starts-with', '$Content-Type', 'image/']);
    const any = await create({});
    expect(policyOf(any.fields).conditions).toContainEqual(['starts-with', '$Content-Type', '']);
  });

  it.each([
    ['path', undefined, 'https://host:9000/photos'],
    ['virtual-host', undefined, 'https://photos.host:9000'],
    ['path', 'http://files.example.com/', 'http://files.example.com/photos'],
    ['virtual-host', 'https://files.example.com', 'https://photos.files.example.com'],
  ] as const)(
    'with %s addressing and the public origin %s goes to %s',
    async (addressing, publicOrigin, url) => {
      expect((await create({ bucket: 'photos', publicOrigin }, { addressing })).url).toBe(url);
    },
  );

  it('signs the session token with it, and says when the session ends', async () => {
    const expiresAt = new Date(now + 1000);
    const secrets = { ...credentials, sessionToken: 'to/k+en=', expiresAt };
    const { fields } = await create({}, {}, secrets);
    expect(fields['X-Amz-Security-Token']).toBe('to/k+en=');
    expect(policyOf(fields).conditions).toContainEqual({ 'X-Amz-Security-Token': 'to/k+en=' });
    expect(driver({}, secrets).uploadForms?.credentialsExpireAt).toEqual(expiresAt);
  });

  it('needs credentials', () => {
    const anonymous = createS3Driver({
      profile: {
        name: '',
        protocol: 's3',
        endpoint: 'https://host',
        region: 'us-east-1',
        addressing: 'path',
      },
    });
    expect(anonymous.uploadForms).toBeUndefined();
  });

  it('comes back whole from its policy and signature', async () => {
    const form = await create({
      key: { prefix: 'in/' },
      contentType: { exact: 'text/plain' },
      size: { min: 0, max: 9 },
      metadata: { desk: '7' },
    });
    const small = signedForm(form);
    const terms = readForm(small);
    if ('problem' in terms) throw new Error(terms.problem);
    expect(terms).toMatchObject({
      bucket: 'b',
      key: { prefix: 'in/' },
      contentType: { exact: 'text/plain' },
      size: { min: 0, max: 9 },
      expiresAt: new Date('2026-11-21T13:00:00Z'),
    });
    expect(formFields(small, terms, { key: 'in/a', contentType: 'text/plain' })).toEqual({
      ...form.fields,
      key: 'in/a',
    });
  });
});

describe('what no server takes', () => {
  it.each([
    { expiresIn: 0 },
    { expiresIn: 604_801 },
    { size: { min: 2, max: 1 } },
    { size: { min: -1, max: 1 } },
    { size: { min: 0, max: 5 * 1024 ** 3 + 1 } },
    { contentType: { exact: 'a\nb' } },
    { metadata: { 'a b': 'x' } },
    { publicOrigin: 'ftp://x' },
  ])('%j', async (input) => {
    await expect(create(input)).rejects.toMatchObject({ code: 'invalid-argument' });
  });

  it.each([
    { exact: '../x' },
    { exact: '' },
    { prefix: 'a/../' },
    { exact: '/a' },
    { prefix: `a/${fileName}` },
  ])('the key %j', async (key) => {
    await expect(create({ key })).rejects.toMatchObject({ code: 'key-refused' });
  });
});
