import { ActionIcon, Textarea, TextInput } from '@mantine/core';
import { IconBraces } from '@tabler/icons-react';
import { type ReactNode, useRef } from 'react';
import { Menu, MenuItem } from '../../components/menu.tsx';
import { useText } from '../../components/text/language.ts';
import { variableNames } from '../../storage/index.ts';
import { KeyLabel } from './key-label.tsx';
import type { TextKey } from './policy-draft.ts';
import styles from './upload-policy.module.css';

interface TemplateFieldProps {
  name: Extract<TextKey, 'dir' | 'name' | 'callbackBody' | 'returnBody'>;
  value: string;
  placeholder?: string;
  description?: string;
  error: ReactNode;
  /** `${…}` in it that the service does not know. */
  unknown: readonly string[] | undefined;
  /** Names of the own variables that there are values for. */
  own: readonly string[];
  rows?: number;
  onChange: (value: string) => void;
}

const typed = { spellCheck: false, autoCapitalize: 'none', autoComplete: 'off' } as const;
const written = (name: string) => `$\{${name}}`;

/** A text with magic variables, which a menu puts where the caret is. */
export function TemplateField({
  name,
  value,
  unknown = [],
  own,
  rows = 1,
  onChange,
  ...rest
}: TemplateFieldProps) {
  const t = useText('want');
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const insert = (variable: string) => {
    const { current } = field;
    if (!current) return;
    const start = current.selectionStart ?? value.length;
    const end = current.selectionEnd ?? start;
    const text = written(variable);
    onChange(value.slice(0, start) + text + value.slice(end));
    // With the next frame the field has the new text, and the menu has given the focus back.
    requestAnimationFrame(() => {
      current.focus();
      current.setSelectionRange(start + text.length, start + text.length);
    });
  };
  const common = {
    ...typed,
    ...rest,
    ref: field,
    label: <KeyLabel name={name} />,
    value,
    onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
    rightSectionPointerEvents: 'all' as const,
    rightSectionProps: { style: { alignItems: 'flex-start', paddingTop: 4 } },
    rightSection: (
      <Menu
        label={t('insertInto', { name })}
        align="end"
        trigger={(props) => (
          <ActionIcon
            {...props}
            variant="subtle"
            color="gray"
            size={28}
            aria-label={t('insertInto', { name })}
            title={t('insertInto', { name })}
          >
            <IconBraces size={16} aria-hidden />
          </ActionIcon>
        )}
      >
        {[...variableNames, ...own.map((each) => `var-${each}`)].map((variable) => (
          <MenuItem key={variable} onClick={() => insert(variable)}>
            <code className={styles.variable}>{written(variable)}</code>
          </MenuItem>
        ))}
      </Menu>
    ),
  };
  return (
    <div>
      {rows > 1 ? <Textarea {...common} minRows={rows} autosize maxRows={8} /> : <TextInput {...common} />}
      {unknown.length > 0 ? (
        <p className={styles.warning}>
          {t('unknownVariables', { count: unknown.length, names: unknown.map(written).join(', ') })}
        </p>
      ) : null}
    </div>
  );
}
