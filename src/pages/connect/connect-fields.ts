import type { ConnectionProfile } from '../../storage/index.ts';

/** How somebody signs in. */
export const signInMethods = ['keys', 'assume-role', 'web-identity', 'anonymous'] as const;
export type SignInMethod = (typeof signInMethods)[number];

/** The form as it is typed. */
export interface ConnectFields {
  name: string;
  endpoint: string;
  region: string;
  addressing: ConnectionProfile['addressing'];
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
  /** All that the account has, where it may not list. */
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
  { name: 'MinIO', endpoint: 'http://127.0.0.1:9000', region: 'us-east-1', addressing: 'path' },
  {
    name: 'AWS S3',
    endpoint: 'https://s3.us-east-1.amazonaws.com',
    region: 'us-east-1',
    addressing: 'virtual-host',
  },
  { name: 'Ceph RGW', endpoint: 'http://127.0.0.1:7480', region: 'default', addressing: 'path' },
] as const satisfies readonly Partial<ConnectFields>[];

/** A preset's name is only a name while nobody gave one. */
export function applyPreset(fields: ConnectFields, preset: (typeof presets)[number]): ConnectFields {
  const { name, ...rest } = preset;
  const ownName = fields.name !== '' && !presets.some((other) => other.name === fields.name);
  return { ...fields, ...rest, name: ownName ? fields.name : name };
}

function methodOf({ session, accessKeyId }: ConnectionProfile): SignInMethod {
  return session?.method ?? (accessKeyId === undefined ? 'anonymous' : 'keys');
}

/** A profile used before; its secret has to be given again. */
export function fieldsOfProfile(profile: ConnectionProfile): ConnectFields {
  const { name, endpoint, region, addressing, accessKeyId, session, timeout, retries, listVersion } = profile;
  return {
    ...emptyFields,
    name,
    endpoint,
    region,
    addressing,
    method: methodOf(profile),
    accessKeyId: accessKeyId ?? '',
    stsEndpoint: session?.endpoint ?? '',
    roleArn: session?.roleArn ?? '',
    sessionName: session?.sessionName ?? '',
    duration: session?.duration === undefined ? '' : String(session.duration / 60),
    policy: session?.policy ?? '',
    timeout: timeout === undefined ? '' : String(timeout),
    retries: retries === undefined ? '' : String(retries),
    listVersion: listVersion ?? 2,
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
