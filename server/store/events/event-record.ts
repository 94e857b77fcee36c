import type { Profile } from '../http/call.ts';
import { deliveredName } from './event-names.ts';
import type { StoreEvent } from './store-event.ts';

/** What all records of a store have in common. */
export interface RecordContext {
  region: string;
  profile: Profile;
  /** Told to receivers where it is known. */
  deploymentId?: string;
}

/** What a webhook is sent: its records have the key escaped as in a query, beside it the key stands as it is. */
export function webhookBody(event: StoreEvent, context: RecordContext): string {
  const name = deliveredName(event.name, context.profile);
  return JSON.stringify({
    EventName: name,
    Key: `${event.bucket}/${event.key}`,
    Records: [eventRecord({ ...event, name }, context, escapeKey(event.key))],
  });
}

/** What a listener is sent, one line an event: the key stands as it is. */
export const listenLine = (event: StoreEvent, context: RecordContext) =>
  `${JSON.stringify({ Records: [eventRecord(event, context, event.key)] })}\n`;

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html, in MinIO's dialect. */
function eventRecord(event: StoreEvent, { region, deploymentId }: RecordContext, key: string) {
  const { name, bucket, versionId, object, time, source } = event;
  const { principalId, requestId, address, userAgent, origin } = source;
  return {
    eventVersion: '2.0',
    eventSource: 'minio:s3',
    awsRegion: region,
    eventTime: new Date(time).toISOString(),
    eventName: name,
    userIdentity: { principalId },
    requestParameters: { principalId, region, sourceIPAddress: address },
    responseElements: {
      'x-amz-id-2': requestId,
      'x-amz-request-id': requestId,
      'x-minio-deployment-id': deploymentId,
      'x-minio-origin-endpoint': origin,
    },
    s3: {
      s3SchemaVersion: '1.0',
      configurationId: 'Config',
      bucket: { name: bucket, ownerIdentity: { principalId }, arn: `arn:aws:s3:::${bucket}` },
      object: {
        key,
        size: object?.size,
        eTag: object?.etag,
        contentType: object?.contentType,
        userMetadata: object?.userMetadata,
        versionId,
        sequencer: sequencer(event),
      },
    },
    source: { host: address, port: '', userAgent },
  };
}

/**
 * Compares as text in the order in which things happened to a key. A version's order begins with its time in ms; what
 * makes no version comes after what did in the same ms.
 */
function sequencer({ order, time }: StoreEvent): string {
  const hex = order?.replaceAll('-', '') ?? time.toString(16).padStart(12, '0').padEnd(32, 'f');
  return hex.toUpperCase();
}

/** As forms escape text: every byte but letters, digits and `-_.~`, with a plus for a space. */
const escapeKey = (key: string) =>
  encodeURIComponent(key)
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');
