import { randomUUID } from 'node:crypto';
import type { Profile } from '../http/call.ts';
import { invalidArgument, malformedXml, notImplemented, S3Error } from '../http/s3-error.ts';
import { readXml, requiredText, type XmlElement } from '../xml/read-xml.ts';
import { element, leaf, xmlDocument } from '../xml/write-xml.ts';
import { checkNotification } from './notification-checks.ts';
import type { NotificationConfiguration, NotificationSetting } from './notification-setting.ts';
import type { DestinationKind } from './target-arn.ts';

interface ReadOptions {
  profile: Profile;
  /** The webhooks that ARNs may name. */
  targets: ReadonlySet<string>;
}

const kinds: readonly { kind: DestinationKind; name: string; arn: string }[] = [
  { kind: 'queue', name: 'QueueConfiguration', arn: 'Queue' },
  { kind: 'topic', name: 'TopicConfiguration', arn: 'Topic' },
  { kind: 'function', name: 'CloudFunctionConfiguration', arn: 'CloudFunction' },
];

const maxBytes = 1024;

/**
 * The document of a PUT, checked. Throws MalformedXML for what is no such document, InvalidArgument for what asks for
 * what cannot be.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html
 */
export function readNotification(document: Buffer, options: ReadOptions): NotificationSetting {
  const root = readXml(document, 'NotificationConfiguration');
  if (root.child('EventBridgeConfiguration') !== undefined) throw notImplemented();
  const configurations = kinds.flatMap(({ kind, name, arn }) =>
    root.children(name).map((parent) => readConfiguration(parent, kind, arn, options)),
  );
  checkNotification(configurations, options);
  return { configurations };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketNotificationConfiguration.html */
export function writeNotification({ configurations }: NotificationSetting): string {
  const written = kinds.flatMap(({ kind, name, arn }) =>
    configurations
      .filter((configuration) => configuration.kind === kind)
      .map((configuration) =>
        element(name, [
          leaf('Id', configuration.id),
          filterElement(configuration),
          ...configuration.events.map((event) => leaf('Event', event)),
          leaf(arn, configuration.arn),
        ]),
      ),
  );
  return xmlDocument('NotificationConfiguration', written);
}

function readConfiguration(
  parent: XmlElement,
  kind: DestinationKind,
  arnName: string,
  { profile }: ReadOptions,
): NotificationConfiguration {
  const events = parent.children('Event').map((event) => event.text());
  if (events.length === 0) throw malformedXml('A configuration needs at least one Event.');
  const id = parent.child('Id')?.text() ?? '';
  return {
    kind,
    // MinIO leaves it empty.
    id: id === '' && profile === 'aws' ? randomUUID() : id,
    arn: requiredText(parent, arnName),
    events,
    ...readFilter(parent, profile),
  };
}

function readFilter(parent: XmlElement, profile: Profile): { prefix?: string; suffix?: string } {
  const filter: { prefix?: string; suffix?: string } = {};
  for (const rule of parent.child('Filter')?.child('S3Key')?.children('FilterRule') ?? []) {
    const sent = requiredText(rule, 'Name');
    // AWS itself answers with capitals, and takes them back.
    const name = profile === 'aws' ? sent.toLowerCase() : sent;
    const value = rule.child('Value')?.text() ?? '';
    if (name !== 'prefix' && name !== 'suffix') {
      throw invalidArgument('FilterRule.Name', sent, 'A filter rule is for a prefix or a suffix.');
    }
    if (filter[name] !== undefined) {
      throw invalidArgument('FilterRule.Name', sent, `A filter takes one ${name}.`);
    }
    if (profile === 'aws' && Buffer.byteLength(value) > maxBytes) {
      throw new S3Error('InvalidArgument', `A filter's value has at most ${maxBytes} bytes.`);
    }
    filter[name] = value;
  }
  return filter;
}

function filterElement({ prefix, suffix }: NotificationConfiguration): string {
  const rules = [
    { name: 'prefix', value: prefix },
    { name: 'suffix', value: suffix },
  ].filter(({ value }) => value !== undefined);
  if (rules.length === 0) return '';
  const written = rules.map(({ name, value }) =>
    element('FilterRule', [leaf('Name', name), leaf('Value', value)]),
  );
  return element('Filter', [element('S3Key', written)]);
}
