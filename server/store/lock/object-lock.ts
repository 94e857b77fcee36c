/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html */
export interface Retention {
  mode: 'GOVERNANCE' | 'COMPLIANCE';
  /** Unix ms. */
  until: number;
}

/** What keeps one version from being deleted. */
export interface ObjectLock {
  retention?: Retention;
  /** Absent: never set. */
  legalHold?: 'ON' | 'OFF';
}

/** Given to every version that is made without a retention of its own. */
export type DefaultRetention = { mode: Retention['mode'] } & ({ days: number } | { years: number });

/** A bucket's Object Lock configuration. A bucket that has none has no Object Lock. */
export interface LockSetting {
  defaultRetention?: DefaultRetention;
}

export const isRetentionMode = (text: string): text is Retention['mode'] =>
  text === 'GOVERNANCE' || text === 'COMPLIANCE';
