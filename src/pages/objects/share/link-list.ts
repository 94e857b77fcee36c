export interface MadeLink {
  key: string;
  url: string;
  expiresAt: Date;
}

/** So many at once: each is signed in this page, a few milliseconds long. */
export const maxLinks = 500;

/** One address a line. */
export const plainList = (links: readonly MadeLink[]) => links.map(({ url }) => url).join('\n');

/** RFC 4180, with a header; times in ISO 8601. */
export function csvList(links: readonly MadeLink[]): string {
  const rows = links.map(({ key, url, expiresAt }) => [key, url, expiresAt.toISOString()]);
  return [['key', 'link', 'expires'], ...rows].map((row) => row.map(csvField).join(',')).join('\r\n');
}

const csvField = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
