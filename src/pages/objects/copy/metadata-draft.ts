import type { CopyChanges, ObjectHead, ObjectProperties } from '../../../storage/index.ts';
import {
  emptyDraft,
  headerFields,
  type OptionsDraft,
  toWriteOptions,
} from '../upload/options/options-draft.ts';

/** What the object has, as fields show it. */
export function draftOf(head: ObjectHead): OptionsDraft {
  return {
    ...emptyDraft,
    ...Object.fromEntries(headerFields.map((field) => [field, head[field] ?? ''])),
    expires: head.expires ? localTime(head.expires) : '',
    metadata: Object.entries(head.metadata).map(([key, value]) => ({ key, value })),
    storageClass: head.storageClass ?? '',
  };
}

/** What is to be stored; undefined where that is what is stored already. Of a draft that is usable. */
export function changesOf(draft: OptionsDraft, head: ObjectHead): CopyChanges | undefined {
  const { storageClass, ...properties } = toWriteOptions(draft) ?? {};
  const isSame = canonical(properties) === canonical(withoutMilliseconds(head));
  const hasOtherClass = (storageClass ?? 'STANDARD') !== (head.storageClass ?? 'STANDARD');
  if (isSame && !hasOtherClass) return undefined;
  return { properties, storageClass: hasOtherClass ? (storageClass ?? 'STANDARD') : undefined };
}

const withoutMilliseconds = ({ expires, ...head }: ObjectHead) => ({
  ...head,
  expires: expires && new Date(Math.floor(expires.getTime() / 1000) * 1000),
});

function canonical(properties: ObjectProperties): string {
  const metadata = Object.entries(properties.metadata ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([
    headerFields.map((field) => properties[field] ?? ''),
    properties.expires?.toISOString(),
    metadata,
  ]);
}

/** As a `datetime-local` field writes it: in this machine's zone, to the second. */
function localTime(time: Date): string {
  const local = new Date(time.getTime() - time.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 19);
}
