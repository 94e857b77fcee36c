import { useEffect, useState } from 'react';

/** Decoding costs memory: a larger picture has its size told by the service. */
const maxBytes = 20 * 1024 ** 2;

/** Width and height of a picture in pixels, once they are known. */
export function useImageSize(file: File | undefined): { width?: number; height?: number } {
  const [known, setKnown] = useState<{ file: File; width: number; height: number }>();
  useEffect(() => {
    if (!file?.type.startsWith('image/') || file.size > maxBytes) return;
    let isOn = true;
    createImageBitmap(file).then(
      (bitmap) => {
        if (isOn) setKnown({ file, width: bitmap.width, height: bitmap.height });
        bitmap.close();
      },
      // No picture that this browser knows: then it has no size here.
      () => undefined,
    );
    return () => {
      isOn = false;
    };
  }, [file]);
  return known !== undefined && known.file === file ? { width: known.width, height: known.height } : {};
}
