import { Modal, Switch } from '@mantine/core';
import { useState, useSyncExternalStore } from 'react';
import { KeyText } from '../../../components/key-text.tsx';
import { RelativeTime } from '../../../components/relative-time.tsx';
import { useText } from '../../../components/text/language.ts';
import type { Journal, JournalEntry } from '../../../storage/index.ts';
import { useConnection } from '../connection.tsx';
import { useFocusBack } from '../use-focus-back.ts';
import { subjectOf } from './act-words.ts';
import styles from './as-code.module.css';
import { asCode, changes } from './as-code.ts';
import { codePlace } from './code-place.ts';
import { CodeBlock, LanguageChoice, useCodeLanguage } from './code-view.tsx';

const nothing: readonly JournalEntry[] = [];
const noJournal: Journal = { subscribe: () => () => {}, getSnapshot: () => nothing };

interface AsCodeDialogProps {
  /** Where it is put, in place of the page's end. */
  within: HTMLElement | undefined;
  onClose: () => void;
}

/** What was done over this connection, each as code that does it again. */
export function AsCodeDialog({ within, onClose }: AsCodeDialogProps) {
  const t = useText('code');
  useFocusBack();
  const { storage } = useConnection();
  const journal = storage.journal ?? noJournal;
  const entries = useSyncExternalStore(journal.subscribe, journal.getSnapshot);
  const [changesOnly, setChangesOnly] = useState(false);
  const shown = changesOnly ? entries.filter(changes) : entries;
  const [chosen, setChosen] = useState<JournalEntry>();
  const current = chosen && (!changesOnly || changes(chosen)) ? chosen : shown[0];
  return (
    <Modal
      opened
      onClose={onClose}
      returnFocus={false}
      portalProps={{ target: within }}
      title={t('title')}
      size={960}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <p className={styles.about}>{t('about')}</p>
      <Switch
        size="sm"
        className={styles.filter}
        label={t('changesOnly')}
        checked={changesOnly}
        onChange={(event) => setChangesOnly(event.currentTarget.checked)}
      />
      {current === undefined ? (
        <p className={styles.none}>{t(entries.length === 0 ? 'nothing' : 'noChanges')}</p>
      ) : (
        <div className={styles.panes}>
          <ol className={styles.acts} aria-label={t('acts')}>
            {shown.map((entry) => (
              <ActRow
                key={entry.id}
                entry={entry}
                isCurrent={entry.id === current.id}
                onChoose={() => setChosen(entry)}
              />
            ))}
          </ol>
          <ActCode entry={current} />
        </div>
      )}
    </Modal>
  );
}

interface ActRowProps {
  entry: JournalEntry;
  isCurrent: boolean;
  onChoose: () => void;
}

function ActRow({ entry, isCurrent, onChoose }: ActRowProps) {
  const t = useText('code');
  const { act, at, more, refused } = entry;
  const subject = subjectOf(act);
  return (
    <li>
      <button type="button" className={styles.act} aria-current={isCurrent} onClick={onChoose}>
        <span className={styles.kind}>
          {t(`act_${act.kind}`)}
          {refused ? <span className={styles.refused}>{t('refused')}</span> : null}
        </span>
        <span className={styles.time}>
          <RelativeTime time={new Date(at)} />
        </span>
        {subject === '' ? null : (
          <span className={styles.subject}>
            <KeyText value={subject} middleEllipsis />
          </span>
        )}
      </button>
      {more > 0 ? <p className={styles.more}>{t('moreLike', { count: more })}</p> : null}
    </li>
  );
}

function ActCode({ entry: { act, at, refused } }: { entry: JournalEntry }) {
  const t = useText('code');
  const { profile } = useConnection();
  const [language, choose] = useCodeLanguage();
  const place = codePlace(profile);
  if (!place) return null;
  return (
    <div className={styles.shown}>
      <LanguageChoice language={language} onChoose={choose} />
      <CodeBlock code={asCode(act, language, place, at, refused)} label={t(`act_${act.kind}`)} />
      <p className={styles.about}>{t('environment')}</p>
    </div>
  );
}
