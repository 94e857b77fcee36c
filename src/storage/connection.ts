/** A connection's public half: what may be kept on disk and shown. Secrets are in `credentials.ts`. */
export interface ConnectionProfile {
  name: string;
  protocol: 's3';
  /** Origin with an optional path, no trailing slash, such as `https://s3.example.com`. */
  endpoint: string;
  region: string;
  addressing: 'path' | 'virtual-host';
  /** Absent: anonymous. */
  accessKeyId?: string;
}
