import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useCallback, useContext, useMemo, useSyncExternalStore } from 'react';
import type { Connections, ConnectionsSnapshot, OpenConnection } from './connections.ts';
import { queryKeys } from './query-keys.ts';

const ConnectionsContext = createContext<Connections | undefined>(undefined);
const ConnectionContext = createContext<OpenConnection | undefined>(undefined);

export function ConnectionProvider({
  connections,
  children,
}: {
  connections: Connections;
  children: ReactNode;
}) {
  return <ConnectionsContext value={connections}>{children}</ConnectionsContext>;
}

/** Names the connection for everything below it; used once, by the connected route. */
export function CurrentConnection({ value, children }: { value: OpenConnection; children: ReactNode }) {
  return <ConnectionContext value={value}>{children}</ConnectionContext>;
}

/** The connection in the address; only below a connected route. */
export function useConnection(): OpenConnection {
  const connection = useContext(ConnectionContext);
  if (!connection) throw new Error('useConnection needs a connected route above it.');
  return connection;
}

/** All connections and what can be done to them. `disconnect` also drops what was cached of it. */
export function useConnections(): ConnectionsSnapshot &
  Omit<Connections, 'subscribe' | 'getSnapshot' | 'resolve'> {
  const connections = useContext(ConnectionsContext);
  if (!connections) throw new Error('useConnections needs a ConnectionProvider above it.');
  const queryClient = useQueryClient();
  const snapshot = useSyncExternalStore(connections.subscribe, connections.getSnapshot);
  const disconnect = useCallback(
    (id: string) => {
      connections.disconnect(id);
      void queryClient.cancelQueries({ queryKey: queryKeys.connection(id) });
      queryClient.removeQueries({ queryKey: queryKeys.connection(id) });
    },
    [connections, queryClient],
  );
  return useMemo(
    () => ({
      ...snapshot,
      disconnect,
      connect: connections.connect,
      forget: connections.forget,
      sealedSecrets: connections.sealedSecrets,
      rememberBucket: connections.rememberBucket,
      forgetBucket: connections.forgetBucket,
      embedded: connections.embedded,
    }),
    [snapshot, disconnect, connections],
  );
}
