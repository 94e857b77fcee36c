import { describe, expect, it } from 'vitest';
import { verifyPostSignature } from '../auth/post-signature.ts';
import { postAnswer } from './post-answer.ts';
import { postFields, postHeaders, postSignature } from './post-fields.ts';

// In two pieces, as it is no template of ours.
const variable = ['$', '{filename}'].join('');
const fieldsOf = (fields: Record<string, string>, filename = 'photo.png') =>
  postFields(
    Object.entries(fields).map(([name, value]) => ({ name, value })),
    'b',
    filename,
  );

describe('the fields of a form', () => {
  it('have names in any case of letters, and the bucket that the form was sent to', () => {
    expect([...fieldsOf({ KEY: 'a', 'X-Amz-Meta-Tag': 'v', Bucket: 'other' })]).toEqual([
      ['key', 'a'],
      ['x-amz-meta-tag', 'v'],
      ['bucket', 'b'],
    ]);
  });

  it.each([
    { field: `my/${variable}`, key: 'my/photo.png' },
    { field: `${variable}-${variable}`, key: 'photo.png-photo.png' },
    { field: variable.toUpperCase(), key: variable.toUpperCase() },
    { field: 'plain', key: 'plain' },
  ])('make the key $key of $field', ({ field, key }) => {
    expect(fieldsOf({ key: field }).get('key')).toBe(key);
  });

  it('take a file name as it is, whatever stands in it', () => {
    expect(fieldsOf({ key: `a/${variable}` }, '$&$1.png').get('key')).toBe('a/$&$1.png');
    expect(fieldsOf({ key: `a/${variable}` }, '').get('key')).toBe('a/');
  });

  it('may not come twice', () => {
    const twice = [
      { name: 'acl', value: 'private' },
      { name: 'ACL', value: 'public-read' },
    ];
    expect(() => postFields(twice, 'b', '')).toThrow(
      expect.objectContaining({
        code: 'InvalidArgument',
        inMinio: expect.objectContaining({ code: 'AccessDenied' }),
      }),
    );
  });
});

describe('fields as headers', () => {
  it('are those that say something of the object', () => {
    const headers = postHeaders(
      fieldsOf({
        key: 'k',
        policy: 'p',
        file: 'f',
        'x-amz-signature': 's',
        'x-amz-credential': 'c',
        'x-amz-copy-source': '/b/other',
        success_action_status: '201',
        host: 'elsewhere',
        'Content-Length': '5',
        'Content-Type': ' image/png ',
        'X-Amz-Meta-Name': 'grün',
        acl: 'private',
        'x-amz-storage-class': 'STANDARD',
        'x-amz-server-side-encryption': 'AES256',
        'x-amz-checksum-crc32': 'NhCmhg==',
      }),
    );
    expect(Object.fromEntries(headers)).toEqual({
      'content-type': 'image/png',
      'x-amz-meta-name': Buffer.from('grün').toString('latin1'),
      'x-amz-acl': 'private',
      'x-amz-storage-class': 'STANDARD',
      'x-amz-server-side-encryption': 'AES256',
      'x-amz-checksum-crc32': 'NhCmhg==',
    });
  });

  it('have tags as a query', () => {
    const tag = (key: string, value: string) => `<Tag><Key>${key}</Key><Value>${value}</Value></Tag>`;
    const tagging = `<Tagging><TagSet>${tag('a b', '1&amp;2')}${tag('c', '')}</TagSet></Tagging>`;
    expect(postHeaders(fieldsOf({ tagging })).get('x-amz-tagging')).toBe('a%20b=1%262&c=');
  });

  it.each<Record<string, string>>([
    { 'x-amz-meta-a': 'one\r\nx-injected: two' },
    { 'content-type': 'text/\0' },
    { 'x-amz-meta-a b': 'v' },
    { 'x-amz-meta-ü': 'v' },
    { 'x-amz-meta-a\n': 'v' },
  ])('cannot be %j', (fields) => {
    expect(() => postHeaders(fieldsOf(fields))).toThrow(expect.objectContaining({ code: 'InvalidArgument' }));
  });

  it.each(['', '<Tagging>', '<Tags/>', '<Tagging><TagSet><Tag><Key>a</Key></Tag></TagSet></Tagging>'])(
    'cannot have the tags %s',
    (tagging) => {
      expect(() => postHeaders(fieldsOf({ tagging }))).toThrow(
        expect.objectContaining({ code: 'MalformedXML' }),
      );
    },
  );
});

