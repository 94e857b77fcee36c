/** The last segment of a key, as the name of a local file: never empty, no path, nothing that a terminal or a disk trips over. */
export function fileNameOf(key: string): string {
  const segment = key.replace(/\/+$/, '').split('/').at(-1) ?? '';
  const name = segment
    .replaceAll(/\p{Surrogate}/gu, '\ufffd')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must go
    .replaceAll(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\\]/gu, '_');
  return name === '' || name === '.' || name === '..' ? 'download' : name;
}

/**
 * A Content-Disposition that names the object in any script: a plain ASCII `filename` for old readers and
 * `filename*` in UTF-8 beside it (RFC 6266 §4.3, RFC 8187 §3.2).
 */
export function contentDisposition(type: 'attachment' | 'inline', key: string): string {
  const name = fileNameOf(key);
  // In the plain form `%` is avoided too: some readers decode it (RFC 6266, appendix D).
  const ascii = name.replaceAll(/[^\x20-\x7e]/gu, '_').replaceAll(/["%]/g, '_');
  const plain = `${type}; filename="${ascii}"`;
  return ascii === name ? plain : `${plain}; filename*=UTF-8''${extValue(name)}`;
}

/** RFC 8187's attr-char stays, everything else becomes %XX of its UTF-8 bytes. */
function extValue(text: string): string {
  return encodeURIComponent(text).replaceAll(/[!'()*]/g, (character) =>
    // encodeURIComponent leaves these five; of them only `!` is an attr-char.
    character === '!' ? character : `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
