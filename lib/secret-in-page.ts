let warned = false;

/** Warns once, on the console, that a page shows its client secret to everybody who opens it. */
export function warnOfSecretInPage(): void {
  if (warned || !("document" in globalThis)) return;
  warned = true;
  console.warn("Client secret in a page: use sirv-token/broker");
}
