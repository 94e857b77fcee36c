import { Kbd, Modal } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useText } from '../../../components/text/language.ts';
import { useCommandGroups } from '../commands.tsx';
import { keyCaps } from '../key-stroke.ts';
import styles from './keyboard-help.module.css';

const mac = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** Every key of the page that is open, from the same definitions that run them. */
export function KeyboardHelp({ onClose }: { onClose: () => void }) {
  const t = useText('shell');
  const groups = useCommandGroups();
  // It comes and goes with the dialog open, of which the dialog's own way back to the last focus knows nothing.
  const [focusedBefore] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (focusedBefore instanceof HTMLElement) focusedBefore.focus();
    },
    [focusedBefore],
  );
  return (
    <Modal
      opened
      onClose={onClose}
      returnFocus={false}
      title={t('keyboard')}
      size={560}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <div className={styles.groups}>
        {[...groups].map(([group, commands]) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {commands.map(({ id, keys, label }) => (
                <div key={id} className={styles.row}>
                  <dt>{label}</dt>
                  <dd>
                    {keyCaps(keys, mac).map((cap) => (
                      <Kbd key={cap} size="sm">
                        {cap}
                      </Kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
