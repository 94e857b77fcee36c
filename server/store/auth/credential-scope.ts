/** The `Credential` of a signature: who, and the scope it was made in. */
export interface CredentialScope {
  accessKeyId: string;
  /** `YYYYMMDD` */
  date: string;
  region: string;
  service: string;
  terminator: string;
  /** The four after the key id, joined as they are signed. */
  scope: string;
}

/** Parsed from the right, as an access key id may hold slashes. */
export function parseCredential(credential: string): CredentialScope | undefined {
  const parts = credential.split('/');
  if (parts.length < 5) return undefined;
  const [date = '', region = '', service = '', terminator = ''] = parts.slice(-4);
  const accessKeyId = parts.slice(0, -4).join('/');
  if (accessKeyId === '' || region === '' || !/^\d{8}$/.test(date)) return undefined;
  return { accessKeyId, date, region, service, terminator, scope: parts.slice(-4).join('/') };
}

/** Unix ms of `YYYYMMDDTHHMMSSZ`, undefined for anything else. */
export function parseAmzDate(text: string): number | undefined {
  const match = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second] = match;
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(time) ? undefined : time;
}

/** The same without fractions of a second, for errors and derived dates. */
export const formatAmzDate = (time: number) =>
  new Date(time)
    .toISOString()
    .replace(/\.\d{3}Z$/, 'Z')
    .replace(/[-:]/g, '');

export const formatIsoSeconds = (time: number) => new Date(time).toISOString().replace(/\.\d{3}Z$/, 'Z');
