import {
  type CheckSurroundings,
  type ConnectionCheck,
  failed,
  isSilence,
  passed,
  skipped,
} from '../check-result.ts';
import type { WantProfile } from '../connection.ts';
import type { Credentials } from '../credentials.ts';
import { StorageError } from '../errors.ts';
import { base64url } from './base64url.ts';
import { printPolicy, valuesOf } from './upload-policy.ts';
import { createWantCaller, type WantCaller } from './want-caller.ts';
import { listFiles } from './want-files.ts';
import { cancelBlocks } from './want-uploads.ts';

interface CheckedWant {
  profile: WantProfile;
  credentials?: Credentials;
  /** Asked for its files, where it is known. A token says itself what its namespace is. */
  namespace?: string;
}

type Checks<Result = void> = AsyncGenerator<ConnectionCheck, Result, undefined>;
/** Why a question was not answered with yes. */
type Answer = StorageError | undefined;

/** In place of a namespace that nobody has named: that there is none of this name is an answer too. */
const noNamespace = 'pail-connection-check';
const probePolicyLasts = 3600_000;

/**
 * As `checkConnection`, for a Want service. Nothing is stored: the upload endpoint is asked to cancel an upload that was
 * never begun, which needs the same preflight, token and namespace as one that goes on (with a token of somebody else's
 * that is all that is sent); the manage endpoint is asked for a page of files. Which of access key, type and secret is
 * wrong the service does not tell, so they are one check.
 */
export async function* checkWant(checked: CheckedWant, surroundings: CheckSurroundings): Checks {
  const { profile, credentials } = checked;
  const token = credentials?.uploadToken;
  if (token !== undefined) yield* checkToken(profile, token, surroundings);
  else yield* checkKeys(checked, surroundings);
}

async function* checkKeys(
  { profile, credentials, namespace }: CheckedWant,
  { signal, transport, now, answers }: CheckSurroundings,
): Checks {
  const { endpoint, manageEndpoint, keyType, accessKeyId, timeout } = profile;
  const keys = { type: keyType, accessKeyId, secretAccessKey: credentials?.secretAccessKey ?? '' };
  const open = (clock: () => number) =>
    createWantCaller(
      {
        uploadEndpoint: endpoint,
        manageEndpoint,
        signer: { kind: 'keys', keys },
        timeout: timeout && timeout * 1000,
        corrects: false,
      },
      { transport, now: clock },
    );
  const asked = namespace ?? noNamespace;
  const askForFiles = (clock: () => number) =>
    ask(listFiles(open(clock), { namespace: asked, dir: '/', page: 1, pageSize: 1 }, { signal }));
  const askForUploads = (clock: () => number) => {
    const expiration = clock() + probePolicyLasts;
    const policy = printPolicy({ namespace: asked, expiration, insertOnly: 1 });
    return ask(cancelNothing(open(clock), policy, signal));
  };

  let uploads = await askForUploads(now);
  const uploadsAnswer = () => answers(endpoint, signal);
  if (!(yield* checkReach(uploads, ['reachable', 'cors'], uploadsAnswer))) return;
  let files = await askForFiles(now);
  const manageNames = ['manage-reachable', 'manage-cors'] as const;
  const manageAnswers = () => answers(manageEndpoint, signal);
  if (!(yield* checkReach(files, manageNames, manageAnswers, manageEndpoint))) return;

  // What is signed here is good for an hour by this machine's clock.
  const isLate = uploads?.code === 'token-expired';
  const skew = files?.code === 'clock-skew' ? files : isLate ? new StorageError('clock-skew') : undefined;
  if (skew) {
    yield failed('clock', skew);
    const { clockOffset } = skew;
    if (clockOffset === undefined) return;
    const clock = () => now() + clockOffset;
    files = await askForFiles(clock);
    if (isLate) uploads = await askForUploads(clock);
  } else {
    yield passed('clock');
  }

  yield* accountChecks([uploads, files], namespace);
}

