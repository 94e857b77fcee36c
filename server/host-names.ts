import { isIP } from 'node:net';

/** What this machine answers to: its interfaces' addresses and its own name. */
export interface MachineNames {
  addresses: string[];
  hostName: string;
}

const wildcards = new Set(['0.0.0.0', '::']);

/** The host of a `Host` header in lower case, without brackets and port; undefined when it is malformed. */
export function hostOfHeader(header: string | null): string | undefined {
  const match = /^(?:\[([0-9a-f:.]+)\]|([^\s:/?#@[\]]+))(?::\d{1,5})?$/i.exec(header ?? '');
  return (match?.[1] ?? match?.[2])?.toLowerCase();
}

/**
 * The names under which the page may be asked for. A page of another site can point its own name at this
 * machine (DNS rebinding) and would then share an origin with us; only its `Host` header gives it away.
 */
export function ownHostNames(listenHost: string, machine: MachineNames): ReadonlySet<string> {
  const names = ['localhost', '127.0.0.1', '::1'];
  if (wildcards.has(listenHost)) {
    names.push(...machine.addresses, machine.hostName, `${machine.hostName}.local`);
  } else {
    names.push(listenHost);
  }
  return new Set(names.map((name) => name.toLowerCase()));
}

/** True for a socket's peer on this machine's loopback, also as IPv4 inside IPv6. */
export function isLoopbackAddress(address: string | undefined): boolean {
  if (address === undefined) return false;
  const plain = address.toLowerCase().replace(/^::ffff:/, '');
  return plain === '::1' || (isIP(plain) === 4 && plain.startsWith('127.'));
}

/** `http://host:port`, IPv6 in brackets. A wildcard is no address to open: loopback stands for it. */
export function httpOrigin(host: string, port: number): string {
  const reachable = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `http://${isIP(reachable) === 6 ? `[${reachable}]` : reachable}:${port}`;
}
