import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useText } from '../../../components/text/language.ts';
import type { SettingValues } from '../../../storage/index.ts';
import { type FormFields, SettingForm } from '../../shared/setting-editor/setting-form.tsx';
import { SettingView } from '../../shared/setting-editor/setting-view.tsx';
import { ShownAs } from '../../shared/setting-editor/shown-as.tsx';
import type { EditorProps } from '../bucket-setting.ts';
import styles from '../editor.module.css';
import { most, rowProblems, type TagsForm, toForm, toValue } from './tags-form.ts';

export function TagsEditor({ bucket, title }: EditorProps) {
  const t = useText('settings');
  return (
    <>
      <p className={styles.about}>{t('tagsAbout')}</p>
      <SettingView bucket={bucket} name="tagging" title={title}>
        {(document) => (
          <SettingForm
            bucket={bucket}
            name="tagging"
            title={title}
            document={document}
            toForm={toForm}
            toValue={toValue}
          >
            {(fields) => <Rows {...fields} before={document.value} />}
          </SettingForm>
        )}
      </SettingView>
    </>
  );
}

interface RowsProps extends FormFields<TagsForm> {
  before: SettingValues['tagging'] | undefined;
}

function Rows({ form, change, showsAll, before }: RowsProps) {
  const t = useText('settings');
  const { rows } = form;
  const problems = rowProblems(form, before);
  const list = useRef<HTMLDivElement>(null);
  const count = useRef(rows.length);
  // A new row is written into; where one went, the focus goes to what is left.
  useEffect(() => {
    const before = count.current;
    count.current = rows.length;
    const drawn = list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [];
    if (rows.length === before + 1) drawn[drawn.length - 1]?.querySelector('input')?.focus();
  }, [rows.length]);

  const set = (index: number, part: Partial<TagsForm['rows'][number]>) =>
    change({ rows: rows.map((row, at) => (at === index ? { ...row, ...part } : row)) });
  const remove = (index: number) => {
    change({ rows: rows.filter((_, at) => at !== index) });
    list.current?.querySelector<HTMLElement>('[data-add]')?.focus();
  };

  return (
    <div ref={list} className={styles.group}>
      {rows.length === 0 ? <p className={styles.none}>{t('tagsNone')}</p> : null}
      {rows.map(({ key, value }, index) => {
        const problem = problems[index] ?? {};
        // An empty key is wrong only where the row says something, or for who wants to save it.
        const isKeyTold =
          problem.key !== undefined && (problem.key !== 'tagKeyMissing' || value !== '' || showsAll);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place, and no state
          <div key={index} className={styles.row} data-row>
            <div>
              <TextInput
                label={t('tagKey')}
                value={key}
                error={isKeyTold && problem.key ? t(`problem_${problem.key}`) : undefined}
                spellCheck={false}
                autoCapitalize="none"
                autoComplete="off"
                onChange={(event) => set(index, { key: event.currentTarget.value })}
              />
              <ShownAs value={key} />
            </div>
            <div>
              <TextInput
                label={t('tagValue')}
                value={value}
                error={problem.value ? t(`problem_${problem.value}`) : undefined}
                spellCheck={false}
                autoCapitalize="none"
                autoComplete="off"
                onChange={(event) => set(index, { value: event.currentTarget.value })}
              />
              <ShownAs value={value} />
            </div>
            <div className={styles.rowEnd}>
              <ActionIcon
                variant="subtle"
                color="gray"
                size={34}
                aria-label={key === '' ? t('tagRemoveNth', { number: index + 1 }) : t('tagRemove', { key })}
                onClick={() => remove(index)}
              >
                <IconTrash size={16} aria-hidden />
              </ActionIcon>
            </div>
          </div>
        );
      })}
      <div className={styles.tools}>
        <Button
          data-add
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={rows.length >= most.tags}
          onClick={() => change({ rows: [...rows, { key: '', value: '' }] })}
        >
          {t('tagAdd')}
        </Button>
        {rows.length >= most.tags ? (
          <p className={styles.none}>{t('tagsFull', { most: most.tags })}</p>
        ) : null}
      </div>
    </div>
  );
}
