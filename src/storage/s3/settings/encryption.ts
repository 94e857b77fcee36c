import { defineXmlSetting } from './define-setting.ts';
import { child, children, element, keptOf, leaf, textOf, xmlDocument } from './xml-document.ts';

/** API: GetBucketEncryption, PutBucketEncryption, DeleteBucketEncryption. */
export const encryption = defineXmlSetting({
  name: 'encryption',
  root: 'ServerSideEncryptionConfiguration',
  missingCodes: ['ServerSideEncryptionConfigurationNotFoundError'],
  removal: 'delete',
  read(root) {
    const [rule, ...further] = children(root, 'Rule');
    if (rule === undefined) return undefined;
    const byDefault = child(rule, 'ApplyServerSideEncryptionByDefault');
    const bucketKey = textOf(rule, 'BucketKeyEnabled')?.trim();
    return {
      algorithm: textOf(byDefault, 'SSEAlgorithm')?.trim() ?? '',
      kmsKeyId: textOf(byDefault, 'KMSMasterKeyID') || undefined,
      bucketKey: bucketKey === undefined ? undefined : bucketKey === 'true',
      kept: keptOf(rule, ['ApplyServerSideEncryptionByDefault', 'BucketKeyEnabled']),
      keptInDefault: keptOf(byDefault, ['SSEAlgorithm', 'KMSMasterKeyID']),
      keptBesideRule: [...further.map(({ xml }) => xml), ...keptOf(root, ['Rule'])],
    };
  },
  print: ({ algorithm, kmsKeyId, bucketKey, kept, keptInDefault, keptBesideRule }) =>
    xmlDocument(
      'ServerSideEncryptionConfiguration',
      element(
        'Rule',
        element(
          'ApplyServerSideEncryptionByDefault',
          leaf('SSEAlgorithm', algorithm || undefined),
          leaf('KMSMasterKeyID', kmsKeyId),
          keptInDefault,
        ),
        leaf('BucketKeyEnabled', bucketKey),
        kept,
      ),
      keptBesideRule,
    ),
});
