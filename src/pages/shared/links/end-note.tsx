import { useLanguage, useText } from '../../../components/text/language.ts';
import { linkEnd } from './expiry.ts';
import { Note } from './note.tsx';

interface EndNoteProps {
  expiresAt: Date;
  /** When the keys that signed end themselves. */
  credentialsExpireAt: Date | undefined;
  /** Temporary keys signed it, whose end may not be known. */
  bySession: boolean;
}

/** What really ends a link or a form: its own expiry, or the session that signed it. */
export function EndNote({ expiresAt, credentialsExpireAt, bySession }: EndNoteProps) {
  const t = useText('links');
  const language = useLanguage();
  const end = linkEnd(expiresAt, credentialsExpireAt);
  const at = end.at.toLocaleString(language, { dateStyle: 'medium', timeStyle: 'medium' });
  const isOver = end.at.getTime() <= Date.now();
  const isUnknown = bySession && credentialsExpireAt === undefined;
  const running =
    end.by === 'credentials' ? 'endsByCredentials' : isUnknown ? 'endsBySession' : 'endsByExpiry';
  const sentence = isOver ? 'endedAt' : running;
  return (
    <Note tone={isOver ? 'warning' : 'time'}>
      <time dateTime={end.at.toISOString()} title={end.at.toISOString()}>
        {t(sentence, { time: at })}
      </time>
    </Note>
  );
}
