/**
 * Somebody else's text made fit for an error message: on one line, at most 200 characters, without the
 * secret and without any word so long that it could be a token, or hold the secret in another encoding.
 */
export function safeText(secret: string, text: unknown = ""): string {
  return plain(String(text))
    .replaceAll(plain(secret) || "***", "***")
    .slice(0, 200);
}

/** Without controls, line breaks, marks that turn the reading direction, and long words. */
function plain(text: string): string {
  return text.replace(/([\p{C}\s]|\S{32,})+/gu, " ").trim();
}
