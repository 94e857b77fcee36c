import {
  type ConnectionProfile,
  type Credentials,
  type ProfileProblem,
  parseProfile,
} from '../../storage/index.ts';

/** The form as it is typed. */
export interface ConnectFields {
  name: string;
  endpoint: string;
  region: string;
  addressing: ConnectionProfile['addressing'];
  anonymous: boolean;
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  keepForTab: boolean;
}

export type FieldProblem =
  | ProfileProblem
  | { field: 'accessKeyId'; problem: 'missing' }
  | { field: 'secretAccessKey'; problem: 'missing' };

export const emptyFields: ConnectFields = {
  name: '',
  endpoint: '',
  region: '',
  addressing: 'path',
  anonymous: false,
  accessKeyId: '',
  secretAccessKey: '',
  sessionToken: '',
  keepForTab: false,
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

/** A profile used before; its secret has to be given again. */
export function fieldsOfProfile(profile: ConnectionProfile): ConnectFields {
  const { name, endpoint, region, addressing, accessKeyId } = profile;
  return {
    ...emptyFields,
    name,
    endpoint,
    region,
    addressing,
    anonymous: accessKeyId === undefined,
    accessKeyId: accessKeyId ?? '',
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

export type ParsedFields =
  | { connection: { profile: ConnectionProfile; credentials?: Credentials } }
  | { problems: FieldProblem[] };

/** The connection that the form describes, or all that is wrong with it at once. */
export function parseFields(fields: ConnectFields): ParsedFields {
  const { anonymous, secretAccessKey } = fields;
  const accessKeyId = anonymous ? '' : fields.accessKeyId.trim();
  const parsed = parseProfile({ ...fields, accessKeyId });
  const problems: FieldProblem[] = 'problems' in parsed ? [...parsed.problems] : [];
  if (!anonymous && accessKeyId === '') problems.push({ field: 'accessKeyId', problem: 'missing' });
  if (!anonymous && secretAccessKey.trim() === '') {
    problems.push({ field: 'secretAccessKey', problem: 'missing' });
  }
  if ('problems' in parsed || problems.length > 0) return { problems };
  if (anonymous) return { connection: { profile: parsed.profile } };
  const sessionToken = fields.sessionToken.trim();
  return {
    connection: {
      profile: parsed.profile,
      // Keys are pasted, often with the line's end.
      credentials: {
        accessKeyId,
        secretAccessKey: secretAccessKey.trim(),
        ...(sessionToken === '' ? {} : { sessionToken }),
      },
    },
  };
}
