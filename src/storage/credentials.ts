import type { StorageError } from './errors.ts';

/** Held in memory only. A session token comes with temporary keys, which may say when they end. */
export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
  /** Want's, signed by somebody else; the secret key is '' then. */
  uploadToken?: string;
  expiresAt?: Date;
}

/**
 * Where temporary keys stand. `asking`: only the person can go on, for the reason in `error`, or because the one
 * renewal without being asked is used up. `ended`: the person was asked, and left it.
 */
export interface KeyState {
  phase: 'valid' | 'renewing' | 'asking' | 'ended';
  expiresAt: Date;
  /** Whether `renew` can bring new ones. */
  renewable: boolean;
  error?: StorageError;
}

/** Keys that end while a connection is open. */
export interface KeySource {
  /**
   * The keys to sign with. While new ones are on their way, or the person is asked for them, it waits; it rejects with
   * `expired-credentials` where none will come, and with `aborted`.
   */
  keys(signal?: AbortSignal): Promise<Credentials>;
  /** The server refused these as expired: others, as `keys` gives them. */
  replace(refused: Credentials, signal?: AbortSignal): Promise<Credentials>;
  /** Renews where the end is near and nobody need be asked. For a clock that calls now and then. */
  refreshIfDue(): void;
  /** The person wants new ones. Never rejects: `getState` tells what came of it. */
  renew(): Promise<void>;
  /** The person does not want new ones: what waits for them fails. */
  decline(): void;
  subscribe(listener: () => void): () => void;
  getState(): KeyState;
}
