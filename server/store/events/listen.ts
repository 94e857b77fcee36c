import type { Operation } from '../http/call.ts';
import { requireBucket } from '../metadata/buckets.ts';
import { listenRequest } from './listen-request.ts';

const spaceMs = 500;

/**
 * What happens in a bucket, or in all of them, as it happens: a line of JSON an event, until the client goes. It is
 * MinIO's, and looks like server-sent events only by its type. What says that the connection lives comes first, too,
 * so that the status is out before anything happens.
 * https://github.com/minio/minio/blob/master/docs/bucket/notifications/README.md
 */
export const listen: Operation = ({ bucket, query, metadata, events, profile, signal }) => {
  const { wants, ping } = listenRequest(query, bucket, profile);
  if (bucket !== '') requireBucket(metadata.tables, bucket);
  const subscription = events.subscribe(wants);
  const idle = ping === undefined ? ' ' : '{"Records":null}\n';
  const idleMs = ping === undefined ? spaceMs : ping * 1000;
  return {
    status: 200,
    headers: {
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache',
      'x-accel-buffering': 'no',
    },
    body: {
      async *chunks() {
        yield Buffer.from(idle);
        while (!signal.aborted) {
          const lines = await subscription.next(idleMs, signal);
          if (lines.length > 0) yield Buffer.from(lines.join(''));
          else if (subscription.isClosed || signal.aborted) return;
          else yield Buffer.from(idle);
        }
      },
      close: async () => subscription.close(),
    },
  };
};
