import type { en } from './en/index.ts';
import type { lazyTexts } from './lazy-texts.ts';

/** All text of the page, by feature. English is the source; the other languages must have every key of it. */
type EntryCatalogue = typeof en;
export type EntryFeature = keyof EntryCatalogue;

/** Texts that come with the pages that show them. */
export type LazyFeature = keyof typeof lazyTexts;
type LazyCatalogue = { [F in LazyFeature]: Awaited<ReturnType<(typeof lazyTexts)[F]['en']>> };

type Catalogue = EntryCatalogue & LazyCatalogue;
export type Feature = keyof Catalogue;

type BaseKey<K> = K extends `${infer Base}_one` | `${infer Base}_other` ? Base : K;

/** The keys that `t` takes: `files_one` and `files_other` are asked for as `files`, with a `count`. */
export type TextKey<F extends Feature> = BaseKey<keyof Catalogue[F]> & string;

/** Every key of the English feature. Chinese has one plural form, so `_one` need not be there. */
export type Translation<English> = {
  [K in keyof English as K extends `${string}_one` ? never : K]: string;
};
