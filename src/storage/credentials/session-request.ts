import type { Credentials } from '../credentials.ts';

/** What is asked of STS, without the secrets: it is kept with the profile. */
export type SessionOptions = {
  /** Absent: the endpoint of the profile answers for STS too. Origin with an optional path. */
  endpoint?: string;
  roleArn?: string;
  sessionName?: string;
  /** Seconds that the keys are to last; the server's own default (mostly an hour) where absent. */
  duration?: number;
  /** JSON; narrows what the keys may do. */
  policy?: string;
};

/** A whole request for temporary keys. It holds secrets: memory only. */
export type SessionRequest = { endpoint: string; region: string; options: SessionOptions } & (
  | { method: 'assume-role'; credentials: Credentials }
  | { method: 'web-identity'; token: string }
);

export type SessionProblem =
  | { field: 'roleArn'; problem: 'characters' }
  | { field: 'sessionName'; problem: 'characters' | 'length' }
  | { field: 'duration'; problem: 'range' }
  | { field: 'policy'; problem: 'not-json' | 'too-long' };

/** Seconds: what servers take at least, and MinIO at most (AWS ends at twelve hours). */
const leastDuration = 900;
const longestDuration = 31_536_000;
const longestPolicy = 2048;

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

/** What no STS would take, found before anything is sent. API: AssumeRole, "Request Parameters". */
export function sessionProblems({
  roleArn,
  sessionName,
  duration,
  policy,
}: SessionOptions): SessionProblem[] {
  const problems: SessionProblem[] = [];
  if (roleArn !== undefined && !/^[\x21-\x7e]{1,2048}$/.test(roleArn)) {
    problems.push({ field: 'roleArn', problem: 'characters' });
  }
  if (sessionName !== undefined && !/^[\w+=,.@-]*$/.test(sessionName)) {
    problems.push({ field: 'sessionName', problem: 'characters' });
  } else if (sessionName !== undefined && (sessionName.length < 2 || sessionName.length > 64)) {
    problems.push({ field: 'sessionName', problem: 'length' });
  }
  if (
    duration !== undefined &&
    !(Number.isInteger(duration) && duration >= leastDuration && duration <= longestDuration)
  ) {
    problems.push({ field: 'duration', problem: 'range' });
  }
  if (policy !== undefined && policy.length > longestPolicy) {
    problems.push({ field: 'policy', problem: 'too-long' });
  } else if (policy !== undefined && !isJsonObject(policy)) {
    problems.push({ field: 'policy', problem: 'not-json' });
  }
  return problems;
}

/** The form that is posted. API: AssumeRole, AssumeRoleWithWebIdentity, version 2011-06-15. */
export function sessionForm(request: SessionRequest): string {
  const { roleArn, sessionName, duration, policy } = request.options;
  const form = new URLSearchParams({
    Action: request.method === 'assume-role' ? 'AssumeRole' : 'AssumeRoleWithWebIdentity',
    Version: '2011-06-15',
  });
  if (duration !== undefined) form.set('DurationSeconds', String(duration));
  if (roleArn) form.set('RoleArn', roleArn);
  // AWS insists on a name wherever there is a role.
  if (sessionName || roleArn) form.set('RoleSessionName', sessionName || 'pail');
  if (policy) form.set('Policy', policy);
  if (request.method === 'web-identity') form.set('WebIdentityToken', request.token);
  return form.toString();
}
