import type { ImageSize } from './image-size.ts';

/** What a file in blocks is, beside what every upload of parts has: kept from its first block to its completion. */
export interface WantUpload {
  /** Who began it; nobody else goes on with it. */
  accessKeyId: string;
  dir: string;
  name: string;
  /** Whether a file that is there by then is kept. */
  insertOnly: boolean;
  image: ImageSize | undefined;
  /** The caller's variables, in the order sent. */
  vars: [name: string, value: string][];
}
