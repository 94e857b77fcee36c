import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useState } from 'react';
import { cssVariables, theme } from './components/theme.ts';
import { createAppRouter } from './pages/routes.tsx';
import { AnnounceProvider } from './pages/shared/announce.tsx';
import { BarSlotProvider } from './pages/shared/bar-content.tsx';
import { CommandsProvider } from './pages/shared/commands.tsx';
import { ConnectionProvider } from './pages/shared/connection.tsx';
import { createConnectionMemory } from './pages/shared/connection-memory.ts';
import { createConnections } from './pages/shared/connections.ts';
import { fetchEmbeddedStore } from './pages/shared/embedded-store.ts';
import { applyRetries, createQueryClient } from './pages/shared/query-client.ts';
import { TransferEngineProvider } from './pages/shared/transfer-engine.tsx';
import { createTransferEngine } from './storage/index.ts';

/** What lives as long as the page. */
function createServices() {
  const connections = createConnections(
    createConnectionMemory(storageOrNone('localStorage'), storageOrNone('sessionStorage')),
    fetchEmbeddedStore,
  );
  const queryClient = createQueryClient();
  connections.subscribe(() => applyRetries(queryClient, connections.getSnapshot().open));
  return {
    connections,
    queryClient,
    engine: createTransferEngine(),
    router: createAppRouter({ connections }),
    colorScheme: localStorageColorSchemeManager(),
  };
}

/** A browser that blocks storage throws on the mere mention of it. */
function storageOrNone(name: 'localStorage' | 'sessionStorage'): Storage | undefined {
  try {
    return window[name];
  } catch {
    return undefined;
  }
}

export function App() {
  const [{ connections, queryClient, engine, router, colorScheme }] = useState(createServices);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={colorScheme}
      defaultColorScheme="auto"
    >
      <QueryClientProvider client={queryClient}>
        <ConnectionProvider connections={connections}>
          <TransferEngineProvider engine={engine}>
            <AnnounceProvider>
              <CommandsProvider>
                <BarSlotProvider>
                  <RouterProvider router={router} />
                </BarSlotProvider>
              </CommandsProvider>
            </AnnounceProvider>
          </TransferEngineProvider>
        </ConnectionProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}
