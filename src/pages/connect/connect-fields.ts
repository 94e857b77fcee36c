import type { ConnectionProfile, S3Profile, WantProfile } from '../../storage/index.ts';

export const protocols = ['s3', 'want'] as const satisfies readonly ConnectionProfile['protocol'][];

/** Who signs an upload by Want: this page, with the secret key, or somebody else did. */
export const wantMethods = ['keys', 'token'] as const;
type WantMethod = (typeof wantMethods)[number];

export const keyTypes = ['TOP', 'CLOUD'] as const satisfies readonly WantProfile['keyType'][];

/** How somebody signs in. */
export const signInMethods = ['keys', 'assume-role', 'web-identity', 'anonymous'] as const;
export type SignInMethod = (typeof signInMethods)[number];

/** The form as it is typed. */
export interface ConnectFields {
  protocol: ConnectionProfile['protocol'];
  name: string;
  /** Of Want: where uploads go. */
  endpoint: string;
  region: string;
  addressing: S3Profile['addressing'];
  method: SignInMethod;
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  webIdentityToken: string;
  stsEndpoint: string;
  roleArn: string;
  sessionName: string;
  /** Minutes. */
  duration: string;
  policy: string;
  /** Of Want; empty where both have one address. */
  manageEndpoint: string;
  wantMethod: WantMethod;
  keyType: WantProfile['keyType'];
  uploadToken: string;
  /** All that the account has, where it may not list. Of Want: the namespace. */
  bucket: string;
  /** Seconds. */
  timeout: string;
  retries: string;
  listVersion: 1 | 2;
  keepForTab: boolean;
  seal: boolean;
  passphrase: string;
  passphraseAgain: string;
}

/** Those that hold text. */
export type TextFieldName = {
  [Name in keyof ConnectFields]: ConnectFields[Name] extends string
    ? string extends ConnectFields[Name]
      ? Name
      : never
    : never;
}[keyof ConnectFields];

export const emptyFields: ConnectFields = {
  protocol: 's3',
  name: '',
  endpoint: '',
  region: '',
  addressing: 'path',
  method: 'keys',
  accessKeyId: '',
  secretAccessKey: '',
  sessionToken: '',
  webIdentityToken: '',
  stsEndpoint: '',
  roleArn: '',
  sessionName: '',
  duration: '',
  policy: '',
  manageEndpoint: '',
  wantMethod: 'keys',
  keyType: 'TOP',
  uploadToken: '',
  bucket: '',
  timeout: '',
  retries: '',
  listVersion: 2,
  keepForTab: false,
  seal: false,
  passphrase: '',
  passphraseAgain: '',
};

/** What servers of a kind usually have. A preset only fills fields; every one of them may be changed after. */
export const presets = [
  {
    protocol: 's3',
    name: 'MinIO',
    endpoint: 'http://127.0.0.1:9000',
    region: 'us-east-1',
    addressing: 'path',
  },
  {
    protocol: 's3',
    name: 'AWS S3',
    endpoint: 'https://s3.us-east-1.amazonaws.com',
    region: 'us-east-1',
    addressing: 'virtual-host',
  },
  {
    protocol: 's3',
    name: 'Ceph RGW',
    endpoint: 'http://127.0.0.1:7480',
    region: 'default',
    addressing: 'path',
  },
  {
    protocol: 'want',
    name: 'Want',
    endpoint: 'https://upload.media.aliyun.com',
    manageEndpoint: 'https://rs.media.aliyun.com',
  },
] as const satisfies readonly Partial<ConnectFields>[];

/** A preset's name is only a name while nobody gave one. */
export function applyPreset(fields: ConnectFields, preset: (typeof presets)[number]): ConnectFields {
  const { name, ...rest } = preset;
  const ownName = fields.name !== '' && !presets.some((other) => other.name === fields.name);
  return { ...fields, ...rest, name: ownName ? fields.name : name };
}

function methodOf({ session, accessKeyId }: S3Profile): SignInMethod {
  return session?.method ?? (accessKeyId === undefined ? 'anonymous' : 'keys');
}

/** A profile used before; its secret has to be given again. */
export function fieldsOfProfile(profile: ConnectionProfile): ConnectFields {
  const { protocol, name, endpoint, timeout, retries } = profile;
  return {
    ...emptyFields,
    protocol,
    name,
    endpoint,
    timeout: timeout === undefined ? '' : String(timeout),
    retries: retries === undefined ? '' : String(retries),
    ...(profile.protocol === 'want' ? fieldsOfWant(profile) : fieldsOfS3(profile)),
  };
}

function fieldsOfS3(profile: S3Profile): Partial<ConnectFields> {
  const { region, addressing, accessKeyId, session, listVersion } = profile;
  return {
    region,
    addressing,
    method: methodOf(profile),
    accessKeyId: accessKeyId ?? '',
    stsEndpoint: session?.endpoint ?? '',
    roleArn: session?.roleArn ?? '',
    sessionName: session?.sessionName ?? '',
    duration: session?.duration === undefined ? '' : String(session.duration / 60),
    policy: session?.policy ?? '',
    listVersion: listVersion ?? 2,
  };
}

/** The token named its access key, and another one may name another. */
function fieldsOfWant(profile: WantProfile): Partial<ConnectFields> {
  const { endpoint, manageEndpoint, keyType, accessKeyId, tokenPolicy } = profile;
  const hasToken = tokenPolicy !== undefined;
  return {
    manageEndpoint: manageEndpoint === endpoint ? '' : manageEndpoint,
    wantMethod: hasToken ? 'token' : 'keys',
    keyType,
    accessKeyId: hasToken ? '' : accessKeyId,
  };
}

/** Takes over the region that the server named; in an AWS endpoint the region is part of the host too. */
export function withRegion(fields: ConnectFields, region: string): ConnectFields {
  const endpoint = fields.endpoint.replace(
    /(\/\/|^)s3[.-][a-z\d-]+\.amazonaws\.com/,
    `$1s3.${region}.amazonaws.com`,
  );
  return { ...fields, region, endpoint };
}
