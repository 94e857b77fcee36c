import type { CorsRule } from './cors-setting.ts';

/** What a page asks for, or does. */
export interface CorsRequest {
  origin: string;
  method: string;
  /** Names that a preflight asks for; none of an actual request. */
  headers: readonly string[];
}

/**
 * The first rule that allows the origin, the method and every header.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html
 */
export function matchRule(
  rules: readonly CorsRule[],
  { origin, method, headers }: CorsRequest,
): CorsRule | undefined {
  return rules.find(
    (rule) =>
      rule.allowedOrigins.some((pattern) => matchesPattern(pattern, origin)) &&
      rule.allowedMethods.some((allowed) => allowed === method) &&
      headers.every((name) =>
        rule.allowedHeaders.some((pattern) => matchesPattern(pattern.toLowerCase(), name.toLowerCase())),
      ),
  );
}

/** `*` stands for any number of characters, also for none. */
function matchesPattern(pattern: string, text: string): boolean {
  const star = pattern.indexOf('*');
  if (star === -1) return pattern === text;
  const before = pattern.slice(0, star);
  const after = pattern.slice(star + 1);
  return text.length >= before.length + after.length && text.startsWith(before) && text.endsWith(after);
}
