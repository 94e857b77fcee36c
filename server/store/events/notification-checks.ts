import type { Profile } from '../http/call.ts';
import { invalidArgument, S3Error } from '../http/s3-error.ts';
import { configuredEvents } from './event-names.ts';
import type { NotificationConfiguration } from './notification-setting.ts';
import { targetOfArn } from './target-arn.ts';

interface CheckOptions {
  profile: Profile;
  targets: ReadonlySet<string>;
}

/** By this sentence, which AWS and MinIO share, client libraries tell an event that the server does not know. */
export const unknownEvent = (name: string) =>
  invalidArgument('Event', name, 'A specified event is not supported for notifications.');

const maxIdLength = 255;

/** What a well-formed document can still get wrong. Throws InvalidArgument. */
export function checkNotification(
  configurations: readonly NotificationConfiguration[],
  options: CheckOptions,
): void {
  for (const [index, configuration] of configurations.entries()) {
    checkConfiguration(configuration, options);
    for (const earlier of configurations.slice(0, index)) {
      if (options.profile === 'minio') checkNotSame(earlier, configuration);
      else checkApart(earlier, configuration);
    }
  }
}

function checkConfiguration(
  { kind, id, arn, events }: NotificationConfiguration,
  { profile, targets }: CheckOptions,
): void {
  if (profile === 'minio' && kind !== 'queue') {
    throw new S3Error('UnsupportedNotification', 'Only queues can be notified here, no topics or functions.');
  }
  if (id.length > maxIdLength) {
    throw invalidArgument('Id', id, `An Id has at most ${maxIdLength} characters.`);
  }
  for (const [index, event] of events.entries()) {
    if (configuredEvents(event, profile) === undefined) throw unknownEvent(event);
    if (events.indexOf(event) !== index) {
      throw invalidArgument('Event', event, 'A configuration names the same event twice.');
    }
  }
  const target = targetOfArn(arn, kind, profile);
  if (target === undefined || !targets.has(target)) {
    throw invalidArgument('ARN', arn, 'The store has no destination with this ARN.');
  }
}

/** MinIO takes whatever is not the very same. */
function checkNotSame(one: NotificationConfiguration, other: NotificationConfiguration): void {
  const isSame =
    one.id === other.id &&
    one.arn === other.arn &&
    one.prefix === other.prefix &&
    one.suffix === other.suffix &&
    one.events.length === other.events.length &&
    one.events.every((event) => other.events.includes(event));
  if (isSame) throw invalidArgument('Id', one.id, 'A configuration is there twice.');
}

/**
 * AWS wants it clear where an event goes: two configurations of a kind that share an event have prefixes, or
 * suffixes, that no key can have both of.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html
 */
function checkApart(one: NotificationConfiguration, other: NotificationConfiguration): void {
  if (one.id === other.id) throw invalidArgument('Id', one.id, 'Two configurations have the same Id.');
  if (one.kind !== other.kind) return;
  const asked = new Set(one.events.flatMap((event) => configuredEvents(event, 'aws') ?? []));
  const shared = other.events.find((event) =>
    configuredEvents(event, 'aws')?.some((name) => asked.has(name)),
  );
  if (shared === undefined || !filtersOverlap(one, other)) return;
  throw invalidArgument('Event', shared, 'Two configurations share an event, and their filters overlap.');
}

type Filter = Pick<NotificationConfiguration, 'prefix' | 'suffix'>;

/** Whether a key can match both. */
export function filtersOverlap(one: Filter, other: Filter): boolean {
  const { prefix: prefixA = '', suffix: suffixA = '' } = one;
  const { prefix: prefixB = '', suffix: suffixB = '' } = other;
  const prefixes = prefixA.startsWith(prefixB) || prefixB.startsWith(prefixA);
  const suffixes = suffixA.endsWith(suffixB) || suffixB.endsWith(suffixA);
  return prefixes && suffixes;
}
