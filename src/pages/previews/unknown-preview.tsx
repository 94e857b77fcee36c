import { BytesView } from './bytes-view.tsx';
import { HexPreview } from './hex/hex-preview.tsx';
import { NoPreview } from './no-preview.tsx';
import type { PreviewProps } from './preview-source.ts';
import { looksLikeText } from './text/encoding.ts';
import { TextPreview } from './text/text-preview.tsx';

/** Bytes that are looked at. */
const sample = 4 * 1024;

/** Neither its type nor its name says what it is: its first bytes may. */
export function UnknownPreview(props: PreviewProps) {
  const { source, head, objectKey } = props;
  return (
    <BytesView source={source} end={sample}>
      {(bytes) =>
        looksLikeText(bytes) ? (
          <TextPreview source={source} />
        ) : (
          <>
            <NoPreview head={head} objectKey={objectKey} />
            <HexPreview source={source} />
          </>
        )
      }
    </BytesView>
  );
}
