import {
  anonymousReach,
  type Grant,
  listGrants,
  type Policy,
  type PrefixProblem,
  prefixProblem,
} from '../../storage/index.ts';

export const grants: readonly Grant[] = ['none', 'readonly', 'writeonly', 'readwrite'];

type GrantNote =
  /** Wildcards in it. */
  | { kind: 'pattern' }
  /** No slash at its end. */
  | { kind: 'open'; example: string }
  /** Others statements give more or less than the grant says. */
  | { kind: `${'more' | 'less'}_${'reads' | 'writes' | 'both'}` };

export interface GrantRow {
  prefix: string;
  grant: Grant;
  isPattern: boolean;
  isChanged: boolean;
  notes: readonly GrantNote[];
}

/**
 * The rows of the table: the whole bucket, what the draft grants, and what the stored policy granted, so that what
 * was taken away is still there to see and to give back; `added` are prefixes that were typed.
 */
export function grantRows(
  draft: Policy,
  stored: Policy | undefined,
  added: readonly string[],
  bucket: string,
): GrantRow[] {
  const now = new Map(listGrants(draft, bucket).map((row) => [row.prefix, row]));
  const before = new Map((stored ? listGrants(stored, bucket) : []).map((row) => [row.prefix, row]));
  const prefixes = [...new Set(['', ...now.keys(), ...before.keys(), ...added])].sort();
  return prefixes.map((prefix) => {
    const row = now.get(prefix) ?? before.get(prefix);
    const grant = now.get(prefix)?.grant ?? 'none';
    const isPattern = row?.isPattern ?? false;
    return {
      prefix,
      grant,
      isPattern,
      isChanged: grant !== (before.get(prefix)?.grant ?? 'none'),
      notes: isPattern ? [{ kind: 'pattern' }] : notesOf(draft, bucket, prefix, grant),
    };
  });
}

function notesOf(policy: Policy, bucket: string, prefix: string, grant: Grant): GrantNote[] {
  const notes: GrantNote[] = [];
  if (prefix !== '' && !prefix.endsWith('/') && grant !== 'none') {
    notes.push({ kind: 'open', example: `${prefix}-2/` });
  }
  const reach = anonymousReach(policy, bucket, prefix);
  const reads = grant === 'readonly' || grant === 'readwrite';
  const writes = grant === 'writeonly' || grant === 'readwrite';
  const more = which(reach.reads && !reads, reach.writes && !writes);
  const less = which(!reach.reads && reads, !reach.writes && writes);
  if (more) notes.push({ kind: `more_${more}` });
  if (less) notes.push({ kind: `less_${less}` });
  return notes;
}

function which(reads: boolean, writes: boolean): 'reads' | 'writes' | 'both' | undefined {
  if (reads && writes) return 'both';
  if (reads) return 'reads';
  return writes ? 'writes' : undefined;
}

export type NewPrefixProblem = 'empty' | 'listed' | PrefixProblem;

/** Why a typed prefix cannot be added to the table. */
export function newPrefixProblem(prefix: string, rows: readonly GrantRow[]): NewPrefixProblem | undefined {
  if (prefix === '') return 'empty';
  if (rows.some((row) => row.prefix === prefix)) return 'listed';
  return prefixProblem(prefix);
}