/** What both endpoints say of who asks, and the second of the namespace. */
function accountChecks([uploads, files]: [Answer, Answer], namespace: string | undefined): ConnectionCheck[] {
  const answers = [uploads, files];
  const tellsNothing = (error: Answer) => error?.code === 'unknown';
  const isTaken = (error: Answer) => !error || isOfNamespace(error) || isOfArgument(error);
  const refusal = answers.find((error) => !isTaken(error) && !tellsNothing(error));
  if (refusal) return [failed('keys', refusal), skipped('namespace')];
  if (!answers.some(isTaken)) return [skipped('keys'), skipped('namespace')];
  if (namespace === undefined || tellsNothing(files)) return [passed('keys'), skipped('namespace')];
  return [passed('keys'), files ? failed('namespace', files) : passed('namespace')];
}

async function* checkToken(
  { endpoint, manageEndpoint, timeout, tokenPolicy = '' }: WantProfile,
  token: string,
  { signal, transport, now, answers }: CheckSurroundings,
): Checks {
  const caller = createWantCaller(
    {
      uploadEndpoint: endpoint,
      manageEndpoint,
      signer: { kind: 'token', token },
      timeout: timeout && timeout * 1000,
    },
    { transport, now },
  );
  const isOver = isExpired(tokenPolicy, now());
  const answer = await ask(cancelNothing(caller, tokenPolicy, signal));
  if (!(yield* checkReach(answer, ['reachable', 'cors'], () => answers(endpoint, signal)))) {
    if (isOver) yield failed('token-expiry', new StorageError('token-expired'));
    return;
  }
  if (answer?.code === 'token-expired') {
    yield* [failed('token-expiry', answer), skipped('token'), skipped('namespace')];
    return;
  }
  const isTaken = answer === undefined || isOfNamespace(answer);
  // Who takes it goes by another clock.
  if (isOver && !isTaken) yield failed('token-expiry', new StorageError('token-expired'));
  else yield passed('token-expiry');
  if (isTaken) {
    yield passed('token');
    yield answer ? failed('namespace', answer) : passed('namespace');
  } else {
    yield* [answer.code === 'unknown' ? skipped('token') : failed('token', answer), skipped('namespace')];
  }
}

/** Whether an endpoint answers, in this protocol, what the page may read; true where it makes sense to go on. */
async function* checkReach(
  error: Answer,
  [reachable, cors]: readonly ['reachable', 'cors'] | readonly ['manage-reachable', 'manage-cors'],
  answersAtAll: () => Promise<boolean>,
  endpoint?: string,
): Checks<boolean> {
  if (error?.code === 'not-want') {
    yield failed(reachable, error, endpoint);
    return false;
  }
  if (!error || !isSilence(error)) {
    yield* [passed(reachable), passed(cors)];
    return true;
  }
  if (await answersAtAll()) yield* [passed(reachable), failed(cors, error, endpoint)];
  else yield failed(reachable, error, endpoint);
  return false;
}

/** Such answers come behind the look at who asks. A 403 in other words may be about either. */
const isOfNamespace = ({ code, serviceCode }: StorageError) =>
  code === 'no-such-bucket' ||
  code === 'no-such-key' ||
  (code === 'access-denied' && serviceCode === 'AccessDenied');
/** The only argument of ours that a service can object to is the namespace's name. */
const isOfArgument = ({ code }: StorageError) => code === 'invalid-argument';

function isExpired(policy: string, now: number): boolean {
  const { expiration } = valuesOf(policy);
  const time = Number(expiration ?? -1);
  return time !== -1 && time <= now;
}

/** Succeeds where a token is taken: that the upload is unknown is what was asked for. */
function cancelNothing(caller: WantCaller, policy: string, signal: AbortSignal | undefined): Promise<void> {
  const upload = { id: base64url(noNamespace), uploadId: crypto.randomUUID().replaceAll('-', '') };
  return cancelBlocks(caller, { policy, ...upload }, { signal });
}

async function ask(question: Promise<unknown>): Promise<Answer> {
  try {
    await question;
    return undefined;
  } catch (error) {
    if (!(error instanceof StorageError) || error.code === 'aborted') throw error;
    return error;
  }
}
