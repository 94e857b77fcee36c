import { type TextFunction, useText } from '../../components/text/language.ts';
import { StorageError } from '../../storage/index.ts';

export interface ErrorText {
  title: string;
  sentence: string;
  cure: string;
  details: { label: string; value: string }[];
}

/** The words for an error, by its code alone. What is no `StorageError` is a fault of the page. */
export function errorText(t: TextFunction<'errors'>, error: unknown): ErrorText {
  if (!(error instanceof StorageError)) {
    return {
      title: t('unexpected_title'),
      sentence: t('unexpected_sentence'),
      cure: t('unexpected_cure'),
      details: error instanceof Error ? [{ label: t('detailMessage'), value: error.message }] : [],
    };
  }
  return {
    title: t(`${error.code}_title`),
    sentence: sentenceFor(t, error),
    cure: t(`${error.code}_cure`),
    details: [
      { label: t('detailCode'), value: error.code },
      { label: t('detailStatus'), value: error.status?.toString() },
      { label: t('detailServiceCode'), value: error.serviceCode },
      { label: t('detailMessage'), value: error.serviceMessage },
      { label: t('detailRequestId'), value: error.requestId },
    ].flatMap(({ label, value }) => (value ? [{ label, value }] : [])),
  };
}

function sentenceFor(t: TextFunction<'errors'>, error: StorageError): string {
  if (error.code === 'clock-skew' && error.clockOffset !== undefined) {
    const count = Math.round(Math.abs(error.clockOffset) / 60_000);
    return t(error.clockOffset > 0 ? 'clock-skew_sentence_behind' : 'clock-skew_sentence_ahead', { count });
  }
  if (error.code === 'wrong-region' && error.region) {
    return t('wrong-region_sentence_known', { region: error.region });
  }
  return t(`${error.code}_sentence`);
}

export function useErrorText(error: unknown): ErrorText {
  return errorText(useText('errors'), error);
}
