import { Button } from '@mantine/core';
import { IconClockExclamation } from '@tabler/icons-react';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { formatDuration } from '../../../components/text/format.ts';
import { useLanguage, useText } from '../../../components/text/language.ts';
import type { KeySource } from '../../../storage/index.ts';
import { useAnnounce } from '../announce.tsx';
import { useErrorText } from '../error-text.ts';
import { paths } from '../paths.ts';
import styles from './session-keys.module.css';
import { useKeyState } from './use-key-state.ts';

const tick = 5000;

/** Watches temporary keys on every page: renews them in time, and asks where only the person can go on. */
export function SessionWatch({ keys, name }: { keys: KeySource; name: string }) {
  const t = useText('credentials');
  const language = useLanguage();
  const announce = useAnnounce();
  const { href } = useLocation();
  const navigate = useNavigate();
  const { state, notice } = useKeyState(keys);
  const { title, sentence } = useErrorText(state.error);
  useEffect(() => {
    keys.refreshIfDue();
    const timer = setInterval(keys.refreshIfDue, tick);
    return () => clearInterval(timer);
  }, [keys]);

  const { kind } = notice;
  const time = formatDuration(notice.seconds, language);
  const said =
    kind === 'ending' ? t('endSoon', { name, time }) : kind === 'over' ? t('haveEnded', { name }) : '';
  // Told when it begins, not at every minute.
  const told = useRef(kind);
  useEffect(() => {
    const before = told.current;
    told.current = kind;
    if (before === kind) return;
    if (kind === 'fine' && before === 'renewing') announce(t('renewed', { time }));
    else if (said !== '') announce(said, 'heard');
  });

  const renewing = state.phase === 'renewing';
  // A renewal without being asked needs no room on the page.
  if (kind === 'fine' || (renewing && !state.error)) return null;
  const next =
    notice.kind === 'over' && notice.waiting ? t('requestsWait') : state.renewable ? '' : t('signInToGoOn');
  return (
    <section className={styles.watch} aria-label={t('keysTitle')}>
      <IconClockExclamation size={18} aria-hidden className={styles.icon} />
      <p className={styles.words}>
        <strong>{renewing ? t('renewing') : said}</strong> {next}
        {state.error && !renewing ? (
          <span className={styles.reason}>
            {t('renewFailed', { reason: state.error.serviceMessage ?? `${title}. ${sentence}` })}
          </span>
        ) : null}
      </p>
      <div className={styles.actions}>
        {state.renewable ? (
          <Button size="xs" loading={renewing} onClick={() => void keys.renew()}>
            {t('renew')}
          </Button>
        ) : null}
        <Button size="xs" variant="default" onClick={() => void navigate(paths.connect.link({ to: href }))}>
          {t('signInAgain')}
        </Button>
        {state.phase === 'asking' ? (
          <Button size="xs" variant="subtle" color="gray" onClick={keys.decline}>
            {t('leave')}
          </Button>
        ) : null}
      </div>
    </section>
  );
}
