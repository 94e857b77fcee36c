import { useCallback } from 'react';
import { type TextFunction, useText } from '../../../components/text/language.ts';
import { eventParts } from './event-names.ts';

const whats = [
  'Put',
  'Post',
  'Copy',
  'CompleteMultipartUpload',
  'PutRetention',
  'PutLegalHold',
  'PutTagging',
  'DeleteTagging',
  'Delete',
  'DeleteMarkerCreated',
  'NoOP',
  'DeleteAllVersions',
  'Get',
  'Head',
  'GetRetention',
  'GetLegalHold',
  'Attributes',
  'Completed',
  'Complete',
  'Failed',
  'OperationFailedReplication',
  'OperationCompletedReplication',
  'OperationMissedThreshold',
  'OperationReplicatedAfterThreshold',
  'OperationNotTracked',
  'ManyVersions',
  'LargeVersions',
  'BigPrefix',
] as const;

/** The word for one event of a group; what has none keeps its name. */
export function whatWord(t: TextFunction<'events'>, name: string): string {
  const { topic, what } = eventParts(name);
  if (topic === 'unknown') return name;
  if (what === undefined) return t(`topic_${topic}`);
  const known = whats.find((one) => one === what);
  return known ? t(`what_${known}`) : what;
}

/** An event in words, whole: `Created: copy`. */
export function eventWord(t: TextFunction<'events'>, name: string): string {
  const { topic, what } = eventParts(name);
  if (topic === 'unknown') return name;
  const group = t(`topic_${topic}`);
  if (what === undefined) return group;
  return what === '*' ? t('allOf', { group }) : t('oneOf', { group, what: whatWord(t, name) });
}

export function useEventWord(): (name: string) => string {
  const t = useText('events');
  return useCallback((name) => eventWord(t, name), [t]);
}
