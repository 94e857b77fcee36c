import { TextInput } from '@mantine/core';
import { useText } from '../../../components/text/language.ts';
import { KeptXml } from '../../shared/setting-editor/kept-xml.tsx';
import { ShownAs } from '../../shared/setting-editor/shown-as.tsx';
import type { FilterDraft } from './filter-draft.ts';
import fields from './rule-form.module.css';
import styles from './rules.module.css';
import { SizeField } from './size-field.tsx';
import { TagRows } from './tag-rows.tsx';

interface FilterFieldsProps {
  filter: FilterDraft;
  /** The sentence for a field that is wrong. */
  errorOf: (field: string) => string | undefined;
  /** Replication knows no sizes. */
  hasSizes?: boolean;
  onChange: (filter: FilterDraft) => void;
}

/** Which objects a rule is about. */
export function FilterFields({ filter, errorOf, hasSizes = false, onChange }: FilterFieldsProps) {
  const t = useText('rules');
  const change = (part: Partial<FilterDraft>) => onChange({ ...filter, ...part });
  return (
    <fieldset className={fields.fieldset}>
      <legend>{t('filterTitle')}</legend>
      <p className={styles.hint}>{t('filterHint')}</p>
      <div>
        <TextInput
          label={t('prefix')}
          description={t('prefixHint')}
          autoComplete="off"
          spellCheck={false}
          autoCapitalize="none"
          value={filter.prefix}
          error={errorOf('prefix')}
          onChange={(event) => change({ prefix: event.currentTarget.value })}
        />
        <ShownAs value={filter.prefix} />
      </div>
      <TagRows
        tags={filter.tags}
        errorOf={(index) => errorOf(`tag${index}`)}
        onChange={(tags) => change({ tags })}
      />
      {hasSizes ? (
        <div className={fields.pair}>
          <SizeField
            label={t('above')}
            value={filter.above}
            error={errorOf('above')}
            onChange={(above) => change({ above })}
          />
          <SizeField
            label={t('below')}
            value={filter.below}
            error={errorOf('below')}
            onChange={(below) => change({ below })}
          />
        </div>
      ) : null}
      <KeptXml kept={filter.kept} />
    </fieldset>
  );
}
