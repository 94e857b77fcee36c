/** What a server can do, as answers that were read, never as a guess. */

/** What the pages use of a bucket, and what people ask about although no page uses it. */
export type CapabilityName =
  | 'list-buckets'
  | 'list'
  | 'list-metadata' // MinIO's extension: user metadata within a listing
  | 'versions'
  | 'uploads'
  | 'location'
  | 'versioning'
  | 'object-lock'
  | 'encryption'
  | 'lifecycle'
  | 'replication'
  | 'tagging'
  | 'cors'
  | 'policy'
  | 'policy-status'
  | 'notification'
  | 'listen'
  | 'select'
  | 'acl'
  | 'public-access-block'
  | 'ownership-controls'
  | 'website'
  | 'logging'
  | 'accelerate'
  | 'request-payment';

/**
 * `unknown`: the answer leaves it open, or nothing was sent because only a request that does something would tell.
 * `fixed`: the server answers, always the same, and refuses to change it.
 */
export type CapabilityState = 'available' | 'not-configured' | 'fixed' | 'unsupported' | 'denied' | 'unknown';

/** The answer that a state was read from. */
export interface CapabilityEvidence {
  method: 'GET';
  /** Path and query without the signature, such as `/photos?cors`. */
  path: string;
  /** HTTP status; absent where no answer came. */
  status?: number;
  /** The service's own code. */
  serviceCode?: string;
  /** Of a success: the name of the document's root element, `JSON` for a policy, `none` for an empty answer. */
  root?: string;
}

export interface Capability {
  name: CapabilityName;
  state: CapabilityState;
  /**
   * A limit that the answer does not show, and the server's name does. `from-memory`: what was begun before the
   * process's last start, or on another node, is missing. `unreliable`: it calls public policies not public.
   */
  limit?: 'from-memory' | 'unreliable';
  /** What the answer itself said in a word: a status, a region. */
  detail?: string;
  /** Absent where nothing was sent. */
  evidence?: CapabilityEvidence;
}

/** Who answers. What is absent is hidden by CORS, or was not said. */
export interface ServerIdentity {
  /** The `Server` header. */
  software?: string;
  /** This page may read every header of its answers, by whatever name: no CORS rule picks some of them. */
  seesAllHeaders?: boolean;
  /** Server time minus ours, in ms, within about a second. */
  clockOffset?: number;
  /** Region that the server names as its own. */
  region?: string;
  /** What MinIO's admin API says, which only its owner may ask. `unavailable`: this server has no such thing. */
  admin:
    | { state: 'told'; version?: string; mode?: string; deploymentId?: string; servers: number }
    | { state: 'denied' | 'unavailable' };
}
