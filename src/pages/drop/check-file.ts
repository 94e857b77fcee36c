import { type FormTerms, refuseUnsendableKey } from '../../storage/index.ts';

/** Why a file is not sent at all: the server would refuse it, and nobody waits for that. */
export type DropRefusal =
  | 'too-large'
  | 'too-small'
  | 'too-large-for-forms'
  | 'type'
  | 'type-unknown'
  | 'name'
  | 'twice'
  | 'one-only'
  | 'folder';

/** What one POST can bring: 5 GiB. */
const maxFormFile = 5 * 1024 ** 3;
// In two pieces, as it is no template of ours.
const fileNameVariable = '$' + '{filename}';
/** Where a browser knows no type. */
const unknownType = 'application/octet-stream';

export interface CheckedFile {
  key: string;
  contentType: string;
}

/** Where a file would go and as what, or why not. `taken`: keys of this visit that are there or on their way. */
export function checkFile(
  terms: FormTerms,
  file: Pick<File, 'name' | 'size' | 'type'>,
  taken: ReadonlySet<string>,
): CheckedFile | { refusal: DropRefusal } {
  const { size } = terms;
  if (size && file.size > size.max) return { refusal: 'too-large' };
  if (size && file.size < size.min) return { refusal: 'too-small' };
  if (file.size > maxFormFile) return { refusal: 'too-large-for-forms' };
  const type = typeOf(terms, file.type);
  if ('refusal' in type) return type;
  const key = 'exact' in terms.key ? terms.key.exact : terms.key.prefix + file.name;
  // Nobody replaces the one file of a form by accident; under a prefix two files of one name would.
  if ('prefix' in terms.key && taken.has(key)) return { refusal: 'twice' };
  if (!isSendable(key) || file.name.includes(fileNameVariable)) return { refusal: 'name' };
  return { key, contentType: type.contentType };
}

/** Names that no address could ask for later, such as `..`. */
function isSendable(key: string): boolean {
  try {
    refuseUnsendableKey(key);
    return true;
  } catch {
    return false;
  }
}

function typeOf(
  { contentType }: FormTerms,
  type: string,
): { contentType: string } | { refusal: DropRefusal } {
  if (!contentType) return { contentType: type };
  if ('exact' in contentType) {
    // Of a type with parameters the browser knows none of them. A type that it does not know may well be right.
    const wanted = contentType.exact.split(';')[0]?.trim().toLowerCase();
    return type === '' || type.toLowerCase() === wanted
      ? { contentType: contentType.exact }
      : { refusal: 'type' };
  }
  const sent = type || unknownType;
  if (sent.startsWith(contentType.prefix)) return { contentType: sent };
  return { refusal: type === '' ? 'type-unknown' : 'type' };
}
