import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import type { LazyFeature } from '../../components/text/catalogue.ts';
import { loadText } from '../../components/text/language.ts';

/** A part of a page that comes, with what it says, when it is first drawn. Needs a `Suspense` above it. */
export function lazyPart<Props>(
  features: readonly LazyFeature[],
  load: () => Promise<ComponentType<Props>>,
): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => {
    const [part] = await Promise.all([load(), ...features.map(loadText)]);
    return { default: part };
  });
}
