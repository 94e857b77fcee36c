import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { CopyButton } from '../../../components/copy-button.tsx';
import { useText } from '../../../components/text/language.ts';
import styles from './as-code.module.css';
import { type CodeLanguage, codeLanguages } from './as-code.ts';

const names: Record<CodeLanguage, string> = { python: 'Python', mc: 'mc', aws: 'aws', curl: 'curl' };

/** What was looked at last is what is shown next, for as long as the page is open. */
let lastLanguage: CodeLanguage = 'python';

export function useCodeLanguage(): [CodeLanguage, (language: CodeLanguage) => void] {
  const [language, setLanguage] = useState(lastLanguage);
  const choose = (next: CodeLanguage) => {
    lastLanguage = next;
    setLanguage(next);
  };
  return [language, choose];
}

interface LanguageChoiceProps {
  language: CodeLanguage;
  onChoose: (language: CodeLanguage) => void;
}

export function LanguageChoice({ language, onChoose }: LanguageChoiceProps) {
  const t = useText('code');
  return (
    <SegmentedControl
      aria-label={t('language')}
      size="xs"
      value={language}
      data={codeLanguages.map((each) => ({ value: each, label: names[each] }))}
      onChange={(value) => onChoose(codeLanguages.find((each) => each === value) ?? 'python')}
    />
  );
}

/** Code to be read and copied. `label` names it. */
export function CodeBlock({ code, label }: { code: string; label: string }) {
  const t = useText('code');
  return (
    <div className={styles.block}>
      {/* It scrolls by the keyboard too. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls */}
      <section className={styles.code} aria-label={label} tabIndex={0}>
        <pre>{code.trimEnd()}</pre>
      </section>
      <div className={styles.copy}>
        <CopyButton value={code} label={t('copy', { name: label })} />
      </div>
    </div>
  );
}
