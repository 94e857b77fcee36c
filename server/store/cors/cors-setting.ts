export const corsMethods = ['GET', 'PUT', 'POST', 'DELETE', 'HEAD'] as const;
export type CorsMethod = (typeof corsMethods)[number];

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CORSRule.html */
export interface CorsRule {
  id?: string;
  /** Each has at most one `*`. */
  allowedOrigins: readonly string[];
  allowedMethods: readonly CorsMethod[];
  /** Each has at most one `*`. Case means nothing. */
  allowedHeaders: readonly string[];
  exposeHeaders: readonly string[];
  maxAgeSeconds?: number;
}

/** A bucket's CORS configuration. A bucket without one may be called by every page. */
export interface CorsSetting {
  rules: readonly CorsRule[];
}
