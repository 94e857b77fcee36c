import { type ProfileProblem, parseEndpoint, type WantProfile } from './connection.ts';

/** What a person typed. Without a name it is the host's; without a manage endpoint, uploads and it have one address. */
interface WantProfileInput {
  name: string;
  endpoint: string;
  manageEndpoint: string;
  keyType: WantProfile['keyType'];
  accessKeyId: string;
}

/** As the form's fields and what is wrong with them. */
export type WantProfileProblem =
  | Extract<ProfileProblem, { field: 'endpoint' | 'accessKeyId' }>
  | { field: 'manageEndpoint'; problem: Extract<ProfileProblem, { field: 'endpoint' }>['problem'] };

/** As `parseProfile`, for a Want service. Who may do without an access key is the form's matter. */
export function parseWantProfile(
  input: WantProfileInput,
): { profile: WantProfile } | { problems: WantProfileProblem[] } {
  const problems: WantProfileProblem[] = [];
  const uploads = parseEndpoint(input.endpoint);
  if ('problem' in uploads) problems.push({ field: 'endpoint', problem: uploads.problem });
  const manage = input.manageEndpoint.trim() === '' ? uploads : parseEndpoint(input.manageEndpoint);
  if (manage !== uploads && 'problem' in manage) {
    problems.push({ field: 'manageEndpoint', problem: manage.problem });
  }
  const accessKeyId = input.accessKeyId.trim();
  if (!/^[\x21-\x2b\x2d-\x7e]*$/.test(accessKeyId)) {
    problems.push({ field: 'accessKeyId', problem: 'characters' });
  }
  if ('problem' in uploads || 'problem' in manage || problems.length > 0) return { problems };
  return {
    profile: {
      name: input.name.trim() || new URL(uploads.endpoint).host,
      protocol: 'want',
      endpoint: uploads.endpoint,
      manageEndpoint: manage.endpoint,
      keyType: input.keyType,
      accessKeyId,
    },
  };
}
