// What there is instead of a reply when the network fails. The Fetch standard has a TypeError for it and
// says nothing of the reason: each runtime has a place of its own for that, and some have other errors.

const names = /^(Type|Network|Timeout)Error$/;

// Of errors with other names: Bun's behind a proxy, all of Bun's before 1.4, and those of HTTP clients that
// stand in for fetch, such as node-fetch.
const codes: readonly RegExp[] = [
  /^(ECONN\w+|EPIPE|EPROTO|ETIMEDOUT|ENOTFOUND|EAI_\w+|E(HOST|NET)(UNREACH|DOWN))$/,
  /^((UND_ERR|HPE|UNABLE_TO|ERR_(SSL|TLS|PROXY))_\w+|\w*CERT\w*|Connection\w+|FailedToOpenSocket|\w+HTTP_?Response)$/,
];

// workerd throws plain Errors, with nothing else to know them by; DNS and TLS failures are "internal".
const wordsOfWorkerd = /^(Network connection lost\.|internal error(; reference = \w+)?)$/;

/**
 * Whether an error means that the network failed. Whatever else a `fetch` throws is somebody else's, such
 * as the control flow of a framework that patches it: Next.js marks that with a `digest`.
 *
 * @param isReading - Whether the reply had begun: then it broke off, whatever the platform calls that.
 */
export function isNetworkFailure(thrown: unknown, isReading: boolean = false): boolean {
  const { name, code, message, digest, retryable } = partsOf(thrown);
  if (digest !== undefined) return false;
  return (
    isReading ||
    names.test(String(name)) ||
    retryable === true ||
    codes.some((known) => known.test(String(code))) ||
    wordsOfWorkerd.test(String(message))
  );
}

/** The reason of a network failure: what the deepest of its causes says. */
export function reasonOf(failure: unknown): string {
  let reason = "";
  let each = failure;
  // One that causes itself has no end.
  for (let depth = 0; depth < 5 && each !== undefined; depth += 1) {
    const { code, message, cause, errors } = partsOf(each);
    const words = typeof message === "string" ? message : "";
    const unsaidCode = typeof code === "string" && !words.includes(code) ? code : "";
    reason = [unsaidCode, words].filter(Boolean).join(": ") || reason;
    // An AggregateError has one for each address that was tried.
    each = cause ?? (Array.isArray(errors) ? (errors as unknown[])[0] : undefined);
  }
  return reason;
}

/** What may be read of anything that was thrown. */
function partsOf(thrown: unknown): Readonly<Record<string, unknown>> {
  return typeof thrown === "object" && thrown !== null ? (thrown as Record<string, unknown>) : {};
}
