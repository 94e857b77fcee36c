import type { ParseReply, ParseRequest } from './listing-protocol.ts';
import { parseListing } from './parse-listing.ts';

function reply(message: ParseReply): void {
  self.postMessage(message);
}

self.addEventListener('message', ({ data }: MessageEvent<ParseRequest>) => {
  reply({ kind: 'parsed', id: data.id, listing: parseListing(new TextDecoder().decode(data.bytes)) });
});

reply({ kind: 'ready' });
