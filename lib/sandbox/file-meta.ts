import { imageSize } from "image-size";

/** What Sirv finds in a file by itself: of images and videos their size, of others nothing. */
export interface FileMeta {
  readonly width?: number;
  readonly height?: number;
  /** Seconds; 0 for an image. */
  readonly duration?: number;
  /** Such as `"JPEG"`; only a search tells it. */
  readonly format?: string;
}

/**
 * The meta of a file. Of an image whose bytes are none, as tests upload them, and of every video the
 * numbers are 0.
 */
export function fileMeta(bytes: ArrayBuffer, contentType: string): FileMeta {
  const isMedia = /^(image|video)\//i.test(contentType);
  if (!isMedia && contentType !== "application/octet-stream") return {};
  try {
    const { width, height, type = "" } = imageSize(new Uint8Array(bytes));
    const format = type === "jpg" ? "JPEG" : type.toUpperCase();
    if (Number.isFinite(width) && Number.isFinite(height))
      return { width, height, duration: 0, format };
  } catch {
    // It is no image, or one that is broken.
  }
  return isMedia ? { width: 0, height: 0, duration: 0 } : {};
}
