import type { Capability, CapabilityEvidence, CapabilityName, CapabilityState } from '../capabilities.ts';
import type { StorageErrorCode } from '../errors.ts';
import { XmlScanner } from './xml-scan.ts';

/** One question to a bucket (or to the service), and how its answers read. */
export interface CapabilityQuestion {
  name: CapabilityName;
  query: Record<string, string>;
  /** Root elements of a right answer. Anything else means that the sub-resource was not looked at. */
  roots: readonly string[];
  /** Service codes that say: known here, and not set. */
  missingCodes?: readonly string[];
  /** Of a right answer; `available` where it says nothing. */
  read?: (body: string) => { state?: CapabilityState; detail?: string };
}

/** An answer, or the lack of one. */
export type CapabilityAnswer =
  | { body: string; evidence: CapabilityEvidence }
  | { code: StorageErrorCode; evidence: CapabilityEvidence };

/** The name of the root element; `JSON` for an object, `none` for nothing. */
export function rootOf(body: string): string {
  const text = body.trim();
  if (text === '') return 'none';
  if (text.startsWith('{')) return 'JSON';
  const scanner = new XmlScanner(text);
  return scanner.next() ? scanner.name.slice(scanner.name.indexOf(':') + 1) : 'text';
}

/**
 * The state that an answer speaks for. Servers answer sub-resources that they do not know as if they had not been
 * asked for, with a listing, so a status alone proves nothing.
 */
export function classify(question: CapabilityQuestion, answer: CapabilityAnswer): Capability {
  const { name, roots, missingCodes = [], read } = question;
  const { evidence } = answer;
  if ('body' in answer) {
    const root = rootOf(answer.body);
    const seen = { ...evidence, root };
    if (!roots.includes(root)) return { name, state: 'unsupported', evidence: seen };
    return { name, state: 'available', ...read?.(answer.body), evidence: seen };
  }
  if (missingCodes.includes(evidence.serviceCode ?? '')) return { name, state: 'not-configured', evidence };
  return { name, state: stateOfError(answer.code), evidence };
}

function stateOfError(code: StorageErrorCode): CapabilityState {
  if (code === 'not-supported') return 'unsupported';
  if (code === 'access-denied') return 'denied';
  return 'unknown';
}

/** MinIO answers these from a constant, and refuses every change of them. */
const minioFixed: readonly CapabilityName[] = [
  'cors',
  'acl',
  'website',
  'logging',
  'accelerate',
  'request-payment',
];

const minioLimits: Partial<Record<CapabilityName, Capability['limit']>> = {
  uploads: 'from-memory',
  'policy-status': 'unreliable',
};

/** What the GET cannot show and the server's name does. */
export function withServerKnowledge(capability: Capability, software: string | undefined): Capability {
  const { name, state } = capability;
  const isAnswered = state === 'available' || state === 'not-configured';
  if (!/^minio\b/i.test(software ?? '') || !isAnswered) return capability;
  if (minioFixed.includes(name)) return { ...capability, state: 'fixed' };
  const limit = minioLimits[name];
  return limit ? { ...capability, limit } : capability;
}
