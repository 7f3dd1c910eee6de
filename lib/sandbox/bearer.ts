import { jwtVerify, SignJWT } from "jose";
import type { SandboxClient } from "./client.ts";

export interface Bearer {
  /** A token like Sirv's: an HS256 JWT with the claims that Sirv's have. */
  sign(client: SandboxClient, scope: readonly string[], expiresIn: number): Promise<string>;
  /** The client of an `authorization` header whose token is good, else `undefined`. */
  verify(authorization: string | null): Promise<string | undefined>;
  /** Makes a token worthless before its time. */
  revoke(token: string): void;
}

export function createBearer(now: () => number): Bearer {
  const revoked = new Set<string>();
  // Not before the first use: workerd gives no random numbers outside a request.
  let key: Uint8Array | undefined;
  const secret = () => (key ??= crypto.getRandomValues(new Uint8Array(32)));

  return {
    sign({ clientId, clientName = "Sandbox" }, scope, expiresIn) {
      const issuedAt = Math.floor(now() / 1000);
      return (
        new SignJWT({ clientId, clientName, scope })
          .setProtectedHeader({ alg: "HS256", typ: "JWT" })
          .setIssuedAt(issuedAt)
          .setExpirationTime(issuedAt + expiresIn)
          // Two tokens of one second differ.
          .setAudience(crypto.randomUUID().replaceAll("-", ""))
          .sign(secret())
      );
    },
    async verify(authorization) {
      const token = /^Bearer (.+)$/i.exec(authorization ?? "")?.[1];
      if (token === undefined || revoked.has(token)) return undefined;
      try {
        const { payload } = await jwtVerify<{ clientId: string }>(token, secret(), {
          currentDate: new Date(now()),
        });
        return payload.clientId;
      } catch {
        return undefined;
      }
    },
    revoke: (token) => void revoked.add(token),
  };
}
