import { quietly } from "../../lib/support/quietly.ts";

/** A JWT's parts, for people to look at: programs treat a token as opaque. */
export interface Jwt {
  /** As they stand in the token, between its dots. */
  readonly encoded: readonly string[];
  readonly header: Fields;
  readonly claims: Fields;
}

type Fields = Readonly<Record<string, unknown>>;

/** What a token holds, if it is a JWT. */
export function decodeJwt(token: string): Jwt | undefined {
  const encoded = token.split(".");
  const [header, claims] = encoded.map(decode);
  return encoded.length === 3 && header && claims ? { encoded, header, claims } : undefined;
}

/** The object that a part holds as base64url of JSON. */
function decode(part: string): Fields | undefined {
  return quietly(() => {
    const binary = atob(part.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof value === "object" && value !== null ? { ...value } : undefined;
  });
}
