import { normalToken, parseWantProfile } from '../../storage/index.ts';
import type { ConnectFields } from './connect-fields.ts';
import type { FieldProblem, ParsedFields } from './parse-fields.ts';
import { understandToken } from './read-token.ts';

/** The connection to a Want service, by keys that sign here or by a token that somebody else signed. */
export function parseWant(fields: ConnectFields, now: number): ParsedFields {
  return fields.wantMethod === 'token' ? byToken(fields, now) : byKeys(fields);
}

function byKeys(fields: ConnectFields): ParsedFields {
  // Keys are pasted, often with the line's end.
  const accessKeyId = fields.accessKeyId.trim();
  const secretAccessKey = fields.secretAccessKey.trim();
  const parsed = parseWantProfile({ ...fields, accessKeyId });
  const problems: FieldProblem[] = 'problems' in parsed ? [...parsed.problems] : [];
  if (accessKeyId === '') problems.push({ field: 'accessKeyId', problem: 'missing' });
  if (secretAccessKey === '') problems.push({ field: 'secretAccessKey', problem: 'missing' });
  if ('problems' in parsed || problems.length > 0) return { problems };
  return { connection: { profile: parsed.profile, credentials: { accessKeyId, secretAccessKey } } };
}

/** The token says who signed it and where it leads, and nothing of it is sent to the manage endpoint. */
function byToken(fields: ConnectFields, now: number): ParsedFields {
  const { problem, read, policy } = understandToken(fields.uploadToken, now);
  const parsed = parseWantProfile({
    name: fields.name,
    endpoint: fields.endpoint,
    manageEndpoint: '',
    keyType: read?.type ?? 'TOP',
    accessKeyId: '',
  });
  const problems: FieldProblem[] = 'problems' in parsed ? [...parsed.problems] : [];
  if (problem) problems.push({ field: 'uploadToken', problem });
  if ('problems' in parsed || problems.length > 0 || !read || !policy) return { problems };
  const { accessKeyId } = read;
  const uploadToken = normalToken(fields.uploadToken);
  return {
    connection: {
      profile: { ...parsed.profile, accessKeyId, tokenPolicy: read.policy },
      credentials: { accessKeyId, secretAccessKey: '', uploadToken },
    },
    bucket: policy.namespace,
  };
}
