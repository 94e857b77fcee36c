import type { Capability, CapabilityName, CapabilityState } from '../../storage/index.ts';

export const groups = ['list', 'settings', 'rest'] as const;
export type Group = (typeof groups)[number];

/** Where each stands on the page; all that is not named here is in `rest`. */
const members: Record<Exclude<Group, 'rest'>, readonly CapabilityName[]> = {
  list: ['list-buckets', 'list', 'list-metadata', 'versions', 'uploads'],
  settings: [
    'versioning',
    'object-lock',
    'encryption',
    'lifecycle',
    'replication',
    'tagging',
    'cors',
    'policy',
    'notification',
  ],
};

/** The capabilities of one group, in the order of the answers. */
export function membersOf(group: Group, capabilities: readonly Capability[]): Capability[] {
  const named = Object.values(members).flat();
  return capabilities.filter(({ name }) =>
    group === 'rest' ? !named.includes(name) : members[group].includes(name),
  );
}

type Reason =
  | CapabilityState
  | NonNullable<Capability['limit']>
  | 'ignored'
  | 'noAnswer'
  | 'noObject'
  | 'unasked';

/** Why a capability has its state, as one of the sentences of the page. */
export function reasonOf({ name, state, limit, evidence }: Capability): Reason {
  if (limit) return limit;
  if (state === 'unsupported' && evidence?.root !== undefined) return 'ignored';
  if (state !== 'unknown') return state;
  if (!evidence) return 'unasked';
  if (evidence.status === undefined) return 'noAnswer';
  return name === 'list-metadata' && evidence.root !== undefined ? 'noObject' : 'unknown';
}

/** `GET /photos?cors → 501 NotImplemented`, `GET /photos?tagging → 200 <Tagging>`; empty where nothing was asked. */
export function evidenceText({ evidence }: Capability): string {
  if (!evidence) return '';
  const { method, path, status, serviceCode, root } = evidence;
  const document =
    root === undefined ? undefined : /^[A-Z]\w+$/.test(root) && root !== 'JSON' ? `<${root}>` : root;
  const answer = [status, serviceCode ?? document].filter((part) => part !== undefined).join(' ');
  return answer === '' ? `${method} ${path}` : `${method} ${path} → ${answer}`;
}

const states: readonly CapabilityState[] = [
  'available',
  'not-configured',
  'fixed',
  'unsupported',
  'denied',
  'unknown',
];

/** How many there are of each state that occurs. */
export function countStates(
  capabilities: readonly Capability[],
): { state: CapabilityState; count: number }[] {
  return states
    .map((state) => ({ state, count: capabilities.filter((each) => each.state === state).length }))
    .filter(({ count }) => count > 0);
}
