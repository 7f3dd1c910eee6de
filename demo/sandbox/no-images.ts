// Stands for the package image-size in the page, which is a tenth of its weight: nobody uploads an image there.

/** Says of everything that it is no image. */
export function imageSize(): never {
  throw new TypeError("no image");
}
