import type { TablerIcon } from '@tabler/icons-react';
import { type ComponentType, lazy } from 'react';
import type { TextKey } from '../../components/text/catalogue.ts';
import type { TextFunction } from '../../components/text/language.ts';
import type { SettingName, SettingValues } from '../../storage/index.ts';

export interface EditorProps {
  bucket: string;
  /** Of the setting, in the language of the moment. */
  title: string;
}

/** One setting in the list of a bucket's settings, and what opens from there. */
export interface BucketSetting<N extends SettingName = SettingName> {
  /** Also its name in the address. */
  id: N;
  titleKey: TextKey<'settings'>;
  icon: TablerIcon;
  /** In a few words, what a configured one says. */
  summaryOf(value: SettingValues[N], t: TextFunction<'settings'>): string;
  /** What it means that nothing is configured; `notSet` where absent. */
  unsetKey?: TextKey<'settings'>;
  /** Whether a server of this name answers for the setting and refuses every change of it. */
  fixedOn?: (software: string) => boolean;
  Editor: ComponentType<EditorProps>;
}

/** `load` is called when the setting is opened first: the list does not wait for the editors. */
export function defineBucketSetting<N extends SettingName>({
  load,
  ...definition
}: Omit<BucketSetting<N>, 'Editor'> & { load: () => Promise<ComponentType<EditorProps>> }): BucketSetting<N> {
  return { ...definition, Editor: lazy(async () => ({ default: await load() })) };
}