describe('the signature of a form', () => {
  const signed = {
    policy: 'p',
    'x-amz-signature': 's',
    'x-amz-credential': 'c',
    'x-amz-date': 'd',
    'x-amz-algorithm': 'AWS4-HMAC-SHA256',
  };

  it('is in five fields, or six with a session', () => {
    const expected = { policyBase64: 'p', signature: 's', credential: 'c', amzDate: 'd' };
    expect(postSignature(fieldsOf(signed))).toEqual({ ...expected, sessionToken: undefined });
    expect(postSignature(fieldsOf({ ...signed, 'x-amz-security-token': 't' }))).toEqual({
      ...expected,
      sessionToken: 't',
    });
  });

  it('is none where nothing of it is there', () => {
    expect(postSignature(fieldsOf({ key: 'k' }))).toBeUndefined();
  });

  it.each<{ lacks: keyof typeof signed; code: string }>([
    { lacks: 'policy', code: 'SignatureDoesNotMatch' },
    { lacks: 'x-amz-signature', code: 'SignatureDoesNotMatch' },
    { lacks: 'x-amz-credential', code: 'AuthorizationQueryParametersError' },
    { lacks: 'x-amz-date', code: 'AuthorizationQueryParametersError' },
  ])('needs $lacks', ({ lacks, code }) => {
    expect(() => postSignature(fieldsOf({ ...signed, [lacks]: '' }))).toThrow(
      expect.objectContaining({
        code: 'InvalidArgument',
        extras: { ArgumentName: lacks, ArgumentValue: '' },
        inMinio: expect.objectContaining({ code }),
      }),
    );
  });

  it('is of the one algorithm', () => {
    for (const fields of [
      { ...signed, 'x-amz-algorithm': 'AWS4-ECDSA-P256-SHA256' },
      { ...signed, 'x-amz-algorithm': '' },
    ]) {
      expect(() => postSignature(fieldsOf(fields))).toThrow(
        expect.objectContaining({ code: 'InvalidArgument' }),
      );
    }
    for (const name of ['AWSAccessKeyId', 'signature']) {
      expect(() => postSignature(fieldsOf({ ...signed, [name]: 'v' }))).toThrow(
        expect.objectContaining({ code: 'InvalidRequest' }),
      );
    }
  });

  it('is the one of the known answer', () => {
    const credential = 'A/20231114/us-east-1/s3/aws4_request';
    const policy = JSON.stringify({
      expiration: '2030-01-01T00:00:00.000Z',
      conditions: [
        ['eq', '$bucket', 'b'],
        ['starts-with', '$key', 'my/'],
        ['content-length-range', 1, 10],
        ['eq', '$x-amz-algorithm', 'AWS4-HMAC-SHA256'],
        ['eq', '$x-amz-credential', credential],
        ['eq', '$x-amz-date', '20231114T221320Z'],
      ],
    });
    const form = {
      policyBase64: Buffer.from(policy).toString('base64'),
      credential,
      amzDate: '20231114T221320Z',
      signature: '518fbdaa7adc486e6daa38456bd17d78ee7bda7f89a394f43d57c1c3d1c2dd84',
      sessionToken: undefined,
    };
    const account = { accessKeyId: 'A', secretAccessKey: 'S', isOwner: true, userName: 'A' };
    const accounts = { find: () => account };
    expect(verifyPostSignature(form, accounts, Date.now())).toBe(account);
    const other = { ...form, policyBase64: `${form.policyBase64.slice(0, -2)}==` };
    expect(() => verifyPostSignature(other, accounts, Date.now())).toThrow(
      expect.objectContaining({ code: 'SignatureDoesNotMatch' }),
    );
  });
});

describe('the answer to a form', () => {
  const object = { bucket: 'b', key: 'a b/ü', etag: 'e', origin: 'http://store:9000' };
  const location = 'http://store:9000/b/a%20b/%C3%BC';
  const answer = (fields: Record<string, string>) => postAnswer(fieldsOf(fields), object, { 'x-more': '1' });

  it.each<{ fields: Record<string, string>; status: number }>([
    { fields: {}, status: 204 },
    { fields: { success_action_status: '204' }, status: 204 },
    { fields: { success_action_status: '200' }, status: 200 },
    { fields: { success_action_status: '404' }, status: 204 },
    { fields: { success_action_status: '' }, status: 204 },
    { fields: { success_action_redirect: 'not an address' }, status: 204 },
    { fields: { success_action_redirect: 'javascript:alert(1)', success_action_status: '200' }, status: 200 },
  ])('with $fields is $status', ({ fields, status }) => {
    expect(answer(fields)).toEqual({
      status,
      headers: { 'x-more': '1', etag: '"e"', location },
    });
  });

  it('can be a document', () => {
    expect(answer({ success_action_status: '201' })).toMatchObject({
      status: 201,
      headers: { 'content-type': 'application/xml', etag: '"e"' },
      body: expect.stringContaining(
        `<PostResponse><Location>${location}</Location><Bucket>b</Bucket><Key>a b/ü</Key><ETag>&quot;e&quot;</ETag></PostResponse>`,
      ),
    });
  });

  it.each(['success_action_redirect', 'redirect'])('can be another page, by %s', (name) => {
    expect(answer({ [name]: 'https://site/done?a=1#top' })).toMatchObject({
      status: 303,
      headers: { location: 'https://site/done?a=1&bucket=b&key=a+b%2F%C3%BC&etag=%22e%22#top' },
    });
  });
});
