import { describe, expect, it } from 'vitest';
import { configuredEvents, deliveredName, listenedEvents } from './event-names.ts';

/** What the store's own code says happened. */
const ownNames = [
  's3:ObjectCreated:Put',
  's3:ObjectCreated:Post',
  's3:ObjectCreated:Copy',
  's3:ObjectCreated:CompleteMultipartUpload',
  's3:ObjectCreated:PutTagging',
  's3:ObjectCreated:DeleteTagging',
  's3:ObjectCreated:PutRetention',
  's3:ObjectCreated:PutLegalHold',
  's3:ObjectAccessed:Get',
  's3:ObjectAccessed:Head',
  's3:ObjectAccessed:GetRetention',
  's3:ObjectAccessed:GetLegalHold',
  's3:ObjectAccessed:Attributes',
  's3:ObjectRemoved:Delete',
  's3:ObjectRemoved:DeleteMarkerCreated',
  's3:ObjectRemoved:NoOP',
  's3:BucketCreated:*',
  's3:BucketRemoved:*',
  's3:Replication:OperationCompletedReplication',
  's3:Replication:OperationFailedReplication',
];

const profiles = ['aws', 'minio'] as const;

describe.each(profiles)('in the %s profile', (profile) => {
  it.each(ownNames)('%s can be configured and listened for', (name) => {
    expect(configuredEvents(name, profile)).toEqual([name]);
    expect(listenedEvents(name, profile)).toEqual([name]);
  });

  it.each([
    '',
    '*',
    's3:*',
    'ObjectCreated:*',
    's3:ObjectCreated',
    's3:ObjectCreated:',
    's3:ObjectCreated:put',
    's3:TestEvent',
  ])('nobody knows the name "%s"', (name) => {
    expect(configuredEvents(name, profile)).toBeUndefined();
    expect(listenedEvents(name, profile)).toBeUndefined();
  });
});

describe('configured events', () => {
  it.each([
    ['s3:ObjectCreated:*', 's3:ObjectCreated:Put', true, true],
    ['s3:ObjectCreated:*', 's3:ObjectCreated:CompleteMultipartUpload', true, true],
    ['s3:ObjectCreated:*', 's3:ObjectRemoved:Delete', false, false],
    // AWS calls these something else, or has no events for them.
    ['s3:ObjectCreated:*', 's3:ObjectCreated:PutTagging', false, true],
    ['s3:ObjectCreated:*', 's3:ObjectCreated:PutLegalHold', false, true],
    ['s3:ObjectTagging:*', 's3:ObjectCreated:DeleteTagging', true, undefined],
    ['s3:ObjectTagging:Put', 's3:ObjectCreated:PutTagging', true, undefined],
    ['s3:ObjectTagging:Put', 's3:ObjectCreated:DeleteTagging', false, undefined],
    ['s3:ObjectRemoved:*', 's3:ObjectRemoved:DeleteMarkerCreated', true, true],
    ['s3:ObjectRemoved:*', 's3:ObjectRemoved:NoOP', false, true],
    ['s3:ObjectRemoved:*', 's3:LifecycleExpiration:Delete', false, false],
    ['s3:LifecycleExpiration:*', 's3:LifecycleExpiration:Delete', true, undefined],
    [
      's3:LifecycleExpiration:DeleteMarkerCreated',
      's3:LifecycleExpiration:DeleteMarkerCreated',
      true,
      undefined,
    ],
    ['s3:ObjectAccessed:*', 's3:ObjectAccessed:Head', true, true],
    ['s3:Replication:*', 's3:Replication:OperationCompletedReplication', false, true],
    ['s3:Replication:*', 's3:Replication:OperationFailedReplication', true, true],
    ['s3:ReducedRedundancyLostObject', 's3:ReducedRedundancyLostObject', true, undefined],
    ['s3:Scanner:BigPrefix', 's3:Scanner:BigPrefix', true, true],
  ])('%s asks for %s: %s in AWS, %s in MinIO', (configured, name, inAws, inMinio) => {
    expect(configuredEvents(configured, 'aws')?.includes(name)).toBe(inAws);
    expect(configuredEvents(configured, 'minio')?.includes(name)).toBe(inMinio);
  });
});

describe('listened events', () => {
  it.each([
    ['s3:ObjectCreated:*', 's3:ObjectCreated:PutTagging', true, true],
    ['s3:ObjectRemoved:*', 's3:ObjectRemoved:NoOP', true, true],
    ['s3:ObjectRemoved:*', 's3:LifecycleExpiration:Delete', true, true],
    ['s3:ReducedRedundancyLostObject', 's3:ReducedRedundancyLostObject', true, undefined],
    ['s3:ObjectTagging:Put', 's3:ObjectCreated:PutTagging', true, undefined],
  ])('%s asks for %s: %s in AWS, %s in MinIO', (listened, name, inAws, inMinio) => {
    expect(listenedEvents(listened, 'aws')?.includes(name)).toBe(inAws);
    expect(listenedEvents(listened, 'minio')?.includes(name)).toBe(inMinio);
  });
});

describe('delivered names', () => {
  it.each([
    ['s3:ObjectCreated:Put', 's3:ObjectCreated:Put', 's3:ObjectCreated:Put'],
    ['s3:ObjectCreated:PutTagging', 's3:ObjectTagging:Put', 's3:ObjectCreated:PutTagging'],
    ['s3:ObjectCreated:DeleteTagging', 's3:ObjectTagging:Delete', 's3:ObjectCreated:DeleteTagging'],
  ])('%s is %s in AWS and %s in MinIO', (name, inAws, inMinio) => {
    expect(deliveredName(name, 'aws')).toBe(inAws);
    expect(deliveredName(name, 'minio')).toBe(inMinio);
  });
});
