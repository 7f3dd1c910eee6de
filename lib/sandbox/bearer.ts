import { type SandboxClient, scopes } from "./client.ts";

/** What a token allows, and whose it is. */
interface Grant {
  readonly clientId: string;
  readonly scope: readonly string[];
}

/** The tokens of one sandbox. */
export interface Bearer {
  /** A token that looks like Sirv's: an HS256 JWT with the claims that Sirv's have. */
  issue(client: SandboxClient, expiresIn: number): { readonly token: string } & Grant;
  /** What the token of an `authorization` header grants, if it is good. */
  verify(authorization: string | null): Grant | undefined;
  /** Makes a token worthless before its time. Whether it was given at all. */
  revoke(token: string): boolean;
  /** Makes every token worthless that was given so far. */
  revokeAll(): void;
}

/**
 * Tokens are known by having been given, and their signature is random: pages over plain HTTP and jsdom
 * have no `crypto.subtle` to sign with, and no other server has to believe them.
 */
export function createBearer(now: () => number): Bearer {
  const given = new Map<string, Grant & { readonly exp: number }>();
  const revoked = new Set<string>();
  const seconds = () => Math.floor(now() / 1000);

  return {
    issue({ clientId, clientName = "Sandbox", scope = scopes }, expiresIn) {
      const iat = seconds();
      const exp = iat + expiresIn;
      // Two tokens of one second differ.
      const aud = Array.from(randomBytes(16), (byte) => byte.toString(16).padStart(2, "0")).join(
        "",
      );
      const token = [
        encode(JSON.stringify({ alg: "HS256", typ: "JWT" })),
        encode(JSON.stringify({ clientId, clientName, scope, iat, exp, aud })),
        base64url(randomBytes(32)),
      ].join(".");
      given.set(token, { clientId, scope, exp });
      return { token, clientId, scope };
    },
    verify(authorization) {
      const token = /^Bearer (.+)$/i.exec(authorization ?? "")?.[1] ?? "";
      const grant = given.get(token);
      return grant && seconds() < grant.exp && !revoked.has(token) ? grant : undefined;
    },
    revoke(token) {
      if (!given.has(token)) return false;
      revoked.add(token);
      return true;
    },
    revokeAll() {
      for (const token of given.keys()) revoked.add(token);
    },
  };
}

// Not at import: workerd gives no random numbers outside a request.
function randomBytes(length: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(length));
}

function encode(text: string): string {
  return base64url(new TextEncoder().encode(text));
}

function base64url(bytes: Uint8Array): string {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
