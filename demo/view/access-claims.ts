/** The claims of a JWT, for people to look at: programs treat a token as opaque. */
export function claimsOf(token: string): Readonly<Record<string, unknown>> | undefined {
  const [, payload = ""] = token.split(".");
  try {
    const binary = atob(payload.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

/** A claim as people read it: instants of RFC 7519 as local time beside their number. */
export function formatClaim(name: string, value: unknown): string {
  if (typeof value === "number" && ["iat", "exp", "nbf"].includes(name)) {
    return `${value} · ${new Date(value * 1000).toLocaleTimeString()}`;
  }
  return typeof value === "string" ? value : JSON.stringify(value);
}
