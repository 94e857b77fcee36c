import { Button, Switch } from '@mantine/core';
import { useMemo, useState } from 'react';
import { CopyButton } from '../../../components/copy-button.tsx';
import { formatBytes } from '../../../components/text/format.ts';
import { useLanguage, useText } from '../../../components/text/language.ts';
import { Choice } from '../options.tsx';
import { PreviewError } from '../preview-error.tsx';
import type { PreviewSource } from '../preview-source.ts';
import styles from '../previews.module.css';
import { decodeText, type Encoding, encodings, guessEncoding } from './encoding.ts';
import { rowsOf } from './lines.ts';
import { TextRows } from './text-rows.tsx';
import { useBeginning } from './use-beginning.ts';

/** The beginning of a text, and more of it when it is asked for. */
export function TextPreview({ source }: { source: PreviewSource }) {
  const t = useText('previews');
  const language = useLanguage();
  const { query, bytes, atLimit } = useBeginning(source);
  const [chosen, setChosen] = useState<Encoding | 'guess'>('guess');
  const [wrap, setWrap] = useState(true);
  const guessed = useMemo(() => bytes && guessEncoding(bytes), [bytes]);
  const encoding = chosen === 'guess' ? guessed : chosen;
  const text = useMemo(() => (bytes && encoding ? decodeText(bytes, encoding) : ''), [bytes, encoding]);
  const rows = useMemo(() => rowsOf(text), [text]);
  if (!bytes || !guessed) {
    if (query.error) return <PreviewError error={query.error} onRetry={() => void query.refetch()} />;
    return <div className={styles.skeleton} aria-busy />;
  }
  return (
    <>
      <div className={styles.options}>
        <Choice
          label={t('encoding')}
          value={chosen}
          options={[
            { value: 'guess', label: t('encodingGuess', { name: t(`encoding_${guessed}`) }) },
            ...encodings.map((value) => ({ value, label: t(`encoding_${value}`) })),
          ]}
          onChange={setChosen}
        />
        <Switch
          size="xs"
          label={t('wrap')}
          checked={wrap}
          onChange={(event) => setWrap(event.currentTarget.checked)}
        />
        <CopyButton value={text} label={t('copyText')} />
      </div>
      <TextRows key={String(wrap)} rows={rows} wrap={wrap} />
      {query.error ? <PreviewError error={query.error} onRetry={() => void query.fetchNextPage()} /> : null}
      <div className={styles.foot}>
        <span role="status">
          {bytes.length < source.size
            ? t('shownOf', {
                shown: formatBytes(bytes.length, language),
                size: formatBytes(source.size, language),
              })
            : t('shownAll', { size: formatBytes(source.size, language) })}
        </span>
        {query.hasNextPage ? (
          <Button
            size="compact-xs"
            variant="default"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t('loadMore')}
          </Button>
        ) : null}
        {atLimit ? <span>{t('textLimit')}</span> : null}
      </div>
    </>
  );
}
