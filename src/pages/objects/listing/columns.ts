interface Shown {
  narrow: boolean;
  versions: boolean;
  meta: boolean;
  storageClass: boolean;
}

/** The widths of the columns, as CSS has them: narrow screens have all of it under the name. */
export function columnWidths({ narrow, versions, meta, storageClass }: Shown): string {
  if (narrow) return '44px minmax(0, 1fr)';
  return [
    '40px minmax(0, 1fr)',
    meta ? 'minmax(0, 0.75fr)' : '',
    versions ? '200px' : '',
    '104px 148px',
    storageClass ? '136px' : '',
  ]
    .filter(Boolean)
    .join(' ');
}

export function columnCount({ narrow, versions, meta, storageClass }: Shown): number {
  return narrow ? 2 : 4 + Number(versions) + Number(meta) + Number(storageClass);
}

/** px. */
export function rowHeight({ narrow, meta }: Pick<Shown, 'narrow' | 'meta'>): number {
  if (!narrow) return 36;
  return meta ? 70 : 52;
}
