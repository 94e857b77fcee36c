/** Styles and pictures that are in the document itself; nothing is fetched, nothing runs, nothing is sent. */
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; form-action 'none'; base-uri 'none'";

/**
 * A document for a sandboxed frame. The policy stands before anything that the object says: a parser applies it to
 * all that follows, and a later policy only narrows it. The sandbox holds also without it.
 */
export function contained(html: string): string {
  return `<!doctype html><html><head><meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="referrer" content="no-referrer"></head>${html}`;
}
