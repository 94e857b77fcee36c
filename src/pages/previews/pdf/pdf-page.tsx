import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useRef, useState } from 'react';
import { useText } from '../../../components/text/language.ts';
import { PreviewError } from '../preview-error.tsx';
import styles from '../previews.module.css';
import pdfStyles from './pdf.module.css';

interface PdfPageProps {
  document: PDFDocumentProxy;
  /** From 1. */
  number: number;
  /** 1 fits the width. */
  zoom: number;
}

/** One page as a picture, and its text for readers. */
export function PdfPage({ document, number, zoom }: PdfPageProps) {
  const t = useText('previews');
  const pane = useRef<HTMLElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [text, setText] = useState('');
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    let isGone = false;
    let stop = () => {};
    const draw = async () => {
      const page = await document.getPage(number);
      const target = canvas.current;
      if (isGone || !target) return;
      const width = (pane.current?.clientWidth ?? 600) - 24;
      const scale = (width / page.getViewport({ scale: 1 }).width) * zoom;
      const viewport = page.getViewport({ scale: scale * window.devicePixelRatio });
      target.width = viewport.width;
      target.height = viewport.height;
      target.style.width = `${viewport.width / window.devicePixelRatio}px`;
      const task = page.render({ canvas: target, viewport });
      stop = () => task.cancel();
      const content = await page.getTextContent();
      if (!isGone) setText(content.items.map((item) => ('str' in item ? item.str : '')).join(' '));
      await task.promise;
    };
    draw().catch((failure: unknown) => {
      if (!isGone) setError(failure);
    });
    return () => {
      isGone = true;
      stop();
    };
  }, [document, number, zoom]);
  if (error) return <PreviewError error={error} onRetry={() => setError(undefined)} />;
  return (
    <section
      ref={pane}
      className={`${styles.pane} ${pdfStyles.pane}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reached by keyboard
      tabIndex={0}
      aria-label={t('pdfPages')}
      data-testid="preview-pdf"
    >
      <canvas ref={canvas} className={pdfStyles.page} aria-hidden />
      <p className="visually-hidden">{text}</p>
    </section>
  );
}
