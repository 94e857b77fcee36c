import type { Capability, ConnectionProfile, ServerIdentity } from '../../storage/index.ts';
import { evidenceText } from './capability-rows.ts';

interface Report {
  profile: ConnectionProfile;
  bucket: string | undefined;
  identity: ServerIdentity | undefined;
  capabilities: readonly Capability[];
}

/**
 * For a bug report, in English for whoever reads it. Without what is nobody's business there: keys, the host, and the
 * bucket's name.
 */
export function reportText({ profile, bucket, identity, capabilities }: Report): string {
  const admin = identity?.admin;
  const head = [
    ['Server', identity?.software ?? 'hidden'],
    ['Version', admin?.state === 'told' ? (admin.version ?? 'not told') : (admin?.state ?? 'not asked')],
    ...placeOf(profile, identity),
    [
      'Clock',
      identity?.clockOffset === undefined ? 'hidden' : `${Math.round(identity.clockOffset / 1000)} s`,
    ],
  ];
  const rows = capabilities.map((capability) => {
    const { name, state, detail } = capability;
    return [name, detail ? `${state} (${detail})` : state, evidenceText(capability)];
  });
  const lines = [...head, [], ...rows].map((cells) => tabulated(cells));
  const text = `${lines.join('\n')}\n`;
  return bucket === undefined ? text : text.replaceAll(`/${bucket}?`, '/BUCKET?');
}

function placeOf(profile: ConnectionProfile, identity: ServerIdentity | undefined): string[][] {
  const scheme = schemeOf(profile.endpoint);
  if (profile.protocol === 'want') return [['Endpoint', `${scheme}, Want`]];
  const { addressing, region } = profile;
  return [
    ['Endpoint', `${scheme}, ${addressing}`],
    ['Region', identity?.region ? `${region}, server says ${identity.region}` : region],
  ];
}

/** As `reportText`, for a protocol that has no way to ask. */
export function offersText(
  profile: ConnectionProfile,
  offered: readonly { feature: string; offer: string }[],
): string {
  const want = profile.protocol === 'want' ? profile : undefined;
  const head = [
    ['Protocol', want ? 'Want' : 'S3'],
    ['Endpoint', schemeOf(profile.endpoint)],
    ...(want
      ? [
          [
            'Manage endpoint',
            want.manageEndpoint === want.endpoint ? 'the same' : schemeOf(want.manageEndpoint),
          ],
          ['Signed', want.tokenPolicy === undefined ? `here, ${want.keyType}` : `before, ${want.keyType}`],
        ]
      : []),
  ];
  const rows = offered.map(({ feature, offer }) => [feature, offer]);
  return `${[...head, [], ...rows].map((cells) => tabulated(cells)).join('\n')}\n`;
}

const schemeOf = (endpoint: string) => new URL(endpoint).protocol.replace(':', '');

const tabulated = ([first = '', second = '', third = '']: readonly string[]) =>
  `${first.padEnd(20)}${third === '' ? second : second.padEnd(28)}${third}`.trimEnd();
