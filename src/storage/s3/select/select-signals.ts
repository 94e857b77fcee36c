import { StorageError } from '../../errors.ts';
import type { SelectCounts, SelectSignal } from '../../select-types.ts';
import type { EventFrame } from './event-frames.ts';
import { errorOfFrame } from './select-errors.ts';

/** What a message says: a signal, the end, or nothing but that the connection lives. Throws the error that it is. */
export function signalOf(frame: EventFrame): SelectSignal | 'end' | undefined {
  const { headers, payload } = frame;
  if (headers[':message-type'] !== 'event') {
    if (headers[':message-type'] === undefined) throw new StorageError('not-s3');
    throw errorOfFrame(frame);
  }
  switch (headers[':event-type']) {
    case 'Records':
      return { kind: 'records', bytes: payload };
    case 'Progress':
      return { kind: 'progress', counts: countsIn(payload) };
    case 'Stats':
      return { kind: 'stats', counts: countsIn(payload) };
    case 'End':
      return 'end';
    default:
      return undefined;
  }
}

/** Read by patterns, because MinIO closes its Progress with the tag of Stats. */
function countsIn(payload: Uint8Array): SelectCounts {
  const text = new TextDecoder().decode(payload);
  const count = (name: string) => {
    const value = Number(new RegExp(`<${name}>\\s*(-?\\d+)\\s*</`).exec(text)?.[1]);
    return value >= 0 ? value : undefined;
  };
  return {
    scanned: count('BytesScanned'),
    processed: count('BytesProcessed'),
    returned: count('BytesReturned'),
  };
}
