import { useConnection } from '../shared/connection.tsx';
import { ProbedPage } from './probed-page.tsx';
import { ProtocolPage } from './protocol-page.tsx';

/** What the server of this connection can do: asked of it, or known of its protocol where nothing can be asked. */
export default function ServerPage() {
  const { storage } = useConnection();
  return storage.capabilities ? <ProbedPage /> : <ProtocolPage />;
}
