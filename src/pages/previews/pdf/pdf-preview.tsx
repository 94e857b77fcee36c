import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconMinus, IconPlus } from '@tabler/icons-react';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useState } from 'react';
import { useText } from '../../../components/text/language.ts';
import { NoPreview } from '../no-preview.tsx';
import { PreviewError } from '../preview-error.tsx';
import type { PreviewProps } from '../preview-source.ts';
import styles from '../previews.module.css';
import { type Opened, openDocument } from './open-document.ts';
import { PdfPage } from './pdf-page.tsx';

type Reading = Opened | { kind: 'reading' } | { kind: 'failed'; error: unknown };

/** A document page by page; only what the page at hand needs is read. */
export function PdfPreview({ source, head, objectKey, onFallback }: PreviewProps) {
  const t = useText('previews');
  const [reading, setReading] = useState<Reading>({ kind: 'reading' });
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt opens it again
  useEffect(() => {
    const controller = new AbortController();
    setReading({ kind: 'reading' });
    openDocument(source, controller.signal).then(
      (opened) => !controller.signal.aborted && setReading(opened),
      (error: unknown) => !controller.signal.aborted && setReading({ kind: 'failed', error }),
    );
    return () => controller.abort();
  }, [source, attempt]);
  switch (reading.kind) {
    case 'reading':
      return <div className={styles.skeleton} aria-busy />;
    case 'failed':
      return <PreviewError error={reading.error} onRetry={() => setAttempt(attempt + 1)} />;
    case 'open':
      return <Pages document={reading.document} />;
    default:
      return (
        <NoPreview
          head={head}
          objectKey={objectKey}
          reason={t(reading.kind === 'locked' ? 'pdfLocked' : 'pdfBroken')}
          onFallback={onFallback}
        />
      );
  }
}

const zooms = [0.5, 0.75, 1, 1.5, 2, 3];

function Pages({ document }: { document: PDFDocumentProxy }) {
  const t = useText('previews');
  const [page, setPage] = useState(1);
  const [zoom, setZoom] = useState(2);
  const count = document.numPages;
  const button = { variant: 'default', size: 28 } as const;
  return (
    <>
      <div className={styles.options}>
        <ActionIcon
          {...button}
          aria-label={t('pdfPrevious')}
          title={t('pdfPrevious')}
          disabled={page === 1}
          onClick={() => setPage(page - 1)}
        >
          <IconChevronLeft size={16} aria-hidden />
        </ActionIcon>
        <span role="status">{t('pdfPage', { page, count })}</span>
        <ActionIcon
          {...button}
          aria-label={t('pdfNext')}
          title={t('pdfNext')}
          disabled={page === count}
          onClick={() => setPage(page + 1)}
        >
          <IconChevronRight size={16} aria-hidden />
        </ActionIcon>
        <ActionIcon
          {...button}
          aria-label={t('pdfZoomOut')}
          title={t('pdfZoomOut')}
          disabled={zoom === 0}
          onClick={() => setZoom(zoom - 1)}
        >
          <IconMinus size={16} aria-hidden />
        </ActionIcon>
        <ActionIcon
          {...button}
          aria-label={t('pdfZoomIn')}
          title={t('pdfZoomIn')}
          disabled={zoom === zooms.length - 1}
          onClick={() => setZoom(zoom + 1)}
        >
          <IconPlus size={16} aria-hidden />
        </ActionIcon>
      </div>
      <PdfPage key={page} document={document} number={page} zoom={zooms[zoom] ?? 1} />
    </>
  );
}
