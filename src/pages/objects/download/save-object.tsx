import { Button, Group, Radio, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { KeyText } from '../../../components/key-text.tsx';
import { formatBytes, formatExactBytes } from '../../../components/text/format.ts';
import { useLanguage, useText } from '../../../components/text/language.ts';
import type { StorageDriver } from '../../../storage/index.ts';
import { customerKeyOf } from '../../shared/customer-keys/customer-keys.ts';
import { ErrorView } from '../../shared/error-view.tsx';
import type { ListedEntry } from '../listing/listed-entry.ts';
import { readByteRange } from './byte-range.ts';
import { canPickFile } from './pickers.ts';
import styles from './save.module.css';
import { memoryLimit, savePlan } from './save-plan.ts';
import { useSaveObject } from './use-save-object.ts';

interface SaveObjectProps {
  storage: StorageDriver;
  bucket: string;
  entry: ListedEntry;
  onClose: () => void;
}

export function SaveObject({ storage, bucket, entry, onClose }: SaveObjectProps) {
  const t = useText('objects');
  const language = useLanguage();
  const { key, size } = entry;
  const customerKey = customerKeyOf({ connectionId: storage.connectionId, bucket, key });
  const [part, setPart] = useState('whole');
  const [typed, setTyped] = useState({ offset: '0', length: '' });
  const [isTold, setIsTold] = useState(false);
  const read = part === 'range' ? readByteRange(typed, size) : undefined;
  const problem = read && 'problem' in read ? read.problem : undefined;
  const range = read && 'range' in read ? read.range : undefined;
  const plan = savePlan({ size: range ? range.end + 1 - range.start : size, canPickFile: canPickFile() });
  const { save, error } = useSaveObject({ storage, bucket, entry, customerKey, onStarted: onClose });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setIsTold(true);
        if (!problem && plan !== 'too-large') void save(plan, range);
      }}
    >
      <Stack gap={16}>
        <p className={styles.name}>
          <KeyText value={key} />
          <span>
            {t('saveSize', { bytes: formatBytes(size, language), exact: formatExactBytes(size, language) })}
          </span>
        </p>
        <Radio.Group label={t('savePart')} value={part} onChange={setPart}>
          <Stack gap={8} mt={8}>
            <Radio value="whole" label={t('saveWhole')} description={t('saveWholeHint')} />
            <Radio
              value="range"
              label={t('saveRange')}
              description={t('saveRangeHint')}
              disabled={size === 0}
            />
          </Stack>
        </Radio.Group>
        {part === 'range' ? (
          <Group gap={12} align="flex-start" className={styles.range}>
            <TextInput
              label={t('saveOffset')}
              inputMode="numeric"
              value={typed.offset}
              error={
                isTold && (problem === 'offset' || problem === 'beyond')
                  ? t(`saveProblem_${problem}`)
                  : undefined
              }
              onChange={(event) => setTyped({ ...typed, offset: event.currentTarget.value })}
            />
            <TextInput
              label={t('saveLength')}
              placeholder={t('saveToEnd')}
              inputMode="numeric"
              value={typed.length}
              error={isTold && problem === 'length' ? t('saveProblem_length') : undefined}
              onChange={(event) => setTyped({ ...typed, length: event.currentTarget.value })}
            />
          </Group>
        ) : null}
        {plan === 'file' ? null : (
          <p className={styles.note}>
            {t(plan === 'memory' ? 'saveByMemory' : 'saveTooLarge', {
              limit: formatBytes(memoryLimit, language),
            })}
          </p>
        )}
        {customerKey ? <p className={styles.note}>{t('saveKeyed')}</p> : null}
        {error ? <ErrorView error={error} /> : null}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" disabled={plan === 'too-large'} data-autofocus>
            {t(plan === 'file' ? 'saveChooseFile' : 'saveNow')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
