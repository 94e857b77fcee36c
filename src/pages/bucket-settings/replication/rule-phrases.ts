import type { TextFunction } from '../../../components/text/language.ts';
import type { ReplicationRule } from '../../../storage/index.ts';
import type { Phrase } from '../rules/phrases.tsx';
import { localBucketOf } from './destination.ts';

/** What a rule of replication does in words. */
export function rulePhrases(rule: ReplicationRule, t: TextFunction<'rules'>): Phrase[] {
  const { destination, storageClass, deleteMarkers, versionDeletes, existingObjects } = rule;
  const unknown = rule.kept.length + rule.destinationKept.length;
  return [
    { words: t('destinationTo'), value: localBucketOf(destination) ?? destination },
    ...(storageClass === undefined ? [] : [{ words: t('do_class'), value: storageClass }]),
    ...(deleteMarkers ? [{ words: t('do_deleteMarkers') }] : []),
    ...(versionDeletes ? [{ words: t('do_versionDeletes') }] : []),
    ...(existingObjects ? [{ words: t('do_existing') }] : []),
    ...(unknown > 0 ? [{ words: t('do_unknown', { count: unknown }) }] : []),
  ];
}
