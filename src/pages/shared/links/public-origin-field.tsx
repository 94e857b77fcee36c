import { TextInput } from '@mantine/core';
import { useText } from '../../../components/text/language.ts';
import { usePublicOrigin } from './public-origin.ts';

interface PublicOriginFieldProps {
  connectionId: string;
  /** What is signed for where none is named. */
  endpoint: string;
}

/** Remembered for the connection, and the same for links and forms. */
export function PublicOriginField({ connectionId, endpoint }: PublicOriginFieldProps) {
  const t = useText('links');
  const { text, problem, change } = usePublicOrigin(connectionId);
  return (
    <TextInput
      size="xs"
      label={t('publicHost')}
      description={t('publicHostAbout')}
      placeholder={endpoint}
      value={text}
      error={problem && t(`publicHost_${problem}`)}
      spellCheck={false}
      autoCapitalize="none"
      autoComplete="off"
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}
