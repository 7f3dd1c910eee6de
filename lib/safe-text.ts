/**
 * Somebody else's text made fit for an error message: at most 200 characters, with a space for the
 * secret, and for whatever is not plain text: controls, line breaks, marks that turn the reading
 * direction, and words so long that they could be a token, or hold the secret in another encoding.
 */
export function safeText(secret: string, text: unknown = ""): string {
  return String(text)
    .replaceAll(secret, " ")
    .replace(/([\p{C}\s]|\S{32,})+/gu, " ")
    .slice(0, 200);
}
