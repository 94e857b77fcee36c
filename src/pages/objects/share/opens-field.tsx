import { SegmentedControl } from '@mantine/core';
import { useId } from 'react';
import { useText } from '../../../components/text/language.ts';
import type { LinkDraft } from './link-draft.ts';
import styles from './share.module.css';

const ways = ['attachment', 'inline', 'stored'] as const;

interface OpensFieldProps {
  value: LinkDraft['opens'];
  onChange: (opens: LinkDraft['opens']) => void;
}

/** What a browser does with what it gets: the Content-Disposition of the answer. */
export function OpensField({ value, onChange }: OpensFieldProps) {
  const t = useText('links');
  const label = useId();
  return (
    <div>
      <div className={styles.label} id={label}>
        {t('opens')}
      </div>
      <SegmentedControl
        size="xs"
        aria-labelledby={label}
        value={value}
        onChange={(next) => onChange(ways.find((way) => way === next) ?? 'attachment')}
        data={ways.map((way) => ({ value: way, label: t(`opens_${way}`) }))}
      />
    </div>
  );
}
