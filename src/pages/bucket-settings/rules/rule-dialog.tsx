import { Button, Modal, Switch, TextInput } from '@mantine/core';
import { type ReactNode, type RefObject, useId } from 'react';
import { useText } from '../../../components/text/language.ts';
import { KeptXml } from '../../shared/setting-editor/kept-xml.tsx';
import { ShownAs } from '../../shared/setting-editor/shown-as.tsx';
import fields from './rule-form.module.css';
import styles from './rules.module.css';

interface RuleDialogProps {
  isNew: boolean;
  form: RefObject<HTMLFormElement | null>;
  id: string;
  idError: string | undefined;
  enabled: boolean;
  kept: readonly string[];
  onChange: (part: { id?: string; enabled?: boolean }) => void;
  onPut: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** What the forms of all rules share. What is put into the list from here is not saved by it. */
export function RuleDialog(props: RuleDialogProps) {
  const { isNew, form, id, idError, enabled, kept, onChange, onPut, onClose, children } = props;
  const t = useText('rules');
  const shell = useText('shell');
  const hint = useId();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(isNew ? 'ruleTitleNew' : 'ruleTitleEdit')}
      size={680}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': shell('close') }}
    >
      <form
        ref={form}
        className={fields.dialog}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          // The dialog stands in the form of the setting, as React sees it.
          event.stopPropagation();
          onPut();
        }}
      >
        <div className={fields.head}>
          <div>
            <TextInput
              label={t('ruleId')}
              description={t('ruleIdHint')}
              autoComplete="off"
              spellCheck={false}
              value={id}
              error={idError}
              data-autofocus
              onChange={(event) => onChange({ id: event.currentTarget.value })}
            />
            <ShownAs value={id} />
          </div>
          <Switch
            className={fields.on}
            label={t('ruleEnabled')}
            checked={enabled}
            onChange={(event) => onChange({ enabled: event.currentTarget.checked })}
          />
        </div>
        {children}
        <KeptXml kept={kept} />
        <div className={fields.foot}>
          <p id={hint} className={styles.hint}>
            {t('putRuleHint')}
          </p>
          <div className={fields.dialogActions}>
            <Button variant="default" onClick={onClose}>
              {shell('cancel')}
            </Button>
            <Button type="submit" aria-describedby={hint}>
              {t('putRule')}
            </Button>
          </div>
        </div>
      </form>
    </Modal>
  );
}
