import type { Language, TextFunction } from '../../../components/text/language.ts';
import type { LifecycleRule } from '../../../storage/index.ts';
import type { Phrase } from '../rules/phrases.tsx';

/** What a lifecycle rule does in words, one action a phrase. */
export function actionPhrases(rule: LifecycleRule, t: TextFunction<'rules'>, language: Language): Phrase[] {
  const { expiration, noncurrentExpiration, abortUploadsAfter, deleteMarkerDays } = rule;
  const phrases: Phrase[] = [];
  for (const { after, storageClass } of rule.transitions) {
    const words =
      'days' in after
        ? t('do_moveDays', { count: after.days })
        : t('do_moveDate', { date: formatDay(after.date, language) });
    phrases.push({ words, value: storageClass });
  }
  if (expiration !== undefined) phrases.push({ words: expirationWords(expiration, t, language) });
  for (const { days, keepNewest, storageClass } of rule.noncurrentTransitions) {
    phrases.push({ words: t('do_moveNoncurrent', { count: days }), value: storageClass });
    if (keepNewest) phrases.push({ words: t('do_keepNewest', { count: keepNewest }) });
  }
  if (noncurrentExpiration !== undefined) {
    const { days, keepNewest } = noncurrentExpiration;
    phrases.push({
      words: days === undefined ? t('do_noncurrentAtOnce') : t('do_noncurrentDays', { count: days }),
    });
    if (keepNewest) phrases.push({ words: t('do_keepNewest', { count: keepNewest }) });
  }
  if (deleteMarkerDays !== undefined)
    phrases.push({ words: t('do_markerDays', { count: deleteMarkerDays }) });
  if (abortUploadsAfter !== undefined) phrases.push({ words: t('do_abort', { count: abortUploadsAfter }) });
  if (rule.kept.length > 0) phrases.push({ words: t('do_unknown', { count: rule.kept.length }) });
  return phrases;
}

function expirationWords(
  expiration: NonNullable<LifecycleRule['expiration']>,
  t: TextFunction<'rules'>,
  language: Language,
): string {
  if ('expiredDeleteMarker' in expiration) return t('do_markers');
  if ('days' in expiration) {
    return t(expiration.allVersions ? 'do_expireAllDays' : 'do_expireDays', { count: expiration.days });
  }
  const date = formatDay(expiration.date, language);
  return t(expiration.allVersions ? 'do_expireAllDate' : 'do_expireDate', { date });
}

/** The day in UTC: a lifecycle knows no other. `when` as ISO 8601 or Unix ms. */
export function formatDay(when: string | number, language: Language): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(when));
}
