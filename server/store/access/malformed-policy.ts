import { S3Error } from '../http/s3-error.ts';

export const malformedPolicy = (message: string) => new S3Error('MalformedPolicy', message);
