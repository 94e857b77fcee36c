import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import {
  type CopyDestination,
  type CopyPlan,
  type ObjectEntry,
  planCopy,
  type StorageDriver,
} from '../../../storage/index.ts';
import { queryKeys } from '../../shared/query-keys.ts';
import { type KeyProblem, keyProblem } from '../key-rules.ts';
import { existingKeys } from '../upload/existing-keys.ts';

/** ms of no typing before the server is asked. */
const typingPause = 250;

interface PlanInput {
  storage: StorageDriver;
  bucket: string;
  sources: readonly ObjectEntry[] | undefined;
  folders: readonly string[];
  /** Undefined while what is typed is no destination. */
  destination: CopyDestination | undefined;
}

/** The plan for what is typed, and what is in its way. */
export interface LivePlan {
  plan: CopyPlan<KeyProblem> | undefined;
  existing: ReadonlySet<string>;
  /** The destination could not be listed: nothing is known of what is there. */
  unlooked: unknown;
  /** Plan and answer belong to what is typed now. */
  isSettled: boolean;
}

const nothing: ReadonlySet<string> = new Set();

export function usePlan({ storage, bucket, sources, folders, destination }: PlanInput): LivePlan {
  const typed = destination && JSON.stringify(destination);
  const [settled] = useDebouncedValue(typed, typingPause);
  const plan = useMemo(() => {
    if (settled === undefined || sources === undefined) return undefined;
    const to = JSON.parse(settled) as CopyDestination;
    return planCopy({ bucket, sources, folders, destination: to, keyProblem });
  }, [settled, sources, bucket, folders]);
  const query = useQuery({
    queryKey: [...queryKeys.connection(storage.connectionId), 'copy-existing', bucket, settled],
    queryFn: ({ signal }) =>
      existingKeys(
        (input) => storage.objects.list(input, { signal }),
        plan?.destination.bucket ?? '',
        plan?.pairs.map(({ to }) => to) ?? [],
      ),
    enabled: plan !== undefined && plan.pairs.length > 0,
    staleTime: 0,
    gcTime: 0,
    retry: false,
    structuralSharing: false,
    refetchOnWindowFocus: false,
  });
  const isAnswered = !query.isFetching || plan?.pairs.length === 0;
  return {
    plan: typed === undefined ? undefined : plan,
    existing: query.data ?? nothing,
    unlooked: query.error ?? undefined,
    isSettled: typed === settled && isAnswered,
  };
}
