import type { ComponentPropsWithRef } from 'react';

/**
 * The parts of an ARIA grid whose rows are virtual (https://www.w3.org/WAI/ARIA/apg/patterns/grid/): table elements
 * would lose their own layout, and with it their meaning. The row has the focus, not its cells.
 */
export function Grid(props: ComponentPropsWithRef<'div'>) {
  // biome-ignore lint/a11y/useSemanticElements: virtual rows, see above
  return <div role="grid" {...props} />;
}

export function RowGroup(props: ComponentPropsWithRef<'div'>) {
  // biome-ignore lint/a11y/useSemanticElements: virtual rows, see above
  return <div role="rowgroup" {...props} />;
}

export function GridRow(props: ComponentPropsWithRef<'div'>) {
  // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: virtual rows, see above
  return <div role="row" {...props} />;
}

export function GridCell(props: ComponentPropsWithRef<'div'>) {
  // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: virtual rows, see above
  return <div role="gridcell" {...props} />;
}

export function ColumnHeader(props: ComponentPropsWithRef<'div'>) {
  // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: virtual rows, see above
  return <div role="columnheader" {...props} />;
}
