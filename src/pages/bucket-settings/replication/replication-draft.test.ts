import { describe, expect, it } from 'vitest';
import type { ReplicationRule } from '../../../storage/index.ts';
import { localBucketOf, typedArn } from './destination.ts';
import {
  inOneForm,
  newRule,
  type ReplicationDraft,
  replicationProblems,
  ruleDraft,
  ruleOf,
  targetsOf,
} from './replication-draft.ts';
import { refusalHint, toForm, toValue } from './replication-form.ts';

const rule = (part: Partial<ReplicationRule> = {}): ReplicationRule => ({
  id: 'r',
  enabled: true,
  priority: 1,
  filter: { prefix: undefined, tags: [], kept: [] },
  destination: 'arn:aws:s3:::copy',
  destinationKept: [],
  deleteMarkers: false,
  kept: [],
  ...part,
});

describe('a destination', () => {
  it.each([
    ['copy', 'arn:aws:s3:::copy'],
    [' arn:aws:s3:::copy ', 'arn:aws:s3:::copy'],
    ['arn:minio:replication::1-2:copy', 'arn:minio:replication::1-2:copy'],
    ['Copy', undefined],
    ['a copy', undefined],
    ['arn:aws', undefined],
    ['', undefined],
  ])('%j is %j', (text, arn) => expect(typedArn(text)).toBe(arn));

  it.each([
    ['arn:aws:s3:::copy', 'copy'],
    ['arn:aws-cn:s3:::copy', 'copy'],
    ['arn:minio:replication::1-2:copy', undefined],
    ['arn:aws:s3:::copy/key', undefined],
  ])('%s is the bucket %s of this server', (arn, bucket) => expect(localBucketOf(arn)).toBe(bucket));
});

describe('a rule', () => {
  it.each<[string, Partial<ReplicationRule>]>([
    ['plain', {}],
    [
      'all that can be said',
      { storageClass: 'STANDARD', deleteMarkers: true, versionDeletes: true, existingObjects: true },
    ],
    ['what was said as off stays said', { versionDeletes: false, existingObjects: false }],
    ['what is not understood', { kept: ['<X></X>'], destinationKept: ['<Account>2</Account>'] }],
    [
      'markers in a way that is not understood',
      {
        deleteMarkers: undefined,
        kept: ['<DeleteMarkerReplication><Status>Perhaps</Status></DeleteMarkerReplication>'],
      },
    ],
    ['a remote target', { destination: 'arn:minio:replication::1:copy' }],
  ])('comes back from its form as it was: %s', (_, part) => {
    const before = rule(part);
    const draft = ruleDraft(before, [], ['copy']);
    expect(JSON.parse(JSON.stringify(ruleOf(draft)))).toEqual(JSON.parse(JSON.stringify(before)));
    expect(replicationProblems(draft, [], 'photos')).toEqual({});
  });

  it('a new one is above the others, and says of extensions nothing', () => {
    const draft = newRule([rule({ priority: 7 })], ['copy']);
    expect(draft).toMatchObject({ priority: '8', destination: { kind: 'bucket', text: '' } });
    expect(newRule([], []).destination.kind).toBe('arn');
    const target = 'arn:minio:replication::1:copy';
    const others = [rule({ destination: target }), rule(), rule({ destination: target })];
    expect(newRule(others, ['copy']).destination).toEqual({ kind: 'arn', text: target });
    expect(targetsOf(others)).toEqual([target]);
    const made = ruleOf({ ...draft, destination: { kind: 'bucket', text: 'copy' } });
    expect(made).toMatchObject({ destination: 'arn:aws:s3:::copy', deleteMarkers: false });
    expect(made.versionDeletes).toBeUndefined();
    expect(made.existingObjects).toBeUndefined();
  });

  const draft = ruleDraft(rule(), [], ['copy']);
  it.each<[string, Partial<ReplicationDraft>, Record<string, string>]>([
    ['no priority', { priority: '' }, { priority: 'noPriority' }],
    ['a taken one', { priority: '5' }, { priority: 'priorityTaken' }],
    ['no destination', { destination: { kind: 'bucket', text: '' } }, { destination: 'noDestination' }],
    ['no ARN', { destination: { kind: 'arn', text: 'a b' } }, { destination: 'noArn' }],
    ['a control character', { destination: { kind: 'arn', text: '\u0001' } }, { destination: 'characters' }],
    ['itself', { destination: { kind: 'arn', text: 'photos' } }, { destination: 'itself' }],
    ['a class that cannot be written', { storageClass: '\u0001' }, { storageClass: 'characters' }],
    [
      'tags and delete markers',
      { deleteMarkers: true, filter: { ...draft.filter, tags: [{ key: 'k', value: '' }] } },
      { deleteMarkers: 'tagsAndMarkers' },
    ],
  ])('%s', (_, part, problems) => {
    expect(replicationProblems({ ...draft, ...part }, [rule({ id: 'o', priority: 5 })], 'photos')).toEqual(
      problems,
    );
  });
});

describe('the first form of a rule', () => {
  const first = (id: string) => rule({ id, priority: undefined, deleteMarkers: undefined });
  it('stays where all rules have it', () => {
    const rules = [first('a'), first('b')];
    expect(inOneForm(rules)).toBe(rules);
  });

  it('goes where one has not: every rule gets a priority of its own', () => {
    const rules = inOneForm([first('a'), rule({ id: 'b', priority: 1 }), first('c')]);
    expect(rules.map(({ priority, deleteMarkers }) => [priority, deleteMarkers])).toEqual([
      [2, false],
      [1, false],
      [3, false],
    ]);
  });
});

describe('the form', () => {
  it('keeps what is not understood; with the last rule all of it goes', () => {
    const value = { role: 'arn:aws:iam::1:role/r', rules: [rule()], kept: ['<X></X>'] };
    expect(toValue(toForm(value), value)).toEqual(value);
    expect(toValue({ role: 'r', rules: [] }, value)).toBeUndefined();
    expect(toValue({ role: '\u0001', rules: [rule()] }, value)).toBe('invalid');
  });

  it.each([
    ['XMinioAdminRemoteTargetNotFoundError', '', 'target'],
    ['XMinioAdminRemoteArnInvalid', 'r', 'target'],
    ['RemoteDestinationNotFoundError', '', 'target'],
    ['MalformedXML', '', 'role'],
    ['MalformedXML', 'r', undefined],
    ['InvalidRequest', 'r', 'versioning'],
    [undefined, '', undefined],
  ])('%s with the role %j: %s', (code, role, hint) =>
    expect(refusalHint(code, { role, rules: [] })).toBe(hint),
  );
});
