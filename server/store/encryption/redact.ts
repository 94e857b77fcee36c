const shown = 'hidden';

/**
 * A text of header lines, such as a canonical request, without the customer keys in it: what an error shows ends up
 * in logs. Also takes what of them stands in a presigned URL's query. The MD5 of a key stays: answers show it anyway.
 */
export const redactCustomerKeys = (text: string): string =>
  text.replace(
    /(x-amz-(?:copy-source-)?server-side-encryption-customer-key(?:\s*:\s*|=))[^\r\n&]+/gi,
    (_, start: string) => start + shown,
  );
