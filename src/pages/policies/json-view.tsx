import { Button } from '@mantine/core';
import { useEffect, useId, useRef, useState } from 'react';
import { useText } from '../../components/text/language.ts';
import { lineAndColumn, type PolicyProblem, printJson, type Span } from '../../storage/index.ts';
import { type CodeEditor, createCodeEditor } from './code-editor.ts';
import { examplePolicy } from './example-policy.ts';
import styles from './json.module.css';
import policies from './policies.module.css';
import { problemText } from './problem-text.ts';

export interface JsonViewProps {
  bucket: string;
  text: string;
  problems: readonly PolicyProblem[];
  /** What to show and select, once for each new span. */
  shown: Span | undefined;
  onChange: (text: string) => void;
}

/** The policy as JSON, with its problems at their lines, as marks and as a list that leads to them. */
export function JsonView({ bucket, text, problems, shown, onChange }: JsonViewProps) {
  const t = useText('policy');
  const describedBy = useId();
  const parent = useRef<HTMLDivElement>(null);
  const editor = useRef<CodeEditor>(undefined);
  // The editor lives on while what it tells and is told changes.
  const latest = useRef({ text, onChange });
  const [isReady, setReady] = useState(false);
  useEffect(() => {
    latest.current = { text, onChange };
  }, [text, onChange]);

  const label = t('editor');
  useEffect(() => {
    if (parent.current === null) return;
    const created = createCodeEditor({
      parent: parent.current,
      text: latest.current.text,
      label,
      describedBy,
      onChange: (changed) => latest.current.onChange(changed),
    });
    editor.current = created;
    setReady(true);
    return () => created.destroy();
  }, [label, describedBy]);

  useEffect(() => {
    if (!isReady) return;
    editor.current?.setText(text);
    editor.current?.setProblems(
      problems.map((problem) => ({
        from: problem.from,
        to: Math.max(problem.to, problem.from),
        severity: problem.severity,
        message: problemText(t, problem),
      })),
    );
  }, [text, problems, t, isReady]);

  useEffect(() => {
    if (isReady && shown) editor.current?.select(shown.from, shown.to);
  }, [shown, isReady]);

  // Of two members of one name, printing would lose one unseen.
  const isPrintable = problems.every(({ code }) => code !== 'not-json' && code !== 'duplicate-name');
  return (
    <div className={policies.view}>
      <div className={styles.tools}>
        <Button
          variant="default"
          size="xs"
          disabled={!isPrintable || text.trim() === ''}
          onClick={() => onChange(printJson(JSON.parse(text)))}
        >
          {t('format')}
        </Button>
        {text.trim() === '' ? (
          <Button variant="default" size="xs" onClick={() => onChange(examplePolicy(bucket))}>
            {t('insertExample')}
          </Button>
        ) : null}
        <span className={policies.dim}>{t('bytes', { count: new TextEncoder().encode(text).length })}</span>
      </div>
      <div ref={parent} className={styles.editor} />
      <p id={describedBy} className={policies.dim}>
        {t('editorHelp')}
      </p>
      <ProblemList
        text={text}
        problems={problems}
        onSelect={({ from, to }) => editor.current?.select(from, to)}
      />
    </div>
  );
}

interface ProblemListProps {
  text: string;
  problems: readonly PolicyProblem[];
  onSelect: (problem: PolicyProblem) => void;
}

function ProblemList({ text, problems, onSelect }: ProblemListProps) {
  const t = useText('policy');
  return (
    <section aria-label={t('problemsTitle')}>
      <p role="status" className={problems.length === 0 ? policies.dim : policies.strong}>
        {problems.length === 0 ? t('problemsNone') : t('problems', { count: problems.length })}
      </p>
      <ul className={styles.problems}>
        {problems.map((problem) => {
          const { line } = lineAndColumn(text, problem.from);
          return (
            <li key={`${problem.code} ${problem.path.join('.')} ${problem.from}`}>
              <button type="button" className={styles.problem} onClick={() => onSelect(problem)}>
                <span className={styles[problem.severity]}>{t(`severity_${problem.severity}`)}</span>
                <span>{t('problemAt', { line, problem: problemText(t, problem) })}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
