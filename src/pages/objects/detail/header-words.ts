/** `x-amz-expiration`: when a lifecycle rule deletes the object, and which. API: HeadObject. */
export function parseExpiration(header: string): { date: Date; rule: string | undefined } | undefined {
  const date = dateIn(header, 'expiry-date');
  return date && { date, rule: decoded(fieldIn(header, 'rule-id')) };
}

/** `x-amz-restore`: a copy out of an archive class, on its way or there for some days. API: HeadObject. */
export function parseRestore(header: string): { ongoing: boolean; until: Date | undefined } | undefined {
  const ongoing = fieldIn(header, 'ongoing-request');
  if (ongoing !== 'true' && ongoing !== 'false') return undefined;
  return { ongoing: ongoing === 'true', until: dateIn(header, 'expiry-date') };
}

const fieldIn = (header: string, name: string) =>
  new RegExp(`(?:^|[,\\s])${name}="([^"]*)"`).exec(header)?.[1];

function dateIn(header: string, name: string): Date | undefined {
  const text = fieldIn(header, name);
  const date = text === undefined ? undefined : new Date(text);
  return date && Number.isNaN(date.getTime()) ? undefined : date;
}

/** Rule ids are encoded as in URLs, by the servers that do it. */
function decoded(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The value of a checksum, and of how many parts it is made where it is not that of the bytes. */
export function parseChecksum(value: string): { value: string; parts: number | undefined } {
  const parts = /-(\d+)$/.exec(value)?.[1];
  return { value, parts: parts === undefined ? undefined : Number(parts) };
}
