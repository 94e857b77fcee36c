/**
 * A document as lines that people can compare: one element or one JSON value a line, two blanks a level. What is
 * neither XML nor JSON comes line by line as it is.
 */
export function documentLines(text: string): string[] {
  const trimmed = text.trim();
  if (trimmed === '') return [];
  if (trimmed.startsWith('<')) return xmlLines(trimmed);
  try {
    return JSON.stringify(JSON.parse(trimmed), undefined, 2).split('\n');
  } catch {
    return trimmed.split(/\r?\n/);
  }
}

/** Declarations, comments and tags; what stands between them is text. */
const token = /<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<[^>]*>|[^<]+/g;

function xmlLines(text: string): string[] {
  const lines: string[] = [];
  let depth = 0;
  /** An opened element, until it is known whether it holds others. */
  let open: string | undefined;
  let content = '';
  const put = (line: string) => lines.push('  '.repeat(depth) + line);
  const descend = () => {
    if (open !== undefined) {
      put(open);
      depth += 1;
    }
    if (content.trim() !== '') put(normalText(content.trim()));
    open = undefined;
    content = '';
  };

  for (const [part] of text.matchAll(token)) {
    if (part.startsWith('<?')) continue;
    if (!part.startsWith('<')) {
      content += part;
    } else if (part.startsWith('<!')) {
      descend();
      put(part);
    } else if (part.startsWith('</')) {
      if (open !== undefined) {
        put(`${open}${normalText(content)}${part}`);
        open = undefined;
        content = '';
      } else {
        descend();
        depth = Math.max(0, depth - 1);
        put(part);
      }
    } else if (part.endsWith('/>')) {
      descend();
      const tag = withoutNamespace(part).slice(0, -2).trimEnd();
      put(`${tag}></${/^<([^\s>]+)/.exec(tag)?.[1] ?? ''}>`);
    } else {
      descend();
      open = withoutNamespace(part);
    }
  }
  descend();
  return lines;
}

/** Servers say the default namespace or leave it out; it changes nothing. */
const withoutNamespace = (tag: string) => tag.replace(/\s+xmlns=("[^"]*"|'[^']*')/, '');

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The same text is escaped in several ways; here in one. */
function normalText(text: string): string {
  return text
    .replace(/&(?:#(\d+)|#x([\da-f]+)|(amp|lt|gt|quot|apos));/gi, (entity, decimal, hex, name) => {
      if (name !== undefined) return named[String(name).toLowerCase()] ?? entity;
      const code = Number.parseInt(decimal ?? hex, decimal === undefined ? 16 : 10);
      return code <= 0x10ffff ? String.fromCodePoint(code) : entity;
    })
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}

/**
 * What a change is shown against. Servers write a document in their own order, which is no change; but where our own
 * form of the value lacks a line of the server's, the server's text is shown, so that no loss goes unseen.
 */
export function linesBefore(serverText: string, ownText: string): string[] {
  const theirs = documentLines(serverText);
  const ours = documentLines(ownText);
  return theirs.toSorted().join('\n') === ours.toSorted().join('\n') ? ours : theirs;
}

/** The lines of `sent` that `stored` lacks, each as often as it lacks it, in no order. */
export function lostLines(sent: readonly string[], stored: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const line of stored) left.set(line, (left.get(line) ?? 0) + 1);
  return sent.filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  });
}
