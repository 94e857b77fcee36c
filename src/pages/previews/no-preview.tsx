import { Button } from '@mantine/core';
import { formatExactBytes } from '../../components/text/format.ts';
import { useLanguage, useText } from '../../components/text/language.ts';
import type { ObjectHead } from '../../storage/index.ts';
import { contentTypeOf } from './content-type.ts';
import styles from './previews.module.css';

interface NoPreviewProps {
  head: ObjectHead;
  objectKey: string;
  /** One sentence. */
  reason?: string;
  onFallback?: () => void;
}

/** What it is instead of what is in it, and a way to its bytes. */
export function NoPreview({ head, objectKey, reason, onFallback }: NoPreviewProps) {
  const t = useText('previews');
  const language = useLanguage();
  return (
    <div className={styles.empty}>
      <h2>{t('none')}</h2>
      <p>
        {t('noneOf', {
          size: formatExactBytes(head.size, language),
          type: contentTypeOf(head, objectKey) ?? t('unknownType'),
        })}
      </p>
      {reason ? <p>{reason}</p> : null}
      {onFallback ? (
        <Button size="xs" variant="default" onClick={onFallback}>
          {t('showHex')}
        </Button>
      ) : null}
    </div>
  );
}
