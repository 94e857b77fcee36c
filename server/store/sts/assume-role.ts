import type { Account, Accounts } from '../access/accounts.ts';
import { parsePolicy } from '../access/parse-policy.ts';
import { formatIsoSeconds } from '../auth/credential-scope.ts';
import type { Profile, Reply } from '../http/call.ts';
import { S3Error } from '../http/s3-error.ts';
import { element, leaf } from '../xml/write-xml.ts';
import { stsReply } from './sts-document.ts';
import { StsError } from './sts-error.ts';

const defaultSeconds = 3600;
const leastSeconds = 900;
/** A year, as MinIO has it; AWS ends at twelve hours. */
const mostSeconds = 31_536_000;
const maxPolicyLength = 2048;

interface AssumeRoleContext {
  /** Undefined: the request is anonymous. */
  account: Account | undefined;
  accounts: Accounts;
  parameters: URLSearchParams;
  profile: Profile;
  requestId: string;
}

/**
 * A session for whoever asks, with the rights of theirs that its `Policy` allows. There are no roles here: RoleArn
 * and RoleSessionName only come back in the answer.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export function assumeRole({ account, accounts, parameters, profile, requestId }: AssumeRoleContext): Reply {
  if (account === undefined) {
    throw new StsError(
      'MissingAuthenticationToken',
      'AssumeRole takes a signed request.',
      'InvalidParameterValue',
    );
  }
  if (account.sessionToken !== undefined) {
    throw new StsError('AccessDenied', 'A session cannot ask for another session.');
  }
  const seconds = durationSeconds(parameters.get('DurationSeconds') ?? '');
  const policy = parameters.get('Policy') || undefined;
  if (policy !== undefined) checkSessionPolicy(policy);
  const session = accounts.issue(account, seconds, policy);
  const role = parameters.get('RoleArn')?.split('/').at(-1) || account.userName;
  const sessionName = parameters.get('RoleSessionName') || session.accessKeyId;
  return stsReply('AssumeRoleResponse', [
    element('AssumeRoleResult', [
      element(
        'AssumedRoleUser',
        profile === 'minio'
          ? [leaf('Arn', ''), leaf('AssumeRoleId', '')]
          : [
              leaf('AssumedRoleId', `${session.accessKeyId}:${sessionName}`),
              leaf('Arn', `arn:aws:sts::000000000000:assumed-role/${role}/${sessionName}`),
            ],
      ),
      element('Credentials', [
        leaf('AccessKeyId', session.accessKeyId),
        leaf('SecretAccessKey', session.secretAccessKey),
        leaf('Expiration', formatIsoSeconds(session.expires)),
        leaf('SessionToken', session.sessionToken),
      ]),
    ]),
    element('ResponseMetadata', [leaf('RequestId', requestId)]),
  ]);
}

function durationSeconds(text: string): number {
  if (text === '') return defaultSeconds;
  const seconds = /^\d{1,8}$/.test(text) ? Number(text) : Number.NaN;
  if (seconds >= leastSeconds && seconds <= mostSeconds) return seconds;
  throw new StsError(
    'ValidationError',
    `DurationSeconds is a number from ${leastSeconds} to ${mostSeconds}.`,
    'InvalidParameterValue',
  );
}

function checkSessionPolicy(text: string): void {
  if (text.length > maxPolicyLength) {
    throw new StsError(
      'PackedPolicyTooLarge',
      `A session policy has ${maxPolicyLength} characters at most.`,
      'InvalidParameterValue',
    );
  }
  try {
    parsePolicy(text, 'identity');
  } catch (error) {
    if (!(error instanceof S3Error)) throw error;
    throw new StsError('MalformedPolicyDocument', error.message, 'InvalidParameterValue');
  }
}
