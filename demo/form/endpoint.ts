/** Whom the page asks. */
export type EndpointKind = "sandbox" | "broker" | "sirv";

export const sirvEndpoint = "https://api.sirv.com/v2/token";

/**
 * Whether an address is of this machine. No link may name another one: whoever sent it would get the
 * secret that is typed in.
 */
export function isLoopback(address: string): boolean {
  return URL.canParse(address) && /^(127\.0\.0\.1|localhost)$/.test(new URL(address).hostname);
}

/** What the form says about a kind of endpoint. */
export const endpointNotes: Readonly<Record<EndpointKind, string>> = {
  sandbox:
    "Sirv’s documented contract, in this page. It needs no account and no network, and its secret is of no use anywhere else.",
  broker:
    "A route of your own server that keeps the secret and hands the page a token. The page sends {} with its session’s cookies.",
  sirv: "The secret goes from this page to that address alone: over HTTPS, or to this machine.",
};

/** Where the REST API is that takes an endpoint's tokens. */
export function accountUrl(kind: EndpointKind, endpoint: string): string {
  const ours = endpoint.endsWith("/v2/token") && kind !== "broker";
  return (ours ? endpoint : sirvEndpoint).replace(/token$/, "account");
}
