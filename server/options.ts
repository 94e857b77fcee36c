import { isIP } from 'node:net';
import { parseArgs } from 'node:util';
import type { StoreCredentials } from './credentials.ts';
import { OptionProblem, type Setting } from './option-problem.ts';
import type { Profile } from './store/http/call.ts';
import { parseProfile, parseUsers, parseWebhooks, type WebhookOption } from './store-options.ts';

export interface Options {
  /** Host name or IP address to listen on, without brackets. */
  host: string;
  /** Port of the page, 0 for any free one. */
  port: number;
  /** Port of the embedded store, 0 for any free one. */
  storePort: number;
  /** Folder of the embedded store, as the person wrote it. */
  dataFolder: string;
  /** False: serve the page alone. */
  store: boolean;
  /** Whose habits the store has. */
  profile: Profile;
  /** Users of the store beside its owner. */
  users: StoreCredentials[];
  /** A file with more of them, as the person wrote it. */
  usersFile: string | undefined;
  /** Where the store's notifications can be sent. */
  webhooks: WebhookOption[];
}

export type ParsedOptions =
  | { kind: 'run'; options: Options }
  | { kind: 'help' }
  | { kind: 'problem'; sentence: string };

export const helpText = `Usage: npm start -- [flags]

  --host HOST                where to listen                      PAIL_HOST            127.0.0.1
  --port PORT                port of the console, 0 = any free    PAIL_PORT            7350
  --store-port PORT          port of the embedded store           PAIL_STORE_PORT      7351
  --data FOLDER              folder of the embedded store         PAIL_DATA            ./data
  --profile aws|minio        whose habits the store has           PAIL_PROFILE         aws
  --user NAME:SECRET         a user of the store                  PAIL_USER
  --users FILE               a JSON file of users                 PAIL_USERS
  --notify-webhook NAME=URL  where notifications may be sent      PAIL_NOTIFY_WEBHOOK
  --no-store                 serve the console alone              PAIL_NO_STORE=1
  --help                     this text

--user and --notify-webhook may be given more than once, and their variables hold several with spaces between.
A user may do what a bucket's policy allows. In the file, {"accessKeyId", "secretAccessKey", "policy"} in a list
gives a user a policy as well.
The embedded store's keys are made for each data folder; PAIL_ACCESS_KEY and PAIL_SECRET_KEY set them.
`;

type SingleName = 'host' | 'port' | 'store-port' | 'data' | 'profile' | 'users';
/** Those that may be given again and again. */
type ListName = 'user' | 'notify-webhook';
type Name = SingleName | ListName;

const variables: Record<Name | 'no-store', string> = {
  host: 'PAIL_HOST',
  port: 'PAIL_PORT',
  'store-port': 'PAIL_STORE_PORT',
  data: 'PAIL_DATA',
  profile: 'PAIL_PROFILE',
  user: 'PAIL_USER',
  users: 'PAIL_USERS',
  'notify-webhook': 'PAIL_NOTIFY_WEBHOOK',
  'no-store': 'PAIL_NO_STORE',
};

/** Flags win over the environment; an empty variable counts as unset. */
export function parseOptions(argv: string[], environment: Record<string, string | undefined>): ParsedOptions {
  try {
    const flags = readFlags(argv);
    if (flags.help) return { kind: 'help' };
    const setting = (name: SingleName, fallback: string): Setting => {
      const flag = flags.values.get(name)?.at(-1);
      if (flag !== undefined) return { value: flag, from: `--${name}` };
      return { value: environment[variables[name]] || fallback, from: variables[name] };
    };
    const settings = (name: ListName): Setting[] => {
      const given = flags.values.get(name);
      if (given !== undefined) return given.map((value) => ({ value, from: `--${name}` }));
      const listed = environment[variables[name]]?.split(/\s+/).filter((value) => value !== '') ?? [];
      return listed.map((value) => ({ value, from: variables[name] }));
    };
    const options: Options = {
      host: parseHost(setting('host', '127.0.0.1')),
      port: parsePort(setting('port', '7350')),
      storePort: parsePort(setting('store-port', '7351')),
      dataFolder: setting('data', './data').value,
      store: !(flags.noStore || parseSwitch(environment[variables['no-store']] ?? '', variables['no-store'])),
      profile: parseProfile(setting('profile', 'aws')),
      users: parseUsers(settings('user')),
      usersFile: setting('users', '').value || undefined,
      webhooks: parseWebhooks(settings('notify-webhook')),
    };
    if (options.store && options.port !== 0 && options.port === options.storePort) {
      throw new OptionProblem(
        `The console and the store cannot share port ${options.port}: give one of them another with --port or --store-port.`,
      );
    }
    return { kind: 'run', options };
  } catch (error) {
    if (error instanceof OptionProblem) return { kind: 'problem', sentence: error.message };
    throw error;
  }
}

function readFlags(argv: string[]): { values: Map<Name, string[]>; noStore: boolean; help: boolean } {
  const { tokens } = parseArgs({
    args: argv,
    strict: false,
    tokens: true,
    options: {
      host: { type: 'string' },
      port: { type: 'string' },
      'store-port': { type: 'string' },
      data: { type: 'string' },
      profile: { type: 'string' },
      user: { type: 'string' },
      users: { type: 'string' },
      'notify-webhook': { type: 'string' },
      'no-store': { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const values = new Map<Name, string[]>();
  let noStore = false;
  let help = false;
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue;
    if (token.kind === 'positional') {
      throw new OptionProblem(`"${token.value}" is not a flag; --help lists the flags.`);
    }
    switch (token.name) {
      case 'host':
      case 'port':
      case 'store-port':
      case 'data':
      case 'profile':
      case 'user':
      case 'users':
      case 'notify-webhook':
        if (!token.value) throw new OptionProblem(`${token.rawName} needs a value; --help shows how.`);
        values.set(token.name, [...(values.get(token.name) ?? []), token.value]);
        break;
      case 'no-store':
      case 'help':
        if (token.value !== undefined) throw new OptionProblem(`${token.rawName} takes no value.`);
        if (token.name === 'help') help = true;
        else noStore = true;
        break;
      default:
        throw new OptionProblem(`${token.rawName} is not a flag of Pail; --help lists the flags.`);
    }
  }
  return { values, noStore, help };
}

function parsePort({ value, from }: Setting): number {
  const port = /^\d{1,5}$/.test(value) ? Number(value) : Number.NaN;
  if (port <= 65_535) return port;
  throw new OptionProblem(`${from} must be a port from 0 to 65535, not "${value}".`);
}

function parseHost({ value, from }: Setting): string {
  const host = /^\[.*\]$/.test(value) ? value.slice(1, -1) : value;
  if (isIP(host) !== 0 || (host === value && /^[a-z0-9_]([a-z0-9._-]*[a-z0-9])?$/i.test(host))) return host;
  throw new OptionProblem(
    `${from} must be a host name or an IP address without scheme and port, not "${value}".`,
  );
}

function parseSwitch(value: string, from: string): boolean {
  switch (value.toLowerCase()) {
    case '1':
    case 'true':
    case 'yes':
      return true;
    case '':
    case '0':
    case 'false':
    case 'no':
      return false;
    default:
      throw new OptionProblem(`${from} must be 1 or 0, not "${value}".`);
  }
}
