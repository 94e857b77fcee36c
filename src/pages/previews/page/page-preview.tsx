import { SegmentedControl } from '@mantine/core';
import { useMemo, useState } from 'react';
import { formatBytes } from '../../../components/text/format.ts';
import { useLanguage, useText } from '../../../components/text/language.ts';
import { BytesView } from '../bytes-view.tsx';
import { Note } from '../options.tsx';
import type { PreviewProps } from '../preview-source.ts';
import styles from '../previews.module.css';
import { decodeText, guessEncoding } from '../text/encoding.ts';
import { TextPreview } from '../text/text-preview.tsx';
import { contained } from './contained.ts';
import pageStyles from './page.module.css';

/** Bytes of a page that is drawn. */
const limit = 4 * 1024 ** 2;

/** What could run: its source, or drawn where nothing of it runs, loads or reaches this page. */
export function PagePreview({ source }: PreviewProps) {
  const t = useText('previews');
  const language = useLanguage();
  const [view, setView] = useState('source');
  return (
    <>
      <div className={styles.options}>
        <SegmentedControl
          size="xs"
          aria-label={t('pageView')}
          value={view}
          onChange={setView}
          data={[
            { value: 'source', label: t('pageSource') },
            { value: 'drawn', label: t('pageDrawn'), disabled: source.size > limit },
          ]}
        />
        {source.size > limit ? (
          <span>{t('pageTooLarge', { limit: formatBytes(limit, language) })}</span>
        ) : null}
      </div>
      {view === 'source' ? (
        <TextPreview source={source} />
      ) : (
        <BytesView source={source} end={source.size}>
          {(bytes) => <Drawn bytes={bytes} />}
        </BytesView>
      )}
    </>
  );
}

function Drawn({ bytes }: { bytes: Uint8Array }) {
  const t = useText('previews');
  const document = useMemo(() => contained(decodeText(bytes, guessEncoding(bytes))), [bytes]);
  return (
    <>
      <Note>{t('pageContained')}</Note>
      {/* An empty sandbox: an origin of its own, no scripts, no forms, no way to the page around it. */}
      <iframe
        sandbox=""
        srcDoc={document}
        title={t('pageTitle')}
        className={`${styles.pane} ${pageStyles.frame}`}
        referrerPolicy="no-referrer"
      />
    </>
  );
}
