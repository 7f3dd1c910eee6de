import { isOnLoopback } from "../../lib/support/loopback.ts";

/** Whom the page asks. */
export type EndpointKind = "sandbox" | "broker" | "sirv";

export const sirvEndpoint = "https://api.sirv.com/v2/token";

/**
 * Whether an address is of this machine. No link may name another one: whoever sent it would get the
 * secret that is typed in.
 */
export function isLoopback(address: string): boolean {
  return URL.canParse(address) && isOnLoopback(new URL(address));
}

/** What the form says about a kind of endpoint. */
export const endpointNotes: Readonly<Record<EndpointKind, string>> = {
  sandbox: "Sirv’s documented contract, played by this page. No account, no network.",
  broker:
    "Your server keeps the secret, and gives the page a token for {} and its session’s cookie. This page plays that server; or name yours.",
  sirv: "Your secret goes to this address, when you press the button, and nowhere else.",
};

/** Where the REST API is that takes the tokens of an endpoint, by the form of its address. */
export function accountUrlOf(endpoint: string): string {
  return (endpoint.endsWith("/v2/token") ? endpoint : sirvEndpoint).replace(/token$/, "account");
}
