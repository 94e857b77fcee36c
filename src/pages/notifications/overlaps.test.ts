import { describe, expect, it } from 'vitest';
import { findOverlaps, type NotificationRule } from './overlaps.ts';
import { newRule } from './rule-form.ts';

const rule = (more: Partial<NotificationRule> = {}): NotificationRule => ({
  ...newRule,
  arn: 'arn:minio:sqs::x:webhook',
  ...more,
});
const put = 's3:ObjectCreated:Put';
const copy = 's3:ObjectCreated:Copy';

describe("by AWS's rule", () => {
  it.each<[string, Partial<NotificationRule>, Partial<NotificationRule>, string | undefined]>([
    ['all of the same events', {}, {}, 'refused-overlap'],
    ['one of a group that the other has whole', { events: [put] }, {}, 'refused-overlap'],
    ['other events', { events: [put] }, { events: [copy] }, undefined],
    ['prefixes within each other', { prefix: 'a/' }, { prefix: 'a/b/' }, 'refused-overlap'],
    ['no prefix and any', {}, { prefix: 'a/' }, 'refused-overlap'],
    ['other prefixes', { prefix: 'a/' }, { prefix: 'b/' }, undefined],
    [
      'the same prefix, other suffixes',
      { prefix: 'a/', suffix: '.jpg' },
      { prefix: 'a/', suffix: '.png' },
      undefined,
    ],
    ['suffixes within each other', { suffix: '.jpg' }, { suffix: 'g' }, 'refused-overlap'],
    ['other kinds', { kind: 'topic' }, {}, undefined],
    ['the same id', { id: 'one', prefix: 'a/' }, { id: 'one', prefix: 'b/' }, 'refused-id'],
    ['no ids', { prefix: 'a/' }, { prefix: 'b/' }, undefined],
    [
      'events that nobody knows',
      { events: ['s3:New:Thing'] },
      { events: ['s3:New:Thing'] },
      'refused-overlap',
    ],
  ])('two rules with %s', (_, a, b, kind) => {
    expect(findOverlaps([rule(a), rule(b)], 'aws')[0]?.kind).toBe(kind);
    expect(findOverlaps([rule(b), rule(a)], 'aws-and-minio')[0]?.kind).toBe(kind);
  });

  it('every pair is named, by places and event', () => {
    const rules = [rule({ events: [put] }), rule({ prefix: 'a/' }), rule({ prefix: 'b/' })];
    expect(findOverlaps(rules, 'aws')).toEqual([
      { rules: [0, 1], kind: 'refused-overlap', event: put },
      { rules: [0, 2], kind: 'refused-overlap', event: put },
    ]);
  });
});

describe("by MinIO's rule", () => {
  it.each<[string, Partial<NotificationRule>, Partial<NotificationRule>, string | undefined]>([
    ['that are the same', { id: 'a' }, { id: 'a' }, 'refused-twin'],
    ['that differ in their id', { id: 'a' }, { id: 'b' }, 'told-twice'],
    ['that overlap', { prefix: 'a/' }, { prefix: 'a/b/' }, 'told-twice'],
    ['with the same id, and else apart', { id: 'a', prefix: 'a/' }, { id: 'a', prefix: 'b/' }, undefined],
    ['to other targets', { arn: 'arn:minio:sqs::y:webhook' }, {}, 'told-twice'],
  ])('two rules %s', (_, a, b, kind) => {
    expect(findOverlaps([rule(a), rule(b)], 'minio')[0]?.kind).toBe(kind);
  });
});
