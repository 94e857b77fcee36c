import { malformedXml, S3Error } from '../http/s3-error.ts';
import { readXml, requiredText, type XmlElement } from '../xml/read-xml.ts';
import { element, leaf, xmlDocument } from '../xml/write-xml.ts';
import { type DefaultRetention, isRetentionMode, type LockSetting } from './object-lock.ts';

const maxDays = 36_500;
const maxYears = 100;

/**
 * A bucket's configuration as a client sends it. One without a rule ends the default retention, and nothing else.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectLockConfiguration.html
 */
export function readLockDocument(document: Uint8Array): LockSetting {
  const root = readXml(document, 'ObjectLockConfiguration');
  if (root.child('ObjectLockEnabled')?.text().trim() !== 'Enabled') {
    throw malformed('ObjectLockEnabled is Enabled: Object Lock cannot be taken from a bucket.');
  }
  const rules = root.children('Rule');
  if (rules.length > 1) throw malformed('There is at most one rule.');
  const rule = rules[0];
  if (rule === undefined) return {};
  const retention = rule.child('DefaultRetention');
  if (retention === undefined) throw malformed('A rule has a DefaultRetention.');
  return { defaultRetention: readDefaultRetention(retention) };
}

function readDefaultRetention(retention: XmlElement): DefaultRetention {
  const mode = retention.child('Mode')?.text().trim() ?? '';
  if (!isRetentionMode(mode)) throw malformed('Mode is GOVERNANCE or COMPLIANCE.');
  const [days, years] = [retention.child('Days'), retention.child('Years')];
  if (days !== undefined && years === undefined) return { mode, days: readPeriod(days, maxDays) };
  if (years !== undefined && days === undefined) return { mode, years: readPeriod(years, maxYears) };
  throw malformed('A default retention is given in Days or in Years.');
}

function readPeriod(period: XmlElement, max: number): number {
  const text = period.text().trim();
  if (!/^[+-]?\d+$/.test(text)) throw malformed('A period is a whole number.');
  const length = Number(text);
  if (length >= 1 && length <= max) return length;
  throw new S3Error('InvalidRetentionPeriod', `The period is not between 1 and ${max}.`).orInMinio(
    'InvalidArgument',
  );
}

const malformed = (message: string) => malformedXml(message).orInMinio('InvalidArgument');

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectLockConfiguration.html */
export function lockDocument({ defaultRetention }: LockSetting): string {
  return xmlDocument('ObjectLockConfiguration', [
    leaf('ObjectLockEnabled', 'Enabled'),
    defaultRetention === undefined ? '' : element('Rule', [defaultRetentionElement(defaultRetention)]),
  ]);
}

const defaultRetentionElement = (retention: DefaultRetention) =>
  element('DefaultRetention', [
    leaf('Mode', retention.mode),
    'days' in retention ? leaf('Days', retention.days) : leaf('Years', retention.years),
  ]);

/** `LegalHold`. https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectLegalHold.html */
export function readLegalHold(document: Uint8Array): 'ON' | 'OFF' {
  const status = requiredText(readXml(document, 'LegalHold'), 'Status').trim();
  if (status === 'ON' || status === 'OFF') return status;
  throw malformedXml('Status is ON or OFF.');
}
