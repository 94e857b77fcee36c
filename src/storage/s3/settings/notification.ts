import type { NotificationRule } from '../../settings/setting-types.ts';
import { defineXmlSetting } from './define-setting.ts';
import {
  child,
  children,
  element,
  keptOf,
  leaf,
  textOf,
  type XmlElement,
  xmlDocument,
} from './xml-document.ts';

type Kind = NotificationRule['kind'];

const kinds: Record<Kind, { configuration: string; arn: string }> = {
  queue: { configuration: 'QueueConfiguration', arn: 'Queue' },
  topic: { configuration: 'TopicConfiguration', arn: 'Topic' },
  function: { configuration: 'CloudFunctionConfiguration', arn: 'CloudFunction' },
};

const kindOf = new Map(Object.entries(kinds).map(([kind, names]) => [names.configuration, kind as Kind]));

/**
 * Rules in the document's order. The empty document tells nobody; there is no DELETE of this setting.
 * API: GetBucketNotificationConfiguration, PutBucketNotificationConfiguration.
 */
export const notification = defineXmlSetting({
  name: 'notification',
  root: 'NotificationConfiguration',
  missingCodes: [],
  removal: { document: xmlDocument('NotificationConfiguration') },
  read(root) {
    const rules = root.children.flatMap((configuration) => {
      const kind = kindOf.get(configuration.name);
      return kind === undefined ? [] : [readRule(kind, configuration)];
    });
    const kept = keptOf(root, [...kindOf.keys()]);
    return rules.length === 0 && kept.length === 0 ? undefined : { rules, kept };
  },
  print: ({ rules, kept }) => xmlDocument('NotificationConfiguration', rules.map(printRule), kept),
});

function readRule(kind: Kind, configuration: XmlElement): NotificationRule {
  const filter = child(configuration, 'Filter');
  const s3Key = child(filter, 'S3Key');
  const aboutKeys = children(s3Key, 'FilterRule');
  // AWS answers `Prefix` for what was sent as `prefix`.
  const ruleOf = (name: string) =>
    aboutKeys.find((rule) => textOf(rule, 'Name')?.trim().toLowerCase() === name);
  const [prefix, suffix] = [ruleOf('prefix'), ruleOf('suffix')];
  return {
    id: textOf(configuration, 'Id') || undefined,
    kind,
    arn: textOf(configuration, kinds[kind].arn)?.trim() ?? '',
    events: children(configuration, 'Event').map(({ text }) => text.trim()),
    prefix: textOf(prefix, 'Value') || undefined,
    suffix: textOf(suffix, 'Value') || undefined,
    kept: keptOf(configuration, ['Id', kinds[kind].arn, 'Event', 'Filter']),
    keptAboutKeys: [
      ...aboutKeys.filter((rule) => rule !== prefix && rule !== suffix).map(({ xml }) => xml),
      ...keptOf(s3Key, ['FilterRule']),
    ],
    keptInFilter: keptOf(filter, ['S3Key']),
  };
}

function printRule(rule: NotificationRule): string {
  const { id, kind, arn, events, kept } = rule;
  return element(
    kinds[kind].configuration,
    leaf('Id', id),
    leaf(kinds[kind].arn, arn),
    events.map((event) => leaf('Event', event)),
    printFilter(rule),
    kept,
  );
}

function printFilter({ prefix, suffix, keptAboutKeys, keptInFilter }: NotificationRule): string {
  const aboutKeys = [
    ...Object.entries({ prefix, suffix })
      .filter(([, value]) => value !== undefined && value !== '')
      .map(([name, value]) => element('FilterRule', leaf('Name', name), leaf('Value', value))),
    ...keptAboutKeys,
  ];
  const inFilter = [...(aboutKeys.length === 0 ? [] : [element('S3Key', aboutKeys)]), ...keptInFilter];
  return inFilter.length === 0 ? '' : element('Filter', inFilter);
}
