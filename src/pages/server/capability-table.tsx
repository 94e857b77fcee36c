import { Skeleton } from '@mantine/core';
import {
  IconBan,
  IconCheck,
  IconCircleDashed,
  IconLock,
  IconPlugOff,
  IconQuestionMark,
} from '@tabler/icons-react';
import { KeyText } from '../../components/key-text.tsx';
import { useText } from '../../components/text/language.ts';
import type { Capability, CapabilityState } from '../../storage/index.ts';
import { evidenceText, groups, membersOf, reasonOf } from './capability-rows.ts';
import styles from './server-page.module.css';

const icons = {
  available: IconCheck,
  'not-configured': IconCircleDashed,
  fixed: IconLock,
  unsupported: IconPlugOff,
  denied: IconBan,
  unknown: IconQuestionMark,
} satisfies Record<CapabilityState, unknown>;

/** Every feature with its state in words, and the answer that it was read from, folded. */
export function CapabilityTable({ capabilities }: { capabilities: readonly Capability[] }) {
  const t = useText('server');
  return (
    <table className={styles.table} aria-label={t('features')}>
      <thead>
        <tr>
          <th scope="col">{t('feature')}</th>
          <th scope="col">{t('state')}</th>
          <th scope="col">{t('answer')}</th>
        </tr>
      </thead>
      {groups.map((group) => {
        const members = membersOf(group, capabilities);
        return members.length === 0 ? null : (
          <tbody key={group}>
            <tr className={styles.group}>
              <th scope="rowgroup" colSpan={3}>
                {t(`group_${group}`)}
              </th>
            </tr>
            {members.map((capability) => (
              <CapabilityRow key={capability.name} capability={capability} />
            ))}
          </tbody>
        );
      })}
    </table>
  );
}

function CapabilityRow({ capability }: { capability: Capability }) {
  const t = useText('server');
  const { name, state, detail } = capability;
  const Icon = icons[state];
  const evidence = evidenceText(capability);
  return (
    <tr data-capability={name}>
      <th scope="row">{t(`name_${name}`)}</th>
      <td className={styles.state} data-state={state}>
        <span>
          <Icon size={16} aria-hidden />
          <span>
            {t(`state_${state}`)}
            {detail ? (
              <>
                {' '}
                <code className={styles.detail}>
                  <KeyText value={detail} />
                </code>
              </>
            ) : null}
          </span>
        </span>
      </td>
      <td className={styles.answer}>
        {evidence === '' ? (
          t(`reason_${reasonOf(capability)}`)
        ) : (
          <details open={!isWorking(state)}>
            <summary>{t(`reason_${reasonOf(capability)}`)}</summary>
            <code>
              <KeyText value={evidence} />
            </code>
          </details>
        )}
      </td>
    </tr>
  );
}

/** What does not work shows its answer without being asked. */
const isWorking = (state: CapabilityState) => state === 'available' || state === 'not-configured';

/** The shape of what comes. */
export function CapabilitySkeleton() {
  const t = useText('shell');
  return (
    <div role="status" aria-label={t('loading')} className={styles.skeleton}>
      {Array.from({ length: 12 }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows that are all alike
        <div key={index}>
          <Skeleton height={12} width={140} radius={3} />
          <Skeleton height={12} width={90} radius={3} />
          <Skeleton height={12} width="30%" radius={3} />
        </div>
      ))}
    </div>
  );
}
