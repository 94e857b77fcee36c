import { Button } from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useLanguage, useText } from '../../../../components/text/language.ts';
import type { WriteOptions } from '../../../../storage/index.ts';
import { useAnnounce } from '../../../shared/announce.tsx';
import styles from './options.module.css';
import { groupsOf } from './options-draft.ts';

interface OptionsStripProps {
  options: WriteOptions;
  onChange: () => void;
  onClear: () => void;
}

/** As long as options are set: which they are, and the way out. */
export function OptionsStrip({ options, onChange, onClear }: OptionsStripProps) {
  const t = useText('uploadOptions');
  const language = useLanguage();
  const announce = useAnnounce();
  const words = {
    content: () => options.contentType ?? t('group_content'),
    metadata: () => t('metadata', { count: Object.keys(options.metadata ?? {}).length }),
    tags: () => t('tags', { count: options.tags?.length ?? 0 }),
    class: () => t('class', { name: options.storageClass ?? '' }),
    encryption: () => (options.encryption ? t(options.encryption.kind) : ''),
    retention: () =>
      t('retention', {
        mode: options.retention?.mode ?? '',
        until: new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(
          options.retention?.until,
        ),
      }),
    hold: () => t('hold'),
  };
  return (
    <section className={styles.strip} aria-label={t('title')}>
      <IconAdjustmentsHorizontal size={16} aria-hidden />
      <span className={styles.dim}>{t('strip')}</span>
      <ul className={styles.chips}>
        {groupsOf(options).map((group) => (
          <li key={group}>{words[group]()}</li>
        ))}
      </ul>
      <Button size="compact-xs" variant="subtle" onClick={onChange}>
        {t('change')}
      </Button>
      <Button
        size="compact-xs"
        variant="subtle"
        color="gray"
        onClick={() => {
          onClear();
          announce(t('announceCleared'), 'heard');
        }}
      >
        {t('clear')}
      </Button>
    </section>
  );
}
