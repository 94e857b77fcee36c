import { S3Error } from '../http/s3-error.ts';

/** S3's limit on a record, in characters. */
export const maxRecordLength = 1024 * 1024;

export const overMaxRecordSize = () => new S3Error('OverMaxRecordSize', 'A record is longer than 1 MB.');
