import { malformedXml, S3Error } from '../http/s3-error.ts';
import { readXml, requiredText, type XmlElement } from '../xml/read-xml.ts';
import { element, leaf, xmlDocument } from '../xml/write-xml.ts';
import type { EncryptionSetting } from './encryption-setting.ts';
import { withoutKms } from './requested-encryption.ts';

const root = 'ServerSideEncryptionConfiguration';

/**
 * One rule, whose default is AES256. `BucketKeyEnabled` is about KMS and says nothing here.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_ServerSideEncryptionConfiguration.html
 */
export function readEncryptionDocument(bytes: Uint8Array): EncryptionSetting {
  const rules = readXml(bytes, root).children('Rule');
  const [rule] = rules;
  if (rule === undefined || rules.length > 1) throw malformedXml('The configuration has one Rule.');
  const byDefault = rule.child('ApplyServerSideEncryptionByDefault');
  if (byDefault === undefined) throw malformedXml('The Rule needs ApplyServerSideEncryptionByDefault.');
  refuseBlocking(rule);
  const algorithm = requiredText(byDefault, 'SSEAlgorithm');
  const keyId = byDefault.child('KMSMasterKeyID')?.text();
  switch (algorithm) {
    case 'AES256':
      if (keyId === undefined) return { algorithm };
      throw new S3Error('InvalidArgument', 'AES256 takes no KMSMasterKeyID.', {
        ArgumentName: 'KMSMasterKeyID',
      }).orInMinio('MalformedXML');
    case 'aws:kms':
      throw withoutKms();
    case 'aws:kms:dsse':
      throw withoutKms().orInMinio('MalformedXML');
    default:
      throw malformedXml('The SSEAlgorithm is AES256.');
  }
}

/** To take it and not to block would be to lie. */
function refuseBlocking(rule: XmlElement): void {
  const types = rule.child('BlockedEncryptionTypes')?.children('EncryptionType') ?? [];
  if (types.every((type) => type.text() === 'NONE')) return;
  throw new S3Error('NotImplemented', 'This store does not block kinds of encryption.');
}

export const encryptionDocument = ({ algorithm }: EncryptionSetting) =>
  xmlDocument(root, [
    element('Rule', [element('ApplyServerSideEncryptionByDefault', [leaf('SSEAlgorithm', algorithm)])]),
  ]);
