import { useSyncExternalStore } from 'react';
import { parseEndpoint } from '../../../storage/index.ts';
import { publicOriginKey } from '../connection-memory.ts';

/**
 * The address by which others reach a connection's server, as the person typed it: no secret, so it is kept beside the
 * profile. Here for a browser that blocks its storage.
 */
const typed = new Map<string, string>();
const listeners = new Set<() => void>();

function read(connectionId: string): string {
  const known = typed.get(connectionId);
  if (known !== undefined) return known;
  try {
    return localStorage.getItem(publicOriginKey(connectionId)) ?? '';
  } catch {
    return '';
  }
}

function write(connectionId: string, origin: string): void {
  typed.set(connectionId, origin);
  try {
    // What is wrong is not kept: it would stand in the way next time.
    if (origin.trim() === '' || originProblem(origin)) localStorage.removeItem(publicOriginKey(connectionId));
    else localStorage.setItem(publicOriginKey(connectionId), origin);
  } catch {
    // Kept for this visit.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

type OriginProblem = Extract<ReturnType<typeof parseEndpoint>, { problem: string }>['problem'];

/** What is wrong with it as typed; nothing is wrong with none. */
export function originProblem(text: string): OriginProblem | undefined {
  if (text.trim() === '') return undefined;
  const parsed = parseEndpoint(text);
  return 'problem' in parsed ? parsed.problem : undefined;
}

/** As typed, which may be wrong, and what to sign for: undefined for the connection's own endpoint. */
export function usePublicOrigin(connectionId: string) {
  const text = useSyncExternalStore(subscribe, () => read(connectionId));
  const parsed = parseEndpoint(text);
  return {
    text,
    problem: originProblem(text),
    origin: 'endpoint' in parsed ? parsed.endpoint : undefined,
    change: (next: string) => write(connectionId, next),
  };
}
