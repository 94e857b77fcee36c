import { ActionIcon, Checkbox, Textarea, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { useText } from '../../../components/text/language.ts';
import { KeptXml } from '../../shared/setting-editor/kept-xml.tsx';
import { ShownAs } from '../../shared/setting-editor/shown-as.tsx';
import styles from '../editor.module.css';
import { knownMethods, type RuleForm, ruleProblems } from './cors-form.ts';

interface CorsRuleFieldsProps {
  rule: RuleForm;
  /** From 1: the first that fits counts. */
  number: number;
  count: number;
  showsAll: boolean;
  onChange: (part: Partial<RuleForm>) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

const lists = ['origins', 'allowedHeaders', 'exposedHeaders'] as const;

export function CorsRuleFields(props: CorsRuleFieldsProps) {
  const { rule, number, showsAll, onChange } = props;
  const t = useText('settings');
  const problems = ruleProblems(rule);
  const methods = [...new Set([...knownMethods, ...rule.methods])];

  const list = (name: (typeof lists)[number]) => {
    const problem = problems[name];
    // An origin that is not there yet is wrong only for who wants to save it.
    const isTold = problem !== undefined && (problem !== 'corsNoOrigin' || showsAll);
    return (
      <div>
        <Textarea
          label={t(`cors_${name}`)}
          description={t(`corsHint_${name}`)}
          value={rule[name]}
          error={isTold ? t(`problem_${problem}`) : undefined}
          autosize
          minRows={2}
          maxRows={10}
          spellCheck={false}
          autoCapitalize="none"
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          onChange={(event) => onChange({ [name]: event.currentTarget.value })}
        />
        <ShownAs value={rule[name].replaceAll('\n', '')} />
      </div>
    );
  };

  return (
    <section aria-label={t('corsRule', { number })} className={styles.rule}>
      <Head {...props} />
      {list('origins')}
      <Checkbox.Group
        label={t('cors_methods')}
        value={rule.methods}
        error={problems.methods ? t(`problem_${problems.methods}`) : undefined}
        onChange={(chosen) => onChange({ methods: methods.filter((method) => chosen.includes(method)) })}
      >
        <div className={styles.methods}>
          {methods.map((method) => (
            <Checkbox key={method} value={method} label={method} />
          ))}
        </div>
      </Checkbox.Group>
      <div className={styles.pair}>
        {list('allowedHeaders')}
        {list('exposedHeaders')}
      </div>
      <div className={styles.pair}>
        <TextInput
          label={t('cors_maxAge')}
          description={t('corsHint_maxAge')}
          value={rule.maxAge}
          error={problems.maxAge ? t(`problem_${problems.maxAge}`) : undefined}
          inputMode="numeric"
          autoComplete="off"
          onChange={(event) => onChange({ maxAge: event.currentTarget.value })}
        />
        <TextInput
          label={t('cors_id')}
          description={t('corsHint_id')}
          value={rule.id}
          error={problems.id ? t(`problem_${problems.id}`) : undefined}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => onChange({ id: event.currentTarget.value })}
        />
      </div>
      <KeptXml kept={rule.kept} />
    </section>
  );
}

function Head({ number, count, onMove, onRemove }: CorsRuleFieldsProps) {
  const t = useText('settings');
  return (
    <div className={styles.ruleHead}>
      <h3>{t('corsRule', { number })}</h3>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={32}
        aria-label={t('corsUp', { number })}
        disabled={number === 1}
        onClick={() => onMove(-1)}
      >
        <IconArrowUp size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={32}
        aria-label={t('corsDown', { number })}
        disabled={number === count}
        onClick={() => onMove(1)}
      >
        <IconArrowDown size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={32}
        aria-label={t('corsRemove', { number })}
        onClick={onRemove}
      >
        <IconTrash size={16} aria-hidden />
      </ActionIcon>
    </div>
  );
}
