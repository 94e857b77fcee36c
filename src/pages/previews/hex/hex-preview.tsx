import { useText } from '../../../components/text/language.ts';
import { BytesView } from '../bytes-view.tsx';
import type { PreviewSource } from '../preview-source.ts';
import styles from '../previews.module.css';
import hexStyles from './hex.module.css';
import { hexRows } from './hex-rows.ts';

/** Bytes that are shown. */
const shown = 4 * 1024;

/** What an object begins with, whatever it is. */
export function HexPreview({ source }: { source: PreviewSource }) {
  const t = useText('previews');
  return (
    <BytesView source={source} end={shown}>
      {(bytes) => (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reached by keyboard */}
          <section className={styles.pane} tabIndex={0} aria-label={t('hexLabel')}>
            <pre className={hexStyles.hex} data-testid="preview-hex">
              {hexRows(bytes).map(({ offset, bytes: digits, text }) => (
                <div key={offset}>
                  <span className={hexStyles.offset}>{offset}</span>
                  <span className={hexStyles.bytes}>{digits}</span>
                  <span className={hexStyles.text}>{text}</span>
                </div>
              ))}
            </pre>
          </section>
          <div className={styles.foot}>
            <span>{t('hexShown', { shown: bytes.length, count: source.size })}</span>
          </div>
        </>
      )}
    </BytesView>
  );
}
