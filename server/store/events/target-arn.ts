import type { Profile } from '../http/call.ts';

export type DestinationKind = 'queue' | 'topic' | 'function';

const awsArns: Record<DestinationKind, RegExp> = {
  queue: /^arn:aws[a-z-]*:sqs:[^:]*:[^:]*:([^:]+)$/,
  topic: /^arn:aws[a-z-]*:sns:[^:]*:[^:]*:([^:]+)$/,
  function: /^arn:aws[a-z-]*:lambda:[^:]*:[^:]*:function:([^:]+)(?::[^:]+)?$/,
};

/**
 * The webhook that an ARN stands for: MinIO's `arn:minio:sqs:REGION:NAME:webhook` (the region may be empty, and is as
 * good as any), or AWS's ARN of a queue, topic or function called NAME, so that programs written for AWS have
 * somewhere to send to. Undefined: no ARN of this kind.
 */
export function targetOfArn(arn: string, kind: DestinationKind, profile: Profile): string | undefined {
  const minio = kind === 'queue' ? /^arn:minio:sqs:[^:]*:([^:]+):webhook$/.exec(arn) : null;
  const match = minio ?? (profile === 'aws' ? awsArns[kind].exec(arn) : null);
  return match?.[1];
}

/** How the store itself names a webhook. */
export const arnOfTarget = (name: string) => `arn:minio:sqs::${name}:webhook`;
