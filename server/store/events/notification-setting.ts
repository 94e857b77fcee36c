import type { Profile } from '../http/call.ts';
import { configuredEvents } from './event-names.ts';
import { type DestinationKind, targetOfArn } from './target-arn.ts';

/** One destination and what it is told. https://docs.aws.amazon.com/AmazonS3/latest/API/API_QueueConfiguration.html */
export interface NotificationConfiguration {
  kind: DestinationKind;
  id: string;
  arn: string;
  /** As they were asked for, such as `s3:ObjectCreated:*`. */
  events: readonly string[];
  prefix?: string;
  suffix?: string;
}

export interface NotificationSetting {
  configurations: readonly NotificationConfiguration[];
}

interface Happening {
  name: string;
  key: string;
}

/** The webhooks that must be told, each once, however many configurations name it. */
export function targetsToTell(
  setting: NotificationSetting | undefined,
  happening: Happening,
  profile: Profile,
): ReadonlySet<string> {
  const targets = new Set<string>();
  for (const configuration of setting?.configurations ?? []) {
    if (!matchesKey(configuration, happening.key)) continue;
    const isAsked = configuration.events.some((name) =>
      configuredEvents(name, profile)?.includes(happening.name),
    );
    const target = isAsked ? targetOfArn(configuration.arn, configuration.kind, profile) : undefined;
    if (target !== undefined) targets.add(target);
  }
  return targets;
}

export const matchesKey = (
  { prefix = '', suffix = '' }: Pick<NotificationConfiguration, 'prefix' | 'suffix'>,
  key: string,
) => key.startsWith(prefix) && key.endsWith(suffix);
