import { Button, Modal } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { useText } from '../../../components/text/language.ts';
import styles from './setting-editor.module.css';

/** Asks before what was typed and not saved is left behind; the browser asks by itself before the tab is closed. */
export function LeaveGuard({ when }: { when: boolean }) {
  const t = useText('settings');
  const shell = useText('shell');
  const blocker = useBlocker({ shouldBlockFn: () => when, enableBeforeUnload: when, withResolver: true });
  if (blocker.status !== 'blocked') return null;
  return (
    <Modal
      opened
      onClose={blocker.reset}
      title={t('leaveTitle')}
      size={440}
      closeButtonProps={{ 'aria-label': shell('close') }}
    >
      <div className={styles.flow}>
        <p>{t('leaveSentence')}</p>
        <div className={styles.actions}>
          <Button variant="default" onClick={blocker.reset} data-autofocus>
            {t('stay')}
          </Button>
          <Button color="red" onClick={blocker.proceed}>
            {t('leaveAndDiscard')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
