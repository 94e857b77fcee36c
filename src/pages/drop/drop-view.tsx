import { useEffect, useState, useSyncExternalStore } from 'react';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { useLanguage, useText } from '../../components/text/language.ts';
import { formFields, openDigester, postForm } from '../../storage/index.ts';
import { useAnnounce } from '../shared/announce.tsx';
import type { DropForm } from '../shared/drop-link/drop-link.ts';
import { FileZone } from '../shared/file-zone/file-zone.tsx';
import { linkEnd } from '../shared/links/expiry.ts';
import { useLeaveWarning } from '../shared/use-leave-warning.ts';
import { DropList } from './drop-list.tsx';
import { createDropQueue, type DropItem, type DropQueue } from './drop-queue.ts';
import { DropTerms } from './drop-terms.tsx';
import { useIsOver } from './use-is-over.ts';

function openQueue({ form, terms }: DropForm): DropQueue {
  let digester: ReturnType<typeof openDigester> | undefined;
  return createDropQueue({
    terms,
    post: (checked, file, options) =>
      postForm({ url: form.url, fields: formFields(form, terms, checked) }, file, options),
    async md5(file, signal) {
      digester ??= openDigester();
      return (await digester).md5(file, { signal });
    },
  });
}

/** Terms, a place to drop files on, and what became of each of them. */
export function DropView({ drop }: { drop: DropForm }) {
  const t = useText('forms');
  const language = useLanguage();
  const [queue] = useState(() => openQueue(drop));
  const items = useSyncExternalStore(queue.subscribe, queue.getSnapshot);
  const end = linkEnd(drop.terms.expiresAt, drop.sessionEndsAt);
  const isOver = useIsOver(end.at);
  /** One key: one file. */
  const isExact = 'exact' in drop.terms.key;
  const unfinished = items.filter(({ state }) => state.kind === 'waiting' || state.kind === 'sending').length;
  useLeaveWarning(unfinished > 0);
  useSummary(items, unfinished);
  return (
    <>
      <DropTerms drop={drop} />
      {isOver ? (
        <ErrorPanel
          title={t('over')}
          sentence={t(end.by === 'expiry' ? 'overByExpiry' : 'overByCredentials', {
            time: end.at.toLocaleString(language, { dateStyle: 'medium', timeStyle: 'medium' }),
          })}
          cure={t('askForAnother')}
        />
      ) : (
        <FileZone
          single={isExact}
          words={{
            label: t('dropHere'),
            sentence: t(isExact ? 'dropOne' : 'dropMany'),
            choose: t(isExact ? 'chooseOne' : 'chooseMany'),
          }}
          onFiles={queue.add}
        />
      )}
      <DropList
        items={items}
        terms={drop.terms}
        host={new URL(drop.form.url).host}
        canRetry={!isOver}
        onCancel={queue.cancel}
        onRetry={queue.retry}
      />
    </>
  );
}

/** Says once, when nothing is on its way any more, what came of it. */
function useSummary(items: readonly DropItem[], unfinished: number) {
  const t = useText('forms');
  const announce = useAnnounce();
  const stored = items.filter(({ state }) => state.kind === 'stored').length;
  const isDone = items.length > 0 && unfinished === 0;
  useEffect(() => {
    if (isDone) announce(t('summary', { count: stored, of: items.length }), 'heard');
  }, [isDone, stored, items.length, announce, t]);
}
