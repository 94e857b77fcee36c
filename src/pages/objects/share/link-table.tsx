import { Button, SegmentedControl } from '@mantine/core';
import { useId, useState } from 'react';
import { CopyButton } from '../../../components/copy-button.tsx';
import { copyText } from '../../../components/copy-text.ts';
import { KeyText } from '../../../components/key-text.tsx';
import { useText } from '../../../components/text/language.ts';
import { useAnnounce } from '../../shared/announce.tsx';
import { EndNote } from '../../shared/links/end-note.tsx';
import { isOfSession } from '../../shared/links/expiry.ts';
import { ReachNote } from '../../shared/links/reach-note.tsx';
import { csvList, type MadeLink, plainList } from './link-list.ts';
import styles from './share.module.css';

interface LinkTableProps {
  links: readonly MadeLink[];
  credentialsExpireAt: Date | undefined;
}

/** The links of a list: each to copy, and all of them as lines or as CSV. */
export function LinkTable({ links, credentialsExpireAt }: LinkTableProps) {
  const t = useText('links');
  const announce = useAnnounce();
  const [form, setForm] = useState<'plain' | 'csv'>('plain');
  const formLabel = useId();
  const first = links[0];
  const copy = async () => {
    const copied = await copyText(form === 'csv' ? csvList(links) : plainList(links));
    announce(t(copied ? 'copiedMany' : 'copyFailed', { count: links.length }));
  };
  return (
    <div className={styles.link}>
      <section className={styles.table} aria-label={t('linksOf')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('object')}</th>
              <th scope="col">{t('link')}</th>
            </tr>
          </thead>
          <tbody>
            {links.map(({ key, url }) => (
              <tr key={url}>
                <th scope="row">
                  <KeyText value={key} middleEllipsis />
                </th>
                <td>
                  <span className={styles.url}>{url}</span>
                  <CopyButton value={url} label={t('copyLinkOf', { key })} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <div className={styles.copyAll}>
        <span id={formLabel} className={styles.label}>
          {t('copyAs')}
        </span>
        <SegmentedControl
          size="xs"
          aria-labelledby={formLabel}
          value={form}
          onChange={(value) => setForm(value === 'csv' ? 'csv' : 'plain')}
          data={[
            { value: 'plain', label: t('copyAs_plain') },
            { value: 'csv', label: t('copyAs_csv') },
          ]}
        />
        <Button size="xs" onClick={() => void copy()}>
          {t('copyMany', { count: links.length })}
        </Button>
      </div>
      {first ? (
        <>
          <EndNote
            expiresAt={first.expiresAt}
            credentialsExpireAt={credentialsExpireAt}
            bySession={isOfSession(first.url)}
          />
          <ReachNote url={first.url} />
        </>
      ) : null}
      <p className={styles.holder}>{t('holder_GET')}</p>
    </div>
  );
}
