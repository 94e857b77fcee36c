/** A form's fields in their order, as they were sent. */
export async function formOf(body: unknown): Promise<[string, string][]> {
  const text = await (body as Blob).text();
  const [boundary = ''] = text.split('\r\n', 1);
  return text
    .split(boundary)
    .slice(1, -1)
    .map((part) => {
      const end = part.indexOf('\r\n\r\n');
      return [/name="([^"]*)"/.exec(part.slice(0, end))?.[1] ?? '', part.slice(end + 4, -2)];
    });
}
