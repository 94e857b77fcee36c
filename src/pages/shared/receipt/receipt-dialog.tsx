import { Modal } from '@mantine/core';
import { KeyText } from '../../../components/key-text.tsx';
import { useText } from '../../../components/text/language.ts';
import type { UploadReceipt } from '../../../storage/index.ts';
import { useFocusBack } from '../use-focus-back.ts';
import styles from './receipt.module.css';
import { ReceiptCard } from './receipt-card.tsx';

interface ReceiptDialogProps {
  /** What the file was to be called. */
  name: string;
  receipt: UploadReceipt;
  onClose: () => void;
}

export function ReceiptDialog({ name, receipt, onClose }: ReceiptDialogProps) {
  const t = useText('receipt');
  useFocusBack();
  return (
    <Modal
      opened
      onClose={onClose}
      returnFocus={false}
      size={640}
      title={t('title')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <p className={styles.subject}>
        <KeyText value={name} />
      </p>
      <ReceiptCard receipt={receipt} />
    </Modal>
  );
}
