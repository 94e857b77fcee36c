import i18next from 'i18next';
import { useCallback, useSyncExternalStore } from 'react';
import type { EntryFeature, Feature, LazyFeature, TextKey } from './catalogue.ts';
import { en } from './en/index.ts';

export const languages = { en: 'English', 'zh-CN': '简体中文', 'zh-TW': '繁體中文' } as const;
export type Language = keyof typeof languages;

const storageKey = 'pail-language';

const text = i18next.createInstance();

/** Chinese is loaded when it is asked for; English is always there, as the fallback. */
const loaders: Record<
  Exclude<Language, 'en'>,
  () => Promise<{ catalogue: Record<EntryFeature, Record<string, string>> }>
> = {
  'zh-CN': () => import('./zh-cn/index.ts'),
  'zh-TW': () => import('./zh-tw/index.ts'),
};

/** The person's choice, else the browser's first language that we have. */
export function preferredLanguage(
  chosen: string | null = readChoice(),
  accepted: readonly string[] = navigator.languages,
): Language {
  if (chosen !== null && chosen in languages) return chosen as Language;
  for (const tag of accepted) {
    const lower = tag.toLowerCase();
    if (lower.startsWith('en')) return 'en';
    if (/^zh-(tw|hk|mo|hant)/.test(lower)) return 'zh-TW';
    if (lower.startsWith('zh')) return 'zh-CN';
  }
  return 'en';
}

function readChoice(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}

export async function startText(language: Language = preferredLanguage()): Promise<void> {
  await text.init({
    lng: 'en',
    fallbackLng: 'en',
    resources: { en },
    interpolation: { escapeValue: false },
  });
  await changeLanguage(language);
}

/** Switches and remembers. */
export async function setLanguage(language: Language): Promise<void> {
  await changeLanguage(language);
  try {
    localStorage.setItem(storageKey, language); // a preference, not a secret
  } catch {
    // The choice holds for this visit then.
  }
}

async function changeLanguage(language: Language): Promise<void> {
  if (language !== 'en' && !text.hasResourceBundle(language, 'shell')) {
    const { catalogue } = await loaders[language]();
    for (const [feature, texts] of Object.entries(catalogue))
      text.addResourceBundle(language, feature, texts);
  }
  await Promise.all([...loaded].map((feature) => addLazyText(feature, language)));
  await text.changeLanguage(language);
  document.documentElement.lang = language;
}

const loaded = new Set<LazyFeature>();

/** Loads what a page says in the language of the moment; later changes of language bring it along. */
export async function loadText(feature: LazyFeature): Promise<void> {
  loaded.add(feature);
  await Promise.all([addLazyText(feature, 'en'), addLazyText(feature, text.language as Language)]);
}

async function addLazyText(feature: LazyFeature, language: Language): Promise<void> {
  if (text.hasResourceBundle(language, feature)) return;
  const { lazyTexts } = await import('./lazy-texts.ts');
  text.addResourceBundle(language, feature, await lazyTexts[feature][language]());
}

function subscribe(listener: () => void): () => void {
  text.on('languageChanged', listener);
  return () => text.off('languageChanged', listener);
}

export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, () => text.language as Language);
}

export type TextFunction<F extends Feature> = (
  key: TextKey<F>,
  values?: Record<string, string | number> & { count?: number },
) => string;

/** `const t = useText('buckets'); t('created', { name })`. Renders again when the language changes. */
export function useText<F extends Feature>(feature: F): TextFunction<F> {
  const language = useLanguage();
  return useCallback(
    (key, values) => text.t(key, { ...values, ns: feature, lng: language }),
    [feature, language],
  );
}
