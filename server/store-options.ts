import { isAccessKeyId, isSecret, type StoreCredentials } from './credentials.ts';
import { OptionProblem, type Setting } from './option-problem.ts';
import type { Profile } from './store/http/call.ts';

/** Where notifications go. The ARN has the name: `arn:minio:sqs::NAME:webhook`. */
export interface WebhookOption {
  name: string;
  url: string;
}

/** `NAME:SECRET`; a secret may hold colons, a name not. No sentence shows a secret. */
export function parseUsers(settings: readonly Setting[]): StoreCredentials[] {
  const users = settings.map(({ value, from }) => {
    const colon = value.indexOf(':');
    if (colon === -1) throw new OptionProblem(`${from} must be NAME:SECRET, and there is no colon in it.`);
    const accessKeyId = value.slice(0, colon);
    if (!isAccessKeyId(accessKeyId)) {
      throw new OptionProblem(
        `${from} must name a user in 3 to 128 letters, digits and ._+=@- only, not "${accessKeyId}".`,
      );
    }
    const secretAccessKey = value.slice(colon + 1);
    if (!isSecret(secretAccessKey)) {
      throw new OptionProblem(
        `${from} must give ${accessKeyId} a secret of 8 to 128 characters, all visible ASCII.`,
      );
    }
    return { accessKeyId, secretAccessKey };
  });
  refuseTwice(
    users.map(({ accessKeyId }) => accessKeyId),
    settings,
    'the user',
  );
  return users;
}

/** `NAME=URL` */
export function parseWebhooks(settings: readonly Setting[]): WebhookOption[] {
  const webhooks = settings.map(({ value, from }) => {
    const [, name, url] = /^([A-Za-z0-9_-]{1,64})=(.*)$/s.exec(value) ?? [];
    if (name === undefined || url === undefined) {
      throw new OptionProblem(
        `${from} must be NAME=URL with a name of letters, digits, _ and - only, not "${value}".`,
      );
    }
    checkWebhookUrl(name, url, from);
    return { name, url };
  });
  refuseTwice(
    webhooks.map(({ name }) => name),
    settings,
    'the webhook',
  );
  return webhooks;
}

export function parseProfile({ value, from }: Setting): Profile {
  if (value === 'aws' || value === 'minio') return value;
  throw new OptionProblem(`${from} must be aws or minio, not "${value}".`);
}

/** Credentials in a URL are refused: fetch does not send them, and they would stand in every list of processes. */
function checkWebhookUrl(name: string, url: string, from: string): void {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol)) {
    throw new OptionProblem(`${from} must give ${name} an http or https URL, not "${url}".`);
  }
  if (parsed.username !== '' || parsed.password !== '') {
    throw new OptionProblem(`${from} must give ${name} a URL without a user and password.`);
  }
}

function refuseTwice(names: readonly string[], settings: readonly Setting[], what: string): void {
  const again = names.findIndex((name, index) => names.indexOf(name) !== index);
  const from = settings[again]?.from;
  if (from !== undefined) throw new OptionProblem(`${from} has ${what} ${names[again]} twice.`);
}
