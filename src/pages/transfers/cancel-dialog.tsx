import { Button, Group, Modal, Radio, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { KeyText } from '../../components/key-text.tsx';
import { formatBytes } from '../../components/text/format.ts';
import { useLanguage, useText } from '../../components/text/language.ts';
import type { TransferId } from '../../storage/index.ts';
import { isActive } from '../shared/transfer-batch.ts';
import { useTransferEngine, useTransfers } from '../shared/transfer-engine.tsx';
import { viewOf } from './transfer-view.ts';

/** Cancels one upload by parts; what becomes of the parts is asked for, because they use storage that nobody sees. */
export function CancelDialog({ id, onClose }: { id: TransferId; onClose: () => void }) {
  const t = useText('transfers');
  const language = useLanguage();
  const engine = useTransferEngine();
  const transfer = useTransfers().transfers.find((candidate) => candidate.id === id);
  const possible = transfer !== undefined && viewOf(transfer).actions.includes('cancel');
  useCloseWhen(!possible, onClose);
  if (!possible) return null;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('cancelTitle')}
      closeButtonProps={{ 'aria-label': t('keepUploading') }}
    >
      <Text fw={600} mb={8}>
        <KeyText value={transfer.key} />
      </Text>
      <Confirm
        sentence={t('cancelSentence', {
          sent: formatBytes(transfer.bytesSent, language),
          size: formatBytes(transfer.size, language),
          bucket: transfer.bucket,
        })}
        asksAboutParts
        count={1}
        onConfirm={(removeParts) => void engine.cancel(id, { removeParts })}
        onClose={onClose}
      />
    </Modal>
  );
}

export function CancelAllDialog({ onClose }: { onClose: () => void }) {
  const t = useText('transfers');
  const language = useLanguage();
  const engine = useTransferEngine();
  const { transfers, totals } = useTransfers();
  useCloseWhen(totals.active === 0, onClose);
  const saves = transfers.some(({ state, kind }) => isActive(state) && kind === 'download');
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(saves ? 'cancelTransfers' : 'cancelAllTitle', { count: totals.active })}
      closeButtonProps={{ 'aria-label': t('keepUploading') }}
    >
      <Confirm
        sentence={t('cancelAllSentence', {
          sent: formatBytes(totals.bytesSent, language),
          size: formatBytes(totals.bytesTotal, language),
        })}
        asksAboutParts={transfers.some(({ state, parts }) => isActive(state) && parts === 'listed')}
        count={totals.active}
        saves={saves}
        onConfirm={(removeParts) => void engine.cancelAll({ removeParts })}
        onClose={onClose}
      />
    </Modal>
  );
}

/** Uploads go on while the question stands: when they have ended, there is nothing left to ask. */
function useCloseWhen(over: boolean, onClose: () => void): void {
  useEffect(() => {
    if (over) onClose();
  }, [over, onClose]);
}

interface ConfirmProps {
  sentence: string;
  asksAboutParts: boolean;
  count: number;
  /** Downloads are among them. */
  saves?: boolean;
  onConfirm: (removeParts: boolean) => void;
  onClose: () => void;
}

function Confirm({ sentence, asksAboutParts, count, saves = false, onConfirm, onClose }: ConfirmProps) {
  const t = useText('transfers');
  const [parts, setParts] = useState('remove');
  return (
    <Stack gap={16}>
      <p>{sentence}</p>
      {asksAboutParts && (
        <Radio.Group label={t('partsChoice')} value={parts} onChange={setParts}>
          <Stack gap={8} mt={8}>
            <Radio value="remove" label={t('removeParts')} description={t('removePartsHint')} />
            <Radio value="keep" label={t('keepParts')} description={t('keepPartsHint')} />
          </Stack>
        </Radio.Group>
      )}
      <Group justify="flex-end" gap={8}>
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('keepUploading')}
        </Button>
        <Button
          color="red"
          onClick={() => {
            onClose();
            onConfirm(parts === 'remove');
          }}
        >
          {t(saves ? 'cancelTransfers' : 'confirmCancel', { count })}
        </Button>
      </Group>
    </Stack>
  );
}
