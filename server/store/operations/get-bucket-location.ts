import { type Operation, xmlReply } from '../http/call.ts';
import { requireBucket } from '../metadata/buckets.ts';
import { escapeXml, xmlDocument } from '../xml/write-xml.ts';

/** Empty for us-east-1. https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html */
export const getBucketLocation: Operation = ({ bucket, metadata, region }) => {
  const location = requireBucket(metadata.tables, bucket).location ?? region;
  return xmlReply(xmlDocument('LocationConstraint', [location === 'us-east-1' ? '' : escapeXml(location)]));
};
