/**
 * Whether a request may come from a page of another site: as Go 1.25's `CrossOriginProtection` has it, by what
 * the browser says of itself. Without `Sec-Fetch-Site` and without `Origin`, it is no browser's.
 *
 * @param origins - Whose pages may all the same.
 * @see https://pkg.go.dev/net/http#CrossOriginProtection
 */
export function isCrossSite({ headers, url }: Request, origins: readonly string[]): boolean {
  const origin = headers.get("origin");
  if (origin !== null && origins.includes(origin)) return false;
  const site = headers.get("sec-fetch-site");
  if (site) return site !== "same-origin" && site !== "none";
  return origin !== null && hostOf(origin) !== (headers.get("host") ?? hostOf(url));
}

/** A URL's host and port; `undefined` for what is none, such as the origin `null` of a sandboxed page. */
function hostOf(url: string): string | undefined {
  try {
    return new URL(url).host;
  } catch {
    return undefined;
  }
}
