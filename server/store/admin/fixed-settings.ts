import { type Operation, xmlReply } from '../http/call.ts';
import { notImplemented, S3Error, type S3ErrorCode } from '../http/s3-error.ts';
import { queryValue } from '../http/target.ts';
import { requireBucket } from '../metadata/buckets.ts';
import { element, leaf, xmlDocument } from '../xml/write-xml.ts';

/** A bucket's setting that is off here and cannot be set: what S3 answers to whoever asks for it. */
interface FixedSetting {
  subresource: string;
  /** The right to ask. */
  action: string;
  /** MinIO answers so too; where it does not, it says that it has no such thing. */
  inMinio: boolean;
  answer:
    | { document: string }
    /** The error that says that there is none. */
    | { none: S3ErrorCode }
    /** The root of an empty list. With an `id` one entry of it is asked for. */
    | { emptyList: string };
}

/** Each is named after its page, as in https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLogging.html */
const settings: readonly FixedSetting[] = [
  {
    subresource: 'accelerate',
    action: 's3:GetAccelerateConfiguration',
    inMinio: true,
    answer: { document: xmlDocument('AccelerateConfiguration', []) },
  },
  {
    subresource: 'requestPayment',
    action: 's3:GetBucketRequestPayment',
    inMinio: true,
    answer: { document: xmlDocument('RequestPaymentConfiguration', [leaf('Payer', 'BucketOwner')]) },
  },
  {
    subresource: 'logging',
    action: 's3:GetBucketLogging',
    inMinio: true,
    answer: { document: xmlDocument('BucketLoggingStatus', []) },
  },
  {
    subresource: 'website',
    action: 's3:GetBucketWebsite',
    inMinio: true,
    answer: { none: 'NoSuchWebsiteConfiguration' },
  },
  {
    subresource: 'publicAccessBlock',
    action: 's3:GetBucketPublicAccessBlock',
    inMinio: false,
    answer: { none: 'NoSuchPublicAccessBlockConfiguration' },
  },
  {
    subresource: 'ownershipControls',
    action: 's3:GetBucketOwnershipControls',
    inMinio: false,
    answer: {
      document: xmlDocument('OwnershipControls', [
        element('Rule', [leaf('ObjectOwnership', 'BucketOwnerEnforced')]),
      ]),
    },
  },
  {
    subresource: 'inventory',
    action: 's3:GetInventoryConfiguration',
    inMinio: false,
    answer: { emptyList: 'ListInventoryConfigurationsResult' },
  },
  {
    subresource: 'analytics',
    action: 's3:GetAnalyticsConfiguration',
    inMinio: false,
    answer: { emptyList: 'ListBucketAnalyticsConfigurationResult' },
  },
  {
    subresource: 'intelligent-tiering',
    action: 's3:GetIntelligentTieringConfiguration',
    inMinio: false,
    answer: { emptyList: 'ListBucketIntelligentTieringConfigurationsOutput' },
  },
  {
    subresource: 'metrics',
    action: 's3:GetMetricsConfiguration',
    inMinio: false,
    answer: { emptyList: 'ListMetricsConfigurationsResult' },
  },
];

/** What becomes a GET route each. */
export const fixedSettings = settings.map((setting) => ({
  subresource: setting.subresource,
  action: setting.action,
  operation: operationOf(setting),
}));

function operationOf({ inMinio, answer }: FixedSetting): Operation {
  return ({ bucket, query, metadata, profile }) => {
    if (profile === 'minio' && !inMinio) throw notImplemented();
    requireBucket(metadata.tables, bucket);
    if ('document' in answer) return xmlReply(answer.document);
    if ('none' in answer) throw none(answer.none, bucket);
    if (queryValue(query, 'id') !== undefined) throw none('NoSuchConfiguration', bucket);
    return xmlReply(xmlDocument(answer.emptyList, [leaf('IsTruncated', false)]));
  };
}

const none = (code: S3ErrorCode, bucket: string) =>
  new S3Error(code, 'The bucket has no such configuration.', { BucketName: bucket });
