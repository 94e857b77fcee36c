import { IconExternalLink } from '@tabler/icons-react';
import { KeyText } from '../../../../components/key-text.tsx';
import { useText } from '../../../../components/text/language.ts';
import styles from './properties.module.css';
import { Exact, Property } from './property.tsx';

/** Where everybody can read it, if the namespace lets them. What is no web address is shown, and is no link. */
export function PublicAddress({ url }: { url: string }) {
  const t = useText('detail');
  return (
    <Property name={t('property_url')} copy={url}>
      <KeyText value={url} />
      {/^https?:\/\//i.test(url) ? (
        <a href={url} target="_blank" rel="noopener noreferrer" className={styles.outside}>
          <IconExternalLink size={14} aria-hidden />
          {t('openUrl')}
        </a>
      ) : null}
      <Exact>{t('urlNote')}</Exact>
    </Property>
  );
}
