import type { StorageDriver } from './driver.ts';
import { journaledDriver } from './journal/journaled-driver.ts';
import type { Connection } from './s3/client.ts';
import { createS3Driver } from './s3/s3-driver.ts';

/** What `openStorage` opens, in one piece that a page loads when it connects. */
export const openDriver = (connection: Connection): StorageDriver =>
  journaledDriver(createS3Driver(connection));
