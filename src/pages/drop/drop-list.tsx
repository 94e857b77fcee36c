import { ActionIcon, Button } from '@mantine/core';
import { IconAlertTriangle, IconBan, IconCircleCheck, IconClock, IconX } from '@tabler/icons-react';
import { Bytes } from '../../components/bytes.tsx';
import { KeyText } from '../../components/key-text.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { formatBytes } from '../../components/text/format.ts';
import { useLanguage, useText } from '../../components/text/language.ts';
import type { FormTerms } from '../../storage/index.ts';
import styles from './drop.module.css';
import type { DropItem, DropState } from './drop-queue.ts';
import { failureOf, failureWords } from './drop-words.ts';

interface DropListProps {
  items: readonly DropItem[];
  terms: FormTerms;
  host: string;
  canRetry: boolean;
  onCancel: (id: number) => void;
  onRetry: (id: number) => void;
}

/** Each file with where it stands; what is refused is here with its reason. */
export function DropList({ items, ...rest }: DropListProps) {
  const t = useText('forms');
  if (items.length === 0) return null;
  const stored = items.filter(({ state }) => state.kind === 'stored').length;
  return (
    <section aria-labelledby="drop-files">
      <h2 id="drop-files" className={styles.heading}>
        {t('summary', { count: stored, of: items.length })}
      </h2>
      <ul className={styles.list}>
        {items.map((item) => (
          <DropRow key={item.id} item={item} {...rest} />
        ))}
      </ul>
    </section>
  );
}

function DropRow({
  item,
  terms,
  host,
  canRetry,
  onCancel,
  onRetry,
}: Omit<DropListProps, 'items'> & { item: DropItem }) {
  const t = useText('forms');
  const { id, name, size, state } = item;
  const isOpen = state.kind === 'waiting' || state.kind === 'sending';
  const isAgain = state.kind === 'failed' || state.kind === 'cancelled';
  return (
    <li className={styles.row} data-state={state.kind} data-testid="drop-row">
      <StateIcon state={state} />
      <div className={styles.what}>
        <div className={styles.name}>
          <KeyText value={name} />
          <span className={styles.bytes}>
            <Bytes value={size} />
          </span>
        </div>
        {state.kind === 'sending' ? (
          <ProgressBar value={size === 0 ? 0 : state.sent / size} label={t('progressOf', { name })} />
        ) : null}
        <p className={styles.verdict}>
          <Verdict item={item} terms={terms} host={host} />
        </p>
      </div>
      {isOpen ? (
        <ActionIcon
          variant="subtle"
          color="gray"
          size={28}
          aria-label={t('cancelFile', { name })}
          title={t('cancelFile', { name })}
          onClick={() => onCancel(id)}
        >
          <IconX size={16} aria-hidden />
        </ActionIcon>
      ) : null}
      {isAgain && canRetry ? (
        <Button variant="default" size="xs" aria-label={t('retryFile', { name })} onClick={() => onRetry(id)}>
          {t('retry')}
        </Button>
      ) : null}
    </li>
  );
}

function StateIcon({ state }: { state: DropState }) {
  const Icon = {
    refused: IconBan,
    waiting: IconClock,
    sending: IconClock,
    stored: IconCircleCheck,
    failed: IconAlertTriangle,
    cancelled: IconX,
  }[state.kind];
  return <Icon size={18} className={styles.icon} aria-hidden />;
}

/** One sentence of where the file stands. */
function Verdict({ item, terms, host }: { item: DropItem; terms: FormTerms; host: string }) {
  const t = useText('forms');
  const language = useLanguage();
  const { state, size } = item;
  switch (state.kind) {
    case 'waiting':
      return t('waiting');
    case 'sending':
      return state.sent >= size
        ? t('checking')
        : t('sending', { sent: formatBytes(state.sent, language), size: formatBytes(size, language) });
    case 'stored':
      return t(state.verified ? 'storedVerified' : 'storedUnverified');
    case 'cancelled':
      return t('cancelled');
    case 'refused':
      return t(`refused_${state.why}`, {
        min: formatBytes(terms.size?.min ?? 0, language),
        max: formatBytes(terms.size?.max ?? 0, language),
        type: typeText(terms),
      });
    case 'failed': {
      const { error } = state;
      const words = failureWords(t, failureOf(error, terms.expiresAt, Date.now()), host);
      const said = error.serviceMessage ?? error.serviceCode;
      return (
        <>
          {words}
          {said ? <span className={styles.said}>{t('serverSaid', { said })}</span> : null}
        </>
      );
    }
  }
}

function typeText({ contentType }: FormTerms): string {
  if (!contentType) return '';
  return 'exact' in contentType ? contentType.exact : `${contentType.prefix}*`;
}
