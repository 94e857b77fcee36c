/** A file by which a template is shown. Times are UTC, as the service's are. */
export interface SampleFile {
  namespace: string;
  /** `/` or `/a/b`. */
  dir: string;
  name: string;
  /** Bytes. */
  size: number;
  mimeType: string;
  /** Pixels, of an image. */
  width?: number;
  height?: number;
  /** The caller's own, by the name behind `var-`. */
  vars?: Readonly<Record<string, string>>;
  now: Date;
  uuid: string;
}

type Variable = (file: SampleFile) => string;

const size: Variable = (file) => String(file.size);
const datePart =
  (from: number, to: number): Variable =>
  ({ now }) =>
    now.toISOString().slice(from, to);

const variables: Readonly<Record<string, Variable>> = {
  namespace: (file) => file.namespace,
  dir: (file) => file.dir,
  name: (file) => file.name,
  ext: ({ name }) => (name.lastIndexOf('.') < 1 ? '' : name.slice(name.lastIndexOf('.') + 1)),
  uuid: (file) => file.uuid,
  size,
  fileSize: size,
  filesize: size,
  mimeType: (file) => file.mimeType,
  width: ({ width }) => (width === undefined ? '' : String(width)),
  height: ({ height }) => (height === undefined ? '' : String(height)),
  year: datePart(0, 4),
  month: datePart(5, 7),
  day: datePart(8, 10),
};

/** The names that a template may hold, but for `var-…`. */
export const variableNames = Object.keys(variables);

/** What the service makes of `${…}`; what is no variable stays as it is. Own variables that are not sent are empty. */
export function fillVariables(template: string, file: SampleFile): string {
  return template.replace(/\$\{([^${}]*)\}/g, (whole: string, name: string) =>
    name.startsWith('var-')
      ? (file.vars?.[name.slice(4)] ?? '')
      : Object.hasOwn(variables, name)
        ? (variables[name]?.(file) ?? whole)
        : whole,
  );
}

/** The `${…}` of a template that the service does not know. */
export function unknownVariables(template: string): string[] {
  const names = [...template.matchAll(/\$\{([^${}]*)\}/g)].map(([, name = '']) => name);
  return names.filter((name) => !name.startsWith('var-') && !Object.hasOwn(variables, name));
}
