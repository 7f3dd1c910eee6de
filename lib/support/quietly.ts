/** What the function gives, or `undefined` if it throws: what parsers throw quotes what they parse. */
export function quietly<T>(parse: () => T): T | undefined {
  try {
    return parse();
  } catch {
    // There is nothing to tell.
  }
}
