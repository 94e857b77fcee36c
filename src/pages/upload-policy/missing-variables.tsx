import { Button } from '@mantine/core';
import type { Pair } from '../../components/pairs-field.tsx';
import { useText } from '../../components/text/language.ts';
import type { WantPolicy } from '../../storage/index.ts';
import { Note } from '../shared/links/note.tsx';
import { namesWithout } from './pairs.ts';
import { ownVariables } from './policy-draft.ts';

interface MissingVariablesProps {
  policy: WantPolicy | undefined;
  pairs: readonly Pair[];
  onChange: (pairs: readonly Pair[]) => void;
}

/** Names the policy's own variables that nobody gave a value, and makes rows for them. */
export function MissingVariables({ policy, pairs, onChange }: MissingVariablesProps) {
  const t = useText('want');
  const missing = namesWithout(pairs, ownVariables(policy ?? {}));
  if (missing.length === 0) return null;
  const names = missing.map((name) => `var-${name}`).join(', ');
  return (
    <Note>
      {t('missingVariables', { count: missing.length, names })}{' '}
      <Button
        size="compact-xs"
        variant="default"
        onClick={() => onChange([...pairs, ...missing.map((key) => ({ key, value: '' }))])}
      >
        {t('addMissing')}
      </Button>
    </Note>
  );
}
