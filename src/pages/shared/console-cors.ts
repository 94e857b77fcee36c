/** What this page reads of answers, for a CORS rule; by name, because S3 takes no `*` there. */
export const exposedHeaders = [
  'ETag',
  'Date',
  'Content-Range',
  'Content-Disposition',
  'Content-Encoding',
  'Cache-Control',
  'Last-Modified',
  'Accept-Ranges',
  'x-amz-version-id',
  'x-amz-delete-marker',
  'x-amz-request-id',
  'x-amz-bucket-region',
  'x-amz-storage-class',
  'x-amz-mp-parts-count',
  'x-amz-tagging-count',
  'x-amz-expiration',
  'x-amz-restore',
  'x-amz-object-lock-mode',
  'x-amz-object-lock-retain-until-date',
  'x-amz-object-lock-legal-hold',
  'x-amz-server-side-encryption',
];

/** What it sends; `*` for the headers that it adds. */
export const consoleMethods = ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'];
