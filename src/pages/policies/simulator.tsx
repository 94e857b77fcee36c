import { NativeSelect, TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import { useLanguage, useText } from '../../components/text/language.ts';
import { bucketActions, objectActions, type Policy, simulate } from '../../storage/index.ts';
import styles from './access.module.css';
import policies from './policies.module.css';
import { conditionsText } from './sentence.tsx';
import { askedKeys, questionOf, type SimulatorFields } from './simulator-question.ts';
import { type JumpProps, useStatementNumbers } from './statement-links.tsx';
import { createSlots } from './text-with-nodes.tsx';
import { visibleName } from './visible-name.ts';

const actions = [...objectActions, ...bucketActions].toSorted();

interface SimulatorProps extends JumpProps {
  bucket: string;
  policy: Policy;
}

/** Asks the draft what it says to one request; answered as one types. */
export function Simulator({ bucket, policy, onStatement }: SimulatorProps) {
  const t = useText('policy');
  const actionList = useId();
  const [fields, setFields] = useState<SimulatorFields>({
    isNamed: false,
    name: '',
    action: 's3:GetObject',
    key: '',
    conditions: {},
  });
  const change = (changed: Partial<SimulatorFields>) => setFields({ ...fields, ...changed });
  const isListing = /^s3:list/i.test(fields.action);
  const plain = { autoComplete: 'off', autoCapitalize: 'none', spellCheck: false };

  return (
    <fieldset className={policies.box}>
      <legend>{t('tryTitle')}</legend>
      <p className={policies.dim}>{t('trySentence')}</p>
      <div className={styles.fields}>
        <NativeSelect
          label={t('asker')}
          value={fields.isNamed ? 'named' : 'anonymous'}
          data={[
            { value: 'anonymous', label: t('askerAnonymous') },
            { value: 'named', label: t('askerNamed') },
          ]}
          onChange={(event) => change({ isNamed: event.currentTarget.value === 'named' })}
        />
        {fields.isNamed ? (
          <TextInput
            {...plain}
            label={t('askerName')}
            description={t('askerNameSentence')}
            inputWrapperOrder={['label', 'input', 'description']}
            value={fields.name}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
        ) : null}
        <TextInput
          {...plain}
          label={t('action')}
          list={actionList}
          value={fields.action}
          onChange={(event) => change({ action: event.currentTarget.value })}
        />
        <datalist id={actionList}>
          {actions.map((action) => (
            <option key={action} value={action} />
          ))}
        </datalist>
        <TextInput
          {...plain}
          label={t(isListing ? 'listedPrefix' : 'key')}
          value={fields.key}
          onChange={(event) => change({ key: event.currentTarget.value })}
        />
        {askedKeys(policy).map((key) => (
          <TextInput
            {...plain}
            key={key}
            label={t('conditionValue', { key: visibleName(key) })}
            value={fields.conditions[key] ?? ''}
            onChange={(event) =>
              change({ conditions: { ...fields.conditions, [key]: event.currentTarget.value } })
            }
          />
        ))}
      </div>
      <Outcome bucket={bucket} policy={policy} fields={fields} onStatement={onStatement} />
    </fieldset>
  );
}

interface OutcomeProps extends SimulatorProps {
  fields: SimulatorFields;
}

function Outcome({ bucket, policy, fields, onStatement }: OutcomeProps) {
  const t = useText('policy');
  const language = useLanguage();
  const numbersOf = useStatementNumbers(onStatement);
  const slots = createSlots();
  const question = questionOf(fields, bucket);
  const answer = question && simulate(policy, question);
  return (
    <div role="status" className={styles.outcome} data-outcome={answer?.outcome} aria-label={t('outcome')}>
      {answer === undefined ? (
        <p>{t('outcomeIncomplete')}</p>
      ) : (
        <>
          <p className={policies.strong}>
            {slots.render(t(`outcome_${answer.outcome}`, { numbers: numbersOf(answer.by, slots) }))}
          </p>
          {answer.unmet.map(({ statement, conditions }) => (
            <p key={statement} className={policies.dim}>
              {slots.render(
                t('outcomeUnmet', {
                  number: numbersOf([statement], slots),
                  conditions: conditionsText(conditions, { t, language, slots }),
                }),
              )}
            </p>
          ))}
        </>
      )}
    </div>
  );
}
