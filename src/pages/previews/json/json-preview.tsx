import { useMemo } from 'react';
import { formatBytes } from '../../../components/text/format.ts';
import { useLanguage, useText } from '../../../components/text/language.ts';
import { BytesView } from '../bytes-view.tsx';
import { Note } from '../options.tsx';
import type { PreviewProps } from '../preview-source.ts';
import { decodeText, guessEncoding } from '../text/encoding.ts';
import { TextPreview } from '../text/text-preview.tsx';
import { exactJson } from './exact-json.ts';
import { JsonTree } from './json-tree-view.tsx';

/** Bytes of a document that is read whole: a tree of half a one would lie. */
const limit = 1024 ** 2;

export function JsonPreview({ source }: PreviewProps) {
  const t = useText('previews');
  const language = useLanguage();
  if (source.size > limit) {
    return (
      <>
        <Note>{t('jsonTooLarge', { limit: formatBytes(limit, language) })}</Note>
        <TextPreview source={source} />
      </>
    );
  }
  return (
    <BytesView source={source} end={source.size}>
      {(bytes) => <Document bytes={bytes} source={source} />}
    </BytesView>
  );
}

function Document({ bytes, source }: { bytes: Uint8Array; source: PreviewProps['source'] }) {
  const t = useText('previews');
  const parsed = useMemo(() => exactJson(decodeText(bytes, guessEncoding(bytes))), [bytes]);
  if (parsed.ok) return <JsonTree root={parsed.value} />;
  return (
    <>
      <Note>{t('jsonBroken', { reason: parsed.reason })}</Note>
      <TextPreview source={source} />
    </>
  );
}
