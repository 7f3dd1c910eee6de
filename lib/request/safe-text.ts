/** So many characters of a secret in a row give it away. */
const telling = 6;

/**
 * Somebody else's text made fit for an error message: at most 200 characters of plain text, with an
 * ellipsis for each word that may hold a part of a secret, in whatever encoding, or another token. With a
 * secret so short, or so odd, that it could hide among words, nothing of the text is shown.
 */
export function safeText(text: unknown, secrets: readonly string[]): string {
  const isPlain = (secret: string) => /^[^\p{C}\s]{8,}$/u.test(secret.trim());
  if (typeof text !== "string" || !secrets.every(isPlain)) return "";
  const parts = new Set(secrets.flatMap(formsOf).flatMap(partsOf));
  const isSuspicious = (word: string) =>
    // Escapes of JSON, URLs and HTML; a JWT; a word too long for one.
    /[\\%&]|eyJ|[A-Za-z0-9+]{32}/.test(word) || partsOf(word).some((part) => parts.has(part));
  return (
    text
      .slice(0, 2000)
      // Controls, line breaks, and marks that turn the reading direction.
      .split(/[\p{C}\s]+/u)
      .map((word) => (isSuspicious(word) ? "…" : word))
      .join(" ")
      .trim()
      .slice(0, 200)
  );
}

function partsOf(text: string): string[] {
  // URL-safe base64 has two other digits.
  const digits = text.replaceAll("-", "+").replaceAll("_", "/");
  return Array.from({ length: Math.max(digits.length - telling + 1, 0) }, (_, start) =>
    digits.slice(start, start + telling),
  );
}

/** A secret as it is, as a part of a JSON text, and the base64 of both, such as a Basic value. */
function formsOf(secret: string): string[] {
  const forms = [secret, JSON.stringify(secret).slice(1, -1)];
  return [...forms, ...forms.flatMap(base64Of)];
}

/** A text's base64, wherever it begins among what else is encoded, such as a user and a colon. */
function base64Of(text: string): string[] {
  const bytes = Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte));
  // The digits at both ends depend on what stands beside.
  return [0, 1, 2].map((ahead) =>
    btoa(" ".repeat(ahead) + bytes.join(""))
      .slice(Math.ceil((ahead * 4) / 3))
      .replace(/.=+$/, ""),
  );
}
