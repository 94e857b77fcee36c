interface Shown {
  narrow: boolean;
  versions: boolean;
  meta: boolean;
}

/** The widths of the columns, as CSS has them: narrow screens have all of it under the name. */
export function columnWidths({ narrow, versions, meta }: Shown): string {
  if (narrow) return '44px minmax(0, 1fr)';
  return [
    '40px minmax(0, 1fr)',
    meta ? 'minmax(0, 0.75fr)' : '',
    versions ? '200px' : '',
    '104px 148px 136px',
  ]
    .filter(Boolean)
    .join(' ');
}

export function columnCount({ narrow, versions, meta }: Shown): number {
  return narrow ? 2 : 5 + Number(versions) + Number(meta);
}

/** px. */
export function rowHeight({ narrow, meta }: Shown): number {
  if (!narrow) return 36;
  return meta ? 70 : 52;
}
