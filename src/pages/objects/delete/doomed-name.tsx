import { KeyText } from '../../../components/key-text.tsx';
import styles from './delete.module.css';
import type { Doomed } from './delete-plan.ts';

/** A key, and the version where it is one. */
export function DoomedName({ doomed: { key, versionId } }: { doomed: Doomed }) {
  return (
    <span className={styles.name}>
      <KeyText value={key} middleEllipsis />
      {versionId === undefined ? null : (
        <span className={styles.version} title={versionId}>
          {versionId}
        </span>
      )}
    </span>
  );
}
