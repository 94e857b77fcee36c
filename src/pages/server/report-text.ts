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
    ['Endpoint', `${new URL(profile.endpoint).protocol.replace(':', '')}, ${profile.addressing}`],
    ['Region', identity?.region ? `${profile.region}, server says ${identity.region}` : profile.region],
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

const tabulated = ([first = '', second = '', third = '']: readonly string[]) =>
  `${first.padEnd(20)}${third === '' ? second : second.padEnd(28)}${third}`.trimEnd();
