import { Alert, Button, Checkbox, PasswordInput } from '@mantine/core';
import { IconAlertTriangle, IconKey } from '@tabler/icons-react';
import { useState } from 'react';
import { CopyButton } from '../../../../components/copy-button.tsx';
import { useText } from '../../../../components/text/language.ts';
import { generateCustomerKey, printCustomerKey } from '../../../shared/customer-keys/parse-customer-key.ts';
import type { FieldsProps } from './content-fields.tsx';
import styles from './options.module.css';

/** A key of one's own, typed or made here. One that was made is shown once, and one that was set is not shown. */
export function KeyField({
  draft,
  problems,
  showsAll,
  change,
  wasSet,
}: FieldsProps & { wasSet: string | undefined }) {
  const t = useText('uploadOptions');
  const [made, setMade] = useState<string>();
  const [isReplacing, setReplacing] = useState(false);
  const isHidden = wasSet !== undefined && wasSet === draft.customerKey && !isReplacing;
  const problem = problems.customerKey;
  if (isHidden) {
    return (
      <div className={styles.row}>
        <span>{t('keyInUse')}</span>
        <Button
          variant="default"
          size="xs"
          onClick={() => {
            setReplacing(true);
            change({ customerKey: '', keyKept: false });
          }}
        >
          {t('otherKey')}
        </Button>
      </div>
    );
  }
  return (
    <>
      {made === draft.customerKey && made !== undefined ? (
        <div>
          <p className={styles.label}>{t('customerKey')}</p>
          <div className={styles.made}>
            <code>{made}</code>
            <CopyButton value={made} label={t('copyKey')} />
          </div>
          <p className={styles.hint}>{t('keyShownOnce')}</p>
        </div>
      ) : (
        <PasswordInput
          label={t('customerKey')}
          description={t('customerKeyHint')}
          value={draft.customerKey}
          error={problem && (showsAll || problem !== 'empty') ? t(`keyProblem_${problem}`) : undefined}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => change({ customerKey: event.currentTarget.value, keyKept: false })}
        />
      )}
      <div>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconKey size={14} aria-hidden />}
          onClick={() => {
            const key = printCustomerKey(generateCustomerKey());
            setMade(key);
            change({ customerKey: key, keyKept: false });
          }}
        >
          {t('generate')}
        </Button>
      </div>
      <Alert variant="light" color="yellow" p={12} icon={<IconAlertTriangle size={16} aria-hidden />}>
        {t('keyWarning')}
      </Alert>
      <Checkbox
        label={t('keyKept')}
        checked={draft.keyKept}
        error={showsAll && problems.keyNotKept ? t('keyNotKept') : undefined}
        onChange={(event) => change({ keyKept: event.currentTarget.checked })}
      />
    </>
  );
}
