import { useText } from '../../components/text/language.ts';
import type { ConnectionCheck } from '../../storage/index.ts';
import { useErrorText } from '../shared/error-text.ts';

interface CheckText {
  title: string;
  sentence: string;
  cure: string;
  /** The server's own words, for whoever runs it; '' where it said nothing. */
  details: string;
}

/** What was checked; an answer that is no S3 is told from no answer at all. */
export function useCheckName({ check, error }: ConnectionCheck): string {
  const t = useText('connect');
  return check === 'reachable' && error?.code === 'not-s3' ? t('checkSpeaksS3') : t(`check_${check}`);
}

/** The words for a failed check. The check knows more than the error's code where a browser says only "network". */
export function useCheckText({ check, error }: ConnectionCheck, endpoint: string): CheckText {
  const t = useText('connect');
  const words = useErrorText(error);
  const { origin } = window.location;
  const details = [error?.status, error?.serviceCode, error?.serviceMessage, error?.requestId]
    .filter((part) => part !== undefined && part !== '')
    .join(' · ');
  if (check === 'reachable' && error?.code === 'network') {
    return {
      title: t('unreachableTitle'),
      sentence: t('unreachableSentence', { endpoint }),
      cure: t('unreachableCure'),
      details,
    };
  }
  if (check === 'cors') {
    return {
      title: t('corsTitle'),
      sentence: t('corsSentence', { endpoint, origin }),
      cure: t('corsCure'),
      details,
    };
  }
  if (check === 'etag-exposed') {
    return { title: t('etagTitle'), sentence: t('etagSentence', { origin }), cure: t('etagCure'), details };
  }
  if (check === 'list-buckets' && error?.code === 'access-denied') {
    return { title: t('listTitle'), sentence: t('listSentence'), cure: t('listCure'), details };
  }
  return { title: words.title, sentence: words.sentence, cure: words.cure, details };
}
