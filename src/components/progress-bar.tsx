import styles from './progress-bar.module.css';

interface ProgressBarProps {
  /** 0 to 1; absent where the end is not known. */
  value?: number;
  /** For the reader: what progresses. */
  label: string;
  tone?: 'running' | 'paused' | 'failed' | 'done';
}

/** Colour is never the only sign: the words beside it say the same. */
export function ProgressBar({ value, label, tone = 'running' }: ProgressBarProps) {
  const percent = value === undefined ? undefined : Math.floor(Math.min(1, Math.max(0, value)) * 100);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className={styles.track}
      data-tone={tone}
    >
      <div
        className={percent === undefined ? `${styles.bar} ${styles.unknown}` : styles.bar}
        style={percent === undefined ? undefined : { transform: `scaleX(${percent / 100})` }}
      />
    </div>
  );
}
