import { CopyButton } from '../../../components/copy-button.tsx';
import { useText } from '../../../components/text/language.ts';
import styles from './rules.module.css';

/** A command that somebody is to run elsewhere. */
export function CommandLine({ command }: { command: string }) {
  const t = useText('rules');
  return (
    <div className={styles.command}>
      <code>{command}</code>
      <CopyButton value={command} label={t('copyCommand')} />
    </div>
  );
}
