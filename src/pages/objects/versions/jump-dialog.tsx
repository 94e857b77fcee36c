import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../../../components/text/language.ts';
import { jumpTo } from '../listing/start-key.ts';
import type { Go, Place } from '../listing/use-place.ts';

interface JumpDialogProps {
  place: Place;
  go: Go;
  onJump: () => void;
  onClose: () => void;
}

/** The list begins at a key, or at the first one after it: on the server, so that nothing before it is loaded. */
export function JumpDialog({ place, go, onJump, onClose }: JumpDialogProps) {
  const t = useText('versions');
  const [typed, setTyped] = useState(place.after ?? '');
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('jumpTitle')}
      size={480}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onClose();
          onJump();
          go({ q: '', ...jumpTo(typed, place) });
        }}
      >
        <TextInput
          data-autofocus
          label={t('jumpKey')}
          description={place.prefix === '' ? t('jumpHint') : t('jumpHintIn', { prefix: place.prefix })}
          value={typed}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Group justify="flex-end" gap={8} mt={16}>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" disabled={typed === ''}>
            {t('jumpButton')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
