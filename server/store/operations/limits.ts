/** Documents: 10,000 parts with a SHA-256 each come to about 2 MB. */
export const maxDocumentBytes = 4 * 1024 * 1024;

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
export const maxPutBytes = 5 * 1024 ** 3;
export const maxObjectBytes = 5 * 1024 ** 4;
export const minPartBytes = 5 * 1024 ** 2;
export const maxPartNumber = 10_000;
