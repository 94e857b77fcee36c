import { ActionIcon, UnstyledButton } from '@mantine/core';
import { IconLock, IconX } from '@tabler/icons-react';
import { useText } from '../../components/text/language.ts';
import { type ConnectionProfile, connectionId } from '../../storage/index.ts';
import { useAnnounce } from '../shared/announce.tsx';
import { useConnections } from '../shared/connection.tsx';
import styles from './ways.module.css';

interface RecentProfilesProps {
  profiles: readonly ConnectionProfile[];
  /** Its secrets lie behind a passphrase. */
  isSealed: (profile: ConnectionProfile) => boolean;
  onUse: (profile: ConnectionProfile) => void;
}

/** Profiles used before, without their secrets: a click fills in the form. */
export function RecentProfiles({ profiles, isSealed, onUse }: RecentProfilesProps) {
  const t = useText('connect');
  const own = useText('credentials');
  const announce = useAnnounce();
  const { forget } = useConnections();
  if (profiles.length === 0) return null;
  const whoOf = (profile: ConnectionProfile) => {
    if (profile.protocol === 'want') {
      const { accessKeyId, keyType, tokenPolicy } = profile;
      const means = tokenPolicy === undefined ? keyType : t('tokenShort');
      return `${accessKeyId} · ${means}`;
    }
    const { accessKeyId, session } = profile;
    const who = accessKeyId ?? session?.subject ?? own('method_web-identity');
    if (session) return session.roleArn ? `${who} · ${session.roleArn}` : `${who} · STS`;
    return accessKeyId ?? t('anonymousShort');
  };
  return (
    <section>
      <h2 className={styles.title}>{t('recent')}</h2>
      <ul className={styles.list}>
        {profiles.map((profile) => {
          const id = connectionId(profile);
          return (
            <li key={id} className={styles.row}>
              <UnstyledButton className={styles.way} onClick={() => onUse(profile)}>
                <span className={styles.name}>{profile.name}</span>
                <span className={styles.endpoint}>
                  {profile.protocol === 's3' ? null : `${t(`protocol_${profile.protocol}`)} · `}
                  {profile.endpoint}
                </span>
                <span className={styles.endpoint}>{whoOf(profile)}</span>
                {isSealed(profile) ? (
                  <span className={styles.sealed}>
                    <IconLock size={12} aria-hidden />
                    {own('sealedProfile')}
                  </span>
                ) : null}
              </UnstyledButton>
              <ActionIcon
                variant="subtle"
                color="gray"
                size={28}
                aria-label={t('recentForget', { name: profile.name })}
                title={t('recentForget', { name: profile.name })}
                onClick={() => {
                  forget(id);
                  announce(t('recentForgotten', { name: profile.name }));
                }}
              >
                <IconX size={14} aria-hidden />
              </ActionIcon>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
