import { consoleMethods, exposedHeaders } from '../shared/console-cors.ts';

/**
 * The CORS rule that a bucket needs for this page, as `aws s3api put-bucket-cors` takes it (AWS, Ceph RGW, Garage,
 * R2). All methods stand in one rule, because older RGW looks at the first rule of an origin alone; the exposed
 * headers are named one by one, because S3 takes no `*` there.
 * API: PutBucketCors.
 */
export function corsConfiguration(origin: string): string {
  const rule = {
    AllowedOrigins: [origin],
    AllowedMethods: consoleMethods,
    AllowedHeaders: ['*'],
    ExposeHeaders: exposedHeaders,
    MaxAgeSeconds: 3600,
  };
  // A line for each element: short enough to read before it is pasted.
  const lines = Object.entries(rule).map(
    ([name, value]) => `      ${JSON.stringify(name)}: ${inline(value)}`,
  );
  return `{\n  "CORSRules": [\n    {\n${lines.join(',\n')}\n    }\n  ]\n}`;
}

function inline(value: number | string[]): string {
  return Array.isArray(value) ? `[${value.map((item) => JSON.stringify(item)).join(', ')}]` : String(value);
}

/** The command that sets it, for the bucket that the person puts in. */
export function corsCommand(endpoint: string): string {
  const at = /\.amazonaws\.com$/.test(endpoint) ? '' : ` --endpoint-url ${endpoint}`;
  return `aws${at} s3api put-bucket-cors --bucket BUCKET --cors-configuration file://cors.json`;
}

/** What a Want service has to answer this page with, preflights too: both endpoints, or a proxy in front of them. */
export function wantCorsHeaders(origin: string): string {
  return [
    `Access-Control-Allow-Origin: ${origin}`,
    'Access-Control-Allow-Methods: GET, POST, DELETE',
    'Access-Control-Allow-Headers: Authorization, Content-Type, X-ACL-Date',
    'Access-Control-Expose-Headers: Date',
  ].join('\n');
}
