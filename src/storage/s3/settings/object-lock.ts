import type { ObjectLockValue } from '../../settings/setting-types.ts';
import { defineXmlSetting } from './define-setting.ts';
import { understandOne, wholeNumber } from './understood.ts';
import { child, element, keptOf, leaf, textOf, type XmlElement, xmlDocument } from './xml-document.ts';

type Retention = NonNullable<ObjectLockValue['defaultRetention']>;

/** API: GetObjectLockConfiguration, PutObjectLockConfiguration. A bucket that has Object Lock keeps it. */
export const objectLock = defineXmlSetting({
  name: 'object-lock',
  root: 'ObjectLockConfiguration',
  missingCodes: ['ObjectLockConfigurationNotFoundError'],
  removal: 'never',
  read(root) {
    if (textOf(root, 'ObjectLockEnabled')?.trim() !== 'Enabled') return undefined;
    const rule = understandOne(root, 'Rule', ['DefaultRetention'], readRetention);
    return {
      defaultRetention: rule.value,
      kept: [...rule.kept, ...keptOf(root, ['ObjectLockEnabled', 'Rule'])],
    };
  },
  print: ({ defaultRetention, kept }) =>
    xmlDocument(
      'ObjectLockConfiguration',
      leaf('ObjectLockEnabled', 'Enabled'),
      defaultRetention === undefined ? kept : [printRule(defaultRetention), ...kept.filter(isNoRule)],
    ),
});

function readRetention(rule: XmlElement): Retention | undefined {
  const retention = child(rule, 'DefaultRetention');
  const mode = textOf(retention, 'Mode')?.trim();
  const [days, years] = [textOf(retention, 'Days'), textOf(retention, 'Years')].map(wholeNumber);
  if (mode !== 'GOVERNANCE' && mode !== 'COMPLIANCE') return undefined;
  if (keptOf(retention, ['Mode', 'Days', 'Years']).length > 0) return undefined;
  if (days !== undefined && years === undefined) return { mode, period: { days } };
  if (years !== undefined && days === undefined) return { mode, period: { years } };
  return undefined;
}

const printRule = ({ mode, period }: Retention) =>
  element(
    'Rule',
    element(
      'DefaultRetention',
      leaf('Mode', mode),
      'days' in period ? leaf('Days', period.days) : leaf('Years', period.years),
    ),
  );

/** A document has one rule at most. */
const isNoRule = (xml: string) => !/^<(?:[^\s>:]+:)?Rule[\s/>]/.test(xml);
