/** The size of a text as it goes over the wire. */
export function byteLength(text: string): number {
  return new TextEncoder().encode(text).byteLength;
}

/** Bytes with commas; the platform's own takes as long to start as all the rest of the page. */
export function formatSize(bytes: number): string {
  return `${String(bytes).replace(/\B(?=(\d{3})+$)/g, ",")} bytes`;
}
