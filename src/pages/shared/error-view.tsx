import type { ReactNode } from 'react';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { useErrorText } from './error-text.ts';

interface ErrorViewProps {
  /** A `StorageError`, or whatever else was thrown. */
  error: unknown;
  onRetry?: () => void;
  /** Further ways out, beside Retry. */
  actions?: ReactNode;
}

/** An error as a person needs it: title, one sentence, one cure, the details folded, and Retry. */
export function ErrorView({ error, onRetry, actions }: ErrorViewProps) {
  const { title, sentence, cure, details } = useErrorText(error);
  return (
    <ErrorPanel
      title={title}
      sentence={sentence}
      cure={cure}
      details={details}
      onRetry={onRetry}
      actions={actions}
    />
  );
}
