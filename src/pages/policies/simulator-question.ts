import { isOfBucket, type Policy, type simulate } from '../../storage/index.ts';

export interface SimulatorFields {
  /** Else nobody in particular. */
  isNamed: boolean;
  name: string;
  action: string;
  /** The key, or for listings the prefix that is asked for. */
  key: string;
  /** By condition key; '' where the request has none. */
  conditions: Readonly<Record<string, string>>;
}

/** Condition keys that the policy looks at and that the fields do not tell otherwise. */
export function askedKeys(policy: Policy): string[] {
  const told = ['s3:prefix', 'aws:username', 'aws:userid', 'aws:principalarn', 'aws:principaltype'];
  const keys = policy.statements.flatMap(({ conditions }) => conditions.map(({ key }) => key));
  return [...new Set(keys)].filter((key) => !told.includes(key.toLowerCase())).toSorted();
}

/** Undefined while there is no key to ask about. */
export function questionOf(
  { isNamed, name, action, key, conditions }: SimulatorFields,
  bucket: string,
): Parameters<typeof simulate>[1] | undefined {
  const wanted = action.trim();
  if (wanted === '' || (!isOfBucket(wanted) && key === '')) return undefined;
  const told = Object.entries(conditions).filter(([, value]) => value !== '');
  // Clients send the prefix with every listing, also an empty one.
  if (/^s3:list/i.test(wanted) && isOfBucket(wanted)) told.push(['s3:prefix', key]);
  return {
    principal: isNamed ? name.trim() || 'somebody' : undefined,
    action: wanted,
    bucket,
    key,
    conditions: Object.fromEntries(told),
  };
}
