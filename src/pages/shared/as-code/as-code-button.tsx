import { IconCode } from '@tabler/icons-react';
import { Suspense, useMemo, useState } from 'react';
import { useText } from '../../../components/text/language.ts';
import { type Command, useCommands } from '../commands.tsx';
import { lazyPart } from '../lazy-part.ts';

const AsCodeDialog = lazyPart(['code'], async () => (await import('./as-code-dialog.tsx')).AsCodeDialog);

/** Opens what was done as code; so does its key. `className`: as its neighbours look. */
export function AsCodeButton({ className }: { className: string | undefined }) {
  const t = useText('code');
  const shell = useText('shell');
  const [isOpen, setOpen] = useState(false);
  // What lies on top of the page takes what is opened from it: nothing else is seen above it.
  const [top, setTop] = useState<HTMLElement>();
  const commands = useMemo<Command[]>(
    () => [
      {
        id: 'as-code',
        keys: 'x',
        label: t('open'),
        group: shell('keyboardEverywhere'),
        run: () => {
          setTop(undefined);
          setOpen(true);
        },
      },
    ],
    [t, shell],
  );
  useCommands('as-code', commands);
  return (
    <>
      <button
        type="button"
        className={className}
        title={`${t('open')} (x)`}
        onClick={(event) => {
          setTop(event.currentTarget.closest('dialog') ?? undefined);
          setOpen(true);
        }}
      >
        <IconCode size={16} aria-hidden />
        {t('title')}
      </button>
      {isOpen ? (
        <Suspense>
          <AsCodeDialog within={top} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
