/** What is known of a file when its variables are written out. */
export interface MagicFile {
  namespace: string;
  dir: string;
  name: string;
  /** Bytes. */
  size: number;
  mimeType: string;
  /** Pixels; absent for what is no image of a known form. */
  image: { width: number; height: number } | undefined;
  /** The caller's own, by the name behind `var-`. */
  vars: ReadonlyMap<string, string>;
}

/** What writing variables out needs beside the file, so that it stays a function of its arguments. */
export interface MagicMoment {
  /** Unix ms; dates are those of UTC. */
  now: number;
  uuid: string;
}

/** How a value is written where the text around it has a syntax of its own. */
export type MagicEscape = (value: string) => string;

const plain: MagicEscape = (value) => value;
/** Between the quotes of a JSON text. */
export const jsonEscape: MagicEscape = (value) => JSON.stringify(value).slice(1, -1);
export const formEscape: MagicEscape = (value) => encodeURIComponent(value);

/**
 * Writes out `${…}`. A variable of the caller's that was not sent is empty, as are the sizes of what is no image; what
 * is no variable at all stays as it is.
 */
export function writeMagicVariables(
  template: string,
  file: MagicFile,
  moment: MagicMoment,
  escaped: MagicEscape = plain,
): string {
  return template.replace(/\$\{([^${}]*)\}/g, (whole: string, name: string) => {
    const value = name.startsWith('var-')
      ? (file.vars.get(name.slice(4)) ?? '')
      : variableOf(name, file, moment);
    return value === undefined ? whole : escaped(value);
  });
}

/** Whether the text depends on the whole content, which is not known before it came. */
export const needsSize = (template: string) => /\$\{(?:size|fileSize|filesize)\}/.test(template);

/** Whether it depends on what the content is. */
export const needsContent = (template: string) =>
  needsSize(template) || /\$\{(?:mimeType|width|height)\}/.test(template);

/** What is behind the last dot of a file name, without it; empty where there is none. */
export function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot < 1 ? '' : name.slice(dot + 1);
}

function variableOf(name: string, file: MagicFile, { now, uuid }: MagicMoment): string | undefined {
  const date = new Date(now).toISOString();
  switch (name) {
    case 'namespace':
    case 'dir':
    case 'name':
    case 'mimeType':
      return file[name];
    case 'ext':
      return extensionOf(file.name);
    case 'uuid':
      return uuid;
    case 'size':
    case 'fileSize':
    case 'filesize':
      return String(file.size);
    case 'width':
    case 'height':
      return file.image === undefined ? '' : String(file.image[name]);
    case 'year':
      return date.slice(0, 4);
    case 'month':
      return date.slice(5, 7);
    case 'day':
      return date.slice(8, 10);
    default:
      return undefined;
  }
}
