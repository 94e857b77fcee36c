/** Held in memory only. A session token comes with temporary keys, which may say when they end. */
export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
  expiresAt?: Date;
}
