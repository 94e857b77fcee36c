import { Button } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import { useText } from '../../../components/text/language.ts';
import type { ActionReason } from '../actions.ts';
import styles from './status-bar.module.css';

interface ActionProps {
  icon: ReactNode;
  label: string;
  color?: string;
  reason?: ActionReason;
  onClick: () => void;
}

/** Stays focusable where it cannot be used, so that its reason can be read. */
export function Action({ icon, label, color = 'gray', reason, onClick }: ActionProps) {
  const t = useText('objects');
  const reasonId = useId();
  const why = reason && t(`reason_${reason}`);
  return (
    <>
      <Button
        size="compact-sm"
        variant="subtle"
        color={color}
        leftSection={icon}
        title={why}
        aria-disabled={why !== undefined}
        aria-describedby={why && reasonId}
        data-disabled={why !== undefined || undefined}
        className={styles.action}
        onClick={why === undefined ? onClick : undefined}
      >
        {label}
      </Button>
      {why ? (
        <span id={reasonId} hidden>
          {why}
        </span>
      ) : null}
    </>
  );
}
