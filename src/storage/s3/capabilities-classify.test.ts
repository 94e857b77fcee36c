import { describe, expect, test } from 'vitest';
import { classify, rootOf, withServerKnowledge } from './capabilities-classify.ts';
import { bucketQuestions } from './capabilities-questions.ts';
import { errorFromAnswer } from './s3-errors.ts';

const ns = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';
const listing = `<?xml version="1.0"?><ListBucketResult ${ns}><Name>b</Name></ListBucketResult>`;

/** As the driver makes it of what a server sends. */
function stateOf(name: string, status: number, body: string) {
  const question = bucketQuestions.find((each) => each.name === name);
  if (!question) throw new Error(name);
  const evidence = { method: 'GET', path: `/b?${name}`, status } as const;
  if (status < 300) return classify(question, { body, evidence });
  const error = errorFromAnswer({ status, headers: {}, body }, { target: 'bucket', signedIn: 'query' }, 0);
  return classify(question, {
    code: error.code,
    evidence: { ...evidence, serviceCode: error.serviceCode },
  });
}

const refusal = (code: string) => `<Error><Code>${code}</Code></Error>`;

describe('what answers of known servers mean', () => {
  test.each<[server: string, name: string, status: number, body: string, state: string, detail?: string]>([
    // AWS
    ['AWS', 'versioning', 200, `<VersioningConfiguration ${ns}/>`, 'not-configured'],
    [
      'AWS',
      'versioning',
      200,
      `<VersioningConfiguration ${ns}><Status>Enabled</Status></VersioningConfiguration>`,
      'available',
      'Enabled',
    ],
    [
      'AWS',
      'encryption',
      200,
      `<ServerSideEncryptionConfiguration ${ns}><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>`,
      'available',
      'AES256',
    ],
    ['AWS', 'cors', 404, refusal('NoSuchCORSConfiguration'), 'not-configured'],
    ['AWS', 'policy', 404, refusal('NoSuchBucketPolicy'), 'not-configured'],
    ['AWS', 'policy', 200, '{"Version":"2012-10-17","Statement":[]}', 'available'],
    ['AWS', 'public-access-block', 404, refusal('NoSuchPublicAccessBlockConfiguration'), 'not-configured'],
    [
      'AWS',
      'location',
      200,
      `<LocationConstraint ${ns}>eu-west-1</LocationConstraint>`,
      'available',
      'eu-west-1',
    ],
    ['AWS', 'location', 200, `<LocationConstraint ${ns}/>`, 'available'],
    ['AWS', 'logging', 200, `<BucketLoggingStatus ${ns}/>`, 'not-configured'],
    [
      'AWS',
      'logging',
      200,
      `<BucketLoggingStatus ${ns}><LoggingEnabled/></BucketLoggingStatus>`,
      'available',
    ],
    ['AWS', 'notification', 403, refusal('AccessDenied'), 'denied'],
    // MinIO
    ['MinIO', 'public-access-block', 501, refusal('NotImplemented'), 'unsupported'],
    ['MinIO', 'policy-status', 403, '', 'denied'],
    [
      'MinIO',
      'notification',
      200,
      `<NotificationConfiguration ${ns}></NotificationConfiguration>`,
      'not-configured',
    ],
    ['MinIO', 'replication', 404, refusal('ReplicationConfigurationNotFoundError'), 'not-configured'],
    ['MinIO', 'object-lock', 404, refusal('ObjectLockConfigurationNotFoundError'), 'not-configured'],
    [
      'MinIO',
      'list-metadata',
      200,
      `<ListBucketResult ${ns}><Contents><Key>k</Key><UserMetadata><content-type>a/b</content-type></UserMetadata></Contents></ListBucketResult>`,
      'available',
    ],
    // Garage
    ['Garage', 'lifecycle', 501, refusal('NotImplemented'), 'unsupported'],
    ['Garage', 'versions', 501, refusal('NotImplemented'), 'unsupported'],
    ['Garage', 'website', 404, refusal('NoSuchWebsiteConfiguration'), 'not-configured'],
    [
      'Garage',
      'list-metadata',
      200,
      `<ListBucketResult ${ns}><Contents><Key>k</Key></Contents></ListBucketResult>`,
      'unsupported',
    ],
    // R2, and servers that do not look at what they do not know
    ['R2', 'versioning', 501, refusal('NotImplemented'), 'unsupported'],
    ['R2', 'acl', 405, refusal('MethodNotAllowed'), 'unsupported'],
    ['a careless one', 'tagging', 200, listing, 'unsupported'],
    ['a careless one', 'versions', 200, listing, 'unsupported'],
    ['a careless one', 'object-lock', 200, '', 'unsupported'],
    ['a careless one', 'policy', 200, '<html><body>hello</body></html>', 'unsupported'],
    // Nothing to go by
    ['any', 'list-metadata', 200, listing, 'unknown'],
    ['any', 'lifecycle', 500, refusal('InternalError'), 'unknown'],
    ['any', 'lifecycle', 503, '', 'unknown'],
    ['any', 'lifecycle', 404, refusal('SomethingNew'), 'unknown'],
    ['any', 'cors', 200, `<s3:CORSConfiguration xmlns:s3="x"/>`, 'available'],
  ])('%s: %s, %i', (_server, name, status, body, state, detail) => {
    const capability = stateOf(name, status, body);
    expect(capability.state).toBe(state);
    expect(capability.detail).toBe(detail);
  });

  test('the evidence names the answer: status, code, root', () => {
    expect(stateOf('tagging', 200, listing).evidence).toMatchObject({
      status: 200,
      root: 'ListBucketResult',
    });
    expect(stateOf('cors', 501, refusal('NotImplemented')).evidence).toEqual({
      method: 'GET',
      path: '/b?cors',
      status: 501,
      serviceCode: 'NotImplemented',
    });
  });
});

