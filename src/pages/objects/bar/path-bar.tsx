import { ActionIcon } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { Fragment, useState } from 'react';
import { KeyText } from '../../../components/key-text.tsx';
import { useText } from '../../../components/text/language.ts';
import { crumbsOf } from '../listing/place.ts';
import type { Go, Place } from '../listing/use-place.ts';
import styles from './path-bar.module.css';
import { PathField } from './path-field.tsx';

interface PathBarProps {
  place: Place;
  go: Go;
  hrefOf: (prefix: string) => string;
}

/** `photos / 2026 / spring ✎`: every step is a link, and the whole can be typed. */
export function PathBar({ place, go, hrefOf }: PathBarProps) {
  const t = useText('objects');
  const [editing, setEditing] = useState(false);
  if (editing) {
    return (
      <PathField
        bucket={place.bucket}
        path={place.prefix + place.q}
        onClose={() => setEditing(false)}
        onSubmit={(target) => go(target)}
      />
    );
  }
  const crumbs = [{ name: place.bucket, prefix: '' }, ...crumbsOf(place.prefix)];
  return (
    <nav aria-label={t('path')} className={styles.path}>
      <ol className={styles.crumbs}>
        {crumbs.map(({ name, prefix }, index) => (
          <Fragment key={prefix}>
            <li className={styles.crumb}>
              <a
                href={hrefOf(prefix)}
                aria-current={index === crumbs.length - 1 ? 'page' : undefined}
                className={styles.step}
                onClick={(event) => {
                  if (event.shiftKey || event.ctrlKey || event.metaKey) return;
                  event.preventDefault();
                  go({ prefix, q: '', after: undefined });
                }}
              >
                {name === '' ? <i>{t('emptyName')}</i> : <KeyText value={name} middleEllipsis />}
              </a>
            </li>
            {index < crumbs.length - 1 ? (
              <li aria-hidden className={styles.slash}>
                /
              </li>
            ) : null}
          </Fragment>
        ))}
      </ol>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={28}
        aria-label={t('editPath')}
        title={t('editPath')}
        onClick={() => setEditing(true)}
      >
        <IconPencil size={16} aria-hidden />
      </ActionIcon>
    </nav>
  );
}
