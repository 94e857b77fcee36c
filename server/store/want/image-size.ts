/** Pixels, as the file's own header says. */
export interface ImageSize {
  width: number;
  height: number;
}

/** From the first bytes of a PNG, GIF, JPEG or WebP file; undefined for anything else, or when they are too few. */
export function imageSize(head: Buffer): ImageSize | undefined {
  const reader = readers.find(({ isForm }) => isForm(head));
  try {
    const size = reader?.read(head);
    return size !== undefined && size.width > 0 && size.height > 0 ? size : undefined;
  } catch (error) {
    // The header goes on behind the bytes that are there.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

const ascii = (head: Buffer, from: number, to: number) => head.toString('latin1', from, to);

const readers: { isForm(head: Buffer): boolean; read(head: Buffer): ImageSize | undefined }[] = [
  {
    // https://www.w3.org/TR/png-3/#11IHDR
    isForm: (head) => ascii(head, 0, 8) === '\x89PNG\r\n\x1a\n' && ascii(head, 12, 16) === 'IHDR',
    read: (head) => ({ width: head.readUInt32BE(16), height: head.readUInt32BE(20) }),
  },
  {
    // https://www.w3.org/Graphics/GIF/spec-gif89a.txt
    isForm: (head) => /^GIF8[79]a$/.test(ascii(head, 0, 6)),
    read: (head) => ({ width: head.readUInt16LE(6), height: head.readUInt16LE(8) }),
  },
  { isForm: (head) => ascii(head, 0, 3) === '\xff\xd8\xff', read: jpegSize },
  { isForm: (head) => ascii(head, 0, 4) === 'RIFF' && ascii(head, 8, 12) === 'WEBP', read: webpSize },
];

/** The first frame header among the segments. https://www.w3.org/Graphics/JPEG/itu-t81.pdf, annex B */
function jpegSize(head: Buffer): ImageSize | undefined {
  let offset = 2;
  while (head.readUInt8(offset) === 0xff) {
    const marker = head.readUInt8(offset + 1);
    if (marker === 0xff) {
      offset += 1;
      continue;
    }
    // C4, C8 and CC among the frame headers are tables.
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { width: head.readUInt16BE(offset + 7), height: head.readUInt16BE(offset + 5) };
    offset += 2 + head.readUInt16BE(offset + 2);
  }
  return undefined;
}

/** https://developers.google.com/speed/webp/docs/riff_container */
function webpSize(head: Buffer): ImageSize | undefined {
  switch (ascii(head, 12, 16)) {
    case 'VP8 ':
      return { width: head.readUInt16LE(26) & 0x3fff, height: head.readUInt16LE(28) & 0x3fff };
    case 'VP8L': {
      const bits = head.readUInt32LE(21);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return { width: head.readUIntLE(24, 3) + 1, height: head.readUIntLE(27, 3) + 1 };
    default:
      return undefined;
  }
}
