import { Button, Group, Modal } from '@mantine/core';
import { useText } from '../../../components/text/language.ts';

interface DisconnectDialogProps {
  name: string;
  /** Transfers that disconnecting would stop. */
  unfinished: number;
  onDisconnect: () => void;
  onClose: () => void;
}

export function DisconnectDialog({ name, unfinished, onDisconnect, onClose }: DisconnectDialogProps) {
  const t = useText('shell');
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('disconnectFrom', { name })}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <p>{t('disconnectTransfers', { count: unfinished })}</p>
      <Group justify="flex-end" gap={8} mt={16}>
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('stayConnected')}
        </Button>
        <Button color="red" onClick={onDisconnect}>
          {t('disconnectAndStop')}
        </Button>
      </Group>
    </Modal>
  );
}
