import type { SessionOptions } from './credentials/session-request.ts';

/** A connection's public half: what may be kept on disk and shown. Secrets are in `credentials.ts`. */
export type ConnectionProfile = S3Profile | WantProfile;

interface AnyProfile {
  name: string;
  /** Origin with an optional path, no trailing slash, such as `https://s3.example.com`. Of Want: where uploads go. */
  endpoint: string;
  /** Seconds of silence after which a request is given up; 60 where absent. */
  timeout?: number;
  /** How often a read that failed by bad luck is sent again; 2 where absent. */
  retries?: number;
}

export interface WantProfile extends AnyProfile {
  protocol: 'want';
  /** Where files and folders are listed and deleted: an origin, as `endpoint`. */
  manageEndpoint: string;
  /** Who issued the keys. */
  keyType: 'TOP' | 'CLOUD';
  accessKeyId: string;
  /** Present: a token that somebody else signed stands in for the secret key, and this is its policy's text. */
  tokenPolicy?: string;
}

export interface S3Profile extends AnyProfile {
  protocol: 's3';
  region: string;
  addressing: 'path' | 'virtual-host';
  /** Absent: anonymous, or an identity provider's token in its place. */
  accessKeyId?: string;
  /** Present: the keys that sign are asked of STS, and these are the terms. `subject`: whom the token was about. */
  session?: SessionOptions & { method: 'assume-role' | 'web-identity'; subject?: string };
  /** 1 for servers that are too old for the second version of ListObjects. */
  listVersion?: 1;
}

/** What a person typed. Empty region and name have defaults; an empty access key means anonymous. */
interface ProfileInput {
  name: string;
  endpoint: string;
  region: string;
  addressing: S3Profile['addressing'];
  accessKeyId: string;
}

type EndpointProblem =
  | 'missing'
  | 'not-a-url'
  | 'scheme' // neither http nor https
  | 'credentials' // user or password in the address
  | 'query'; // `?…` or `#…`

/** A field of the form and what is wrong with it. `characters`: some that the field cannot hold. */
export type ProfileProblem =
  | { field: 'endpoint'; problem: EndpointProblem }
  | { field: 'region'; problem: 'characters' }
  | { field: 'accessKeyId'; problem: 'characters' };

const defaultRegion = 'us-east-1';

/** Whether a host name means this machine, where browsers allow plain http to an https page. */
export function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname)
  );
}

function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

/**
 * Reads an endpoint as people type it. Without a scheme it is https, or http on this machine. The answer is in
 * its one normal form: lower-case host, no default port, no trailing slash.
 */
export function parseEndpoint(input: string): { endpoint: string } | { problem: EndpointProblem } {
  const text = input.trim();
  if (text === '') return { problem: 'missing' };
  if (/\s/.test(text)) return { problem: 'not-a-url' };
  const hasScheme = /^[a-z][a-z\d+.-]*:\/\//i.test(text);
  let url = parseUrl(hasScheme ? text : `https://${text}`);
  if (!url) return { problem: 'not-a-url' };
  if (!hasScheme && isLoopback(url.hostname)) url = parseUrl(`http://${text}`) ?? url;
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return { problem: 'scheme' };
  if (url.username !== '' || url.password !== '') return { problem: 'credentials' };
  if (/[?#]/.test(text)) return { problem: 'query' };
  return { endpoint: url.origin + url.pathname.replace(/\/+$/, '') };
}

/** Validates a form as a whole, so that every wrong field can be marked at once. */
export function parseProfile(input: ProfileInput): { profile: S3Profile } | { problems: ProfileProblem[] } {
  const problems: ProfileProblem[] = [];
  const parsed = parseEndpoint(input.endpoint);
  if ('problem' in parsed) problems.push({ field: 'endpoint', problem: parsed.problem });
  const region = input.region.trim() || defaultRegion;
  // A region is a host label: AWS builds host names from it, and the credential scope is split at slashes.
  if (!/^(?!-)[a-z\d-]{1,63}(?<!-)$/i.test(region)) problems.push({ field: 'region', problem: 'characters' });
  const accessKeyId = input.accessKeyId.trim();
  // It travels in a header: printable ASCII alone, and the comma ends a field of that header.
  if (!/^[\x21-\x2b\x2d-\x7e]*$/.test(accessKeyId)) {
    problems.push({ field: 'accessKeyId', problem: 'characters' });
  }
  if ('problem' in parsed || problems.length > 0) return { problems };
  return {
    profile: {
      name: input.name.trim() || new URL(parsed.endpoint).host,
      protocol: 's3',
      endpoint: parsed.endpoint,
      region,
      addressing: input.addressing,
      ...(accessKeyId === '' ? {} : { accessKeyId }),
    },
  };
}

/** cyrb53: 53 well-mixed bits of a string. For names, not for secrets. */
function hash53(text: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0);
}

/**
 * A short stable name for who is talking to what: the first element of every cache key and part of page addresses.
 * The same endpoint, region, addressing, access key and role give the same id in every browser; the name does not count.
 */
export function connectionId(profile: ConnectionProfile): string {
  return hash53(JSON.stringify(identityOf(profile)))
    .toString(36)
    .padStart(11, '0');
}

function identityOf(profile: ConnectionProfile): unknown[] {
  if (profile.protocol === 'want') {
    const { protocol, endpoint, manageEndpoint, keyType, accessKeyId, tokenPolicy } = profile;
    // What a token allows is not what its owner's keys allow.
    return [protocol, endpoint, manageEndpoint, keyType, accessKeyId, tokenPolicy ?? null];
  }
  const { protocol, endpoint, region, addressing, accessKeyId, session } = profile;
  const who: unknown[] = [accessKeyId ?? null];
  if (session) {
    // What a role or a policy allows is not what its owner's own keys allow.
    who.push(session.method, session.endpoint, session.roleArn, session.policy, session.subject);
  }
  return [protocol, endpoint, region, addressing, ...who];
}
