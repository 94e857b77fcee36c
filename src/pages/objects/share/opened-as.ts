/** What a link asks for, without what signs it: for people to read. */
export interface OpenedAs {
  /** Decoded: `https://host/bucket/key`. */
  address: string;
  versionId?: string;
  /** Headers that the answer will have, by their usual names. */
  headers: [name: string, value: string][];
}

const headerName = (name: string) =>
  name.replace('response-', '').replace(/(^|-)[a-z]/g, (start) => start.toUpperCase());

export function openedAs(url: string): OpenedAs {
  const { origin, pathname, searchParams } = new URL(url);
  const headers = [...searchParams]
    .filter(([name]) => name.startsWith('response-'))
    .map(([name, value]): [string, string] => [headerName(name), value]);
  return {
    address: origin + decodeURIComponent(pathname),
    versionId: searchParams.get('versionId') ?? undefined,
    headers,
  };
}
