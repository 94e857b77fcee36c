import { useText } from '../../components/text/language.ts';
import type { ConnectionProfile, StorageErrorCode } from '../../storage/index.ts';
import { useErrorText } from '../shared/error-text.ts';
import type { ConnectCheck } from './use-connection-check.ts';

interface CheckText {
  title: string;
  sentence: string;
  cure: string;
  /** The server's own words, for whoever runs it; '' where it said nothing. */
  details: string;
}

/** What was checked; an answer in another protocol is told from no answer at all. */
export function useCheckName(): (check: Pick<ConnectCheck, 'check' | 'error'>) => string {
  const t = useText('connect');
  const own = useText('credentials');
  return ({ check, error }) => {
    if (check === 'session') return own('check_session');
    if (check === 'reachable' && error?.code === 'not-s3') return t('checkSpeaksS3');
    if (check === 'reachable' && error?.code === 'not-want') return t('checkSpeaksWant');
    if (check === 'manage-reachable' && error?.code === 'not-want') return t('checkManageSpeaksWant');
    return t(`check_${check}`);
  };
}

/** The words for a failed check. The check knows more than the error's code where a browser says only "network". */
export function useCheckText(
  { check, error, endpoint: asked }: ConnectCheck,
  { protocol, endpoint: first }: ConnectionProfile,
): CheckText {
  const t = useText('connect');
  const own = useText('credentials');
  const words = useErrorText(error);
  const { origin } = window.location;
  const endpoint = asked ?? first;
  const details = [error?.status, error?.serviceCode, error?.serviceMessage, error?.requestId]
    .filter((part) => part !== undefined && part !== '')
    .join(' · ');
  if (check === 'session' && error && isRefusal(error.code)) {
    return {
      title: own('refusedTitle'),
      sentence: error.serviceMessage ?? words.sentence,
      cure: own(error.code === 'expired-credentials' ? 'tokenEndedCure' : 'refusedCure'),
      details,
    };
  }
  if ((check === 'reachable' || check === 'manage-reachable') && error?.code === 'network') {
    return {
      title: t('unreachableTitle'),
      sentence: t('unreachableSentence', { endpoint }),
      cure: t('unreachableCure'),
      details,
    };
  }
  if (check === 'cors' || check === 'manage-cors') {
    return {
      title: t('corsTitle'),
      sentence: t('corsSentence', { endpoint, origin }),
      cure: protocol === 'want' ? t('wantCorsCure', { origin }) : t('corsCure'),
      details,
    };
  }
  if (check === 'etag-exposed') {
    return { title: t('etagTitle'), sentence: t('etagSentence', { origin }), cure: t('etagCure'), details };
  }
  if (check === 'list-buckets' && error?.code === 'access-denied') {
    return { title: t('listTitle'), sentence: t('listSentence'), cure: t('listCure'), details };
  }
  if (check === 'namespace' && error?.code === 'no-such-bucket') {
    return {
      title: t('namespaceTitle'),
      sentence: t('namespaceUnknown'),
      cure: t('namespaceCure'),
      details,
    };
  }
  return { title: words.title, sentence: words.sentence, cure: words.cure, details };
}

/** STS says best itself why it gives no keys; what goes wrong before that is the same everywhere. */
function isRefusal(code: StorageErrorCode): boolean {
  return code === 'access-denied' || code === 'invalid-argument' || code === 'expired-credentials';
}