test.each([
  ['', 'none'],
  [' \n', 'none'],
  ['{"a":1}', 'JSON'],
  ['<?xml version="1.0"?>\n<A/>', 'A'],
  ['<ns:A xmlns:ns="x"/>', 'A'],
  ['hello', 'text'],
])('the root of %j is %s', (body, root) => expect(rootOf(body)).toBe(root));

test('an answer that MinIO never changes is said to be fixed, on MinIO alone', () => {
  const cors = { name: 'cors', state: 'not-configured' } as const;
  expect(withServerKnowledge(cors, 'MinIO').state).toBe('fixed');
  expect(withServerKnowledge(cors, 'MinIO/2024').state).toBe('fixed');
  expect(withServerKnowledge(cors, 'AmazonS3').state).toBe('not-configured');
  expect(withServerKnowledge(cors, undefined).state).toBe('not-configured');
  expect(withServerKnowledge({ name: 'lifecycle', state: 'not-configured' }, 'MinIO').state).toBe(
    'not-configured',
  );
  expect(withServerKnowledge({ name: 'cors', state: 'denied' }, 'MinIO').state).toBe('denied');
});

test('a limit that the answer does not show is said, on MinIO alone', () => {
  const uploads = { name: 'uploads', state: 'available' } as const;
  expect(withServerKnowledge(uploads, 'MinIO')).toEqual({ ...uploads, limit: 'from-memory' });
  expect(withServerKnowledge(uploads, 'Ceph')).toEqual(uploads);
  expect(withServerKnowledge({ name: 'policy-status', state: 'available' }, 'MinIO').limit).toBe(
    'unreliable',
  );
  expect(withServerKnowledge({ name: 'uploads', state: 'denied' }, 'MinIO').limit).toBeUndefined();
});

test('each question has a name and a query of its own', () => {
  expect(new Set(bucketQuestions.map(({ name }) => name)).size).toBe(bucketQuestions.length);
  expect(new Set(bucketQuestions.map(({ query }) => JSON.stringify(query))).size).toBe(
    bucketQuestions.length,
  );
});
