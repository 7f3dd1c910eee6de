let hasWarned = false;

/** Warns once, on the console, that a page shows its client secret to everybody who opens it. */
export function warnOfSecretInPage(): void {
  if (hasWarned || !("document" in globalThis)) return;
  hasWarned = true;
  console.warn(
    "sirv-token: this page holds a client secret, which everybody who opens it can read. Let your server ask for the token, and give createTokenProvider the brokeredToken of sirv-token/broker. If the user brings the secret, set dangerouslyAllowSecretInPage to silence this.",
  );
}
