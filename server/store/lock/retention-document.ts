import { invalidArgument, malformedXml } from '../http/s3-error.ts';
import { readXml } from '../xml/read-xml.ts';
import { leaf, xmlDocument } from '../xml/write-xml.ts';
import { isRetentionMode, type Retention } from './object-lock.ts';
import { parseRetainUntil } from './retain-until.ts';

/**
 * A version's retention as a client sends it; undefined for the empty one, which takes it away. `now` is Unix ms.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectRetention.html
 */
export function readRetention(document: Uint8Array, now: number): Retention | undefined {
  const root = readXml(document, 'Retention');
  const mode = root.child('Mode')?.text().trim();
  const date = root.child('RetainUntilDate')?.text();
  if (mode === undefined && date === undefined) return undefined;
  if (mode === undefined || date === undefined) {
    throw malformedXml('A retention has both a Mode and a RetainUntilDate.');
  }
  if (!isRetentionMode(mode)) throw malformedXml('Mode is GOVERNANCE or COMPLIANCE.');
  const until = parseRetainUntil(date);
  if (until === undefined) throw malformedXml('RetainUntilDate is a date of ISO 8601.');
  if (until <= now) {
    throw invalidArgument('RetainUntilDate', date, 'The date is not in the future.').orInMinio(
      'MalformedXML',
    );
  }
  return { mode, until };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectRetention.html */
export const retentionDocument = ({ mode, until }: Retention) =>
  xmlDocument('Retention', [leaf('Mode', mode), leaf('RetainUntilDate', new Date(until).toISOString())]);
