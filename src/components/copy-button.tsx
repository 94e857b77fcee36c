import { ActionIcon } from '@mantine/core';
import { IconCheck, IconCopy, IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { copyText } from './copy-text.ts';
import { useText } from './text/language.ts';

/** Copies `value`; `label` names what it copies ("Copy ETag"). Says so for eyes and ears. */
export function CopyButton({ value, label }: { value: string; label: string }) {
  const t = useText('shell');
  const [result, setResult] = useState<'idle' | 'copied' | 'refused'>('idle');
  useEffect(() => {
    if (result === 'idle') return;
    const timer = setTimeout(() => setResult('idle'), 2000);
    return () => clearTimeout(timer);
  }, [result]);
  const copy = async () => setResult((await copyText(value)) ? 'copied' : 'refused');
  const Icon = result === 'copied' ? IconCheck : result === 'refused' ? IconX : IconCopy;
  const outcome = result === 'idle' ? '' : t(result === 'copied' ? 'copied' : 'copyRefused');
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={24}
        aria-label={label}
        title={outcome || label}
        onClick={() => void copy()}
      >
        <Icon size={16} aria-hidden />
      </ActionIcon>
      <span role="status" className="visually-hidden">
        {outcome}
      </span>
    </>
  );
}
