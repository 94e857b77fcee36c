/** A form as it is sent. */
interface FormBody {
  body: Blob;
  /** The header that names its boundary. */
  contentType: string;
  /** Bytes before the file's own. */
  before: number;
}

/**
 * `multipart/form-data` with the file as its last field, which services read as a stream. The file is referred to, not
 * read: the browser takes it from the disk itself. RFC 7578; names as the HTML standard writes them.
 */
export function formBody(
  fields: Readonly<Record<string, string>>,
  file?: { field: string; content: Blob; type?: string },
): FormBody {
  // 128 bits that nobody can foresee: no file holds them.
  const boundary = `pail-${crypto.getRandomValues(new Uint32Array(4)).join('-')}`;
  const head = new Blob([
    ...Object.entries(fields).map(
      ([name, value]) =>
        `--${boundary}\r\nContent-Disposition: form-data; name="${escaped(name)}"\r\n\r\n${value}\r\n`,
    ),
    // Without a file name and a type it would be taken for a text field.
    ...(file
      ? [
          `--${boundary}\r\nContent-Disposition: form-data; name="${file.field}"; filename="${file.field}"\r\n`,
          `Content-Type: ${file.type || 'application/octet-stream'}\r\n\r\n`,
        ]
      : []),
  ]);
  return {
    body: new Blob([head, ...(file ? [file.content, '\r\n'] : []), `--${boundary}--\r\n`]),
    contentType: `multipart/form-data; boundary=${boundary}`,
    before: head.size,
  };
}

const escaped = (name: string) => name.replaceAll('\n', '%0A').replaceAll('\r', '%0D').replaceAll('"', '%22');
