import type { UploadReceipt } from '../../../storage/index.ts';

/** A field of the answer, under the name that the SDKs give it. */
export interface ReceiptField {
  name:
    | 'code'
    | 'url'
    | 'dir'
    | 'name'
    | 'file_size'
    | 'file_modified'
    | 'e_tag'
    | 'mime_type'
    | 'request_id';
  /** What is copied: as the SDKs have it, sizes in bytes and times in Unix ms. */
  value: string;
  /** Bytes, where that is what it says. */
  size?: number;
  time?: Date;
  /** An address that may be opened. */
  link?: string;
}

/** What the answer says, in the order in which a person asks for it; what it does not say is left out. */
export function receiptFields(receipt: UploadReceipt): ReceiptField[] {
  const { size, modified, url } = receipt;
  const isTime = modified !== undefined && !Number.isNaN(modified.getTime());
  const link = url === undefined ? undefined : openable(url);
  const fields: (Omit<ReceiptField, 'value'> & { value: string | undefined })[] = [
    { name: 'code', value: receipt.code },
    { name: 'url', value: url, ...(link !== undefined && { link }) },
    { name: 'dir', value: receipt.dir },
    { name: 'name', value: receipt.name },
    ...(size !== undefined && Number.isSafeInteger(size)
      ? [{ name: 'file_size' as const, value: String(size), size }]
      : []),
    ...(isTime
      ? [{ name: 'file_modified' as const, value: String(modified.getTime()), time: modified }]
      : []),
    { name: 'e_tag', value: receipt.etag },
    { name: 'mime_type', value: receipt.mimeType },
    { name: 'request_id', value: receipt.requestId },
  ];
  return fields.flatMap(({ value, ...field }) =>
    value === undefined || value === '' ? [] : [{ ...field, value }],
  );
}

/** An answer comes from outside: an address of any other scheme is shown and not opened. */
function openable(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, href } = new URL(url);
  return protocol === 'http:' || protocol === 'https:' ? href : undefined;
}

/** Lines for the reader where the answer is JSON; else as it came. */
export function readableAnswer(answer: string): string {
  try {
    return JSON.stringify(JSON.parse(answer), undefined, 2);
  } catch {
    return answer;
  }
}
