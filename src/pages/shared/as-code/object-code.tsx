import { useText } from '../../../components/text/language.ts';
import type { Act } from '../../../storage/index.ts';
import { useConnection } from '../connection.tsx';
import type { ObjectTabProps } from '../open-object.ts';
import styles from './as-code.module.css';
import { asCode } from './as-code.ts';
import { codePlace } from './code-place.ts';
import { CodeBlock, LanguageChoice, useCodeLanguage } from './code-view.tsx';

/** Seconds that the link is good for. */
const linkTime = 3600;

/** What is done most with one object, as code. */
export function ObjectCode({ object }: ObjectTabProps) {
  const t = useText('code');
  const { profile } = useConnection();
  const [language, choose] = useCodeLanguage();
  const place = codePlace(profile);
  if (!place) return null;
  const { bucket, key, versionId, customerKey } = object;
  const named = { bucket, key, versionId };
  const sealed = customerKey !== undefined;
  const acts: Act[] = [
    { kind: 'stat', ...named, sealed },
    { kind: 'get', ...named, sealed },
    ...(object.storage.presign
      ? [{ kind: 'presign', method: 'GET', expiresIn: linkTime, ...named } as const]
      : []),
  ];
  return (
    <div className={styles.tab}>
      <div>
        <LanguageChoice language={language} onChoose={choose} />
      </div>
      {acts.map((act) => (
        <section key={act.kind}>
          <h3>{t(`act_${act.kind}`)}</h3>
          <CodeBlock code={asCode(act, language, place, Date.now())} label={t(`act_${act.kind}`)} />
        </section>
      ))}
      <p className={styles.about}>{t('environment')}</p>
    </div>
  );
}
