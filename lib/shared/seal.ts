import type { Credentials } from "../index.ts";

/** A token as it lies in the store, under a seal. */
export interface SharedToken {
  readonly token: string;
  readonly scope: readonly string[];
  /** Seconds that it had to live when it was issued. */
  readonly seconds: number;
  /** When that was, in epoch milliseconds of Sirv's clock. */
  readonly issuedAt: number;
}

/** Closes and opens what lies in the store under one name. */
export interface Seal {
  /** Tells what a token depends on, and the key: two valid secrets have two names. */
  readonly name: string;
  readonly close: (shared: SharedToken) => Promise<string>;
  /** What was closed with the same secret under the same name; `undefined` for anything else. */
  readonly open: (stored: unknown) => Promise<SharedToken | undefined>;
}

const version = 1;

/** So long can no value of ours be: a longer one would keep the whole process busy. */
const longest = 65_536;

/**
 * Makes a seal of AES-GCM, the name bound to it, under a key made from the client secret: whoever reads or writes
 * the store without the secret neither learns a token nor slips one in. A secret of Sirv's is random, and longer
 * than the key: a hash is enough to make the one of the other.
 *
 * @param parts - What a token depends on beside the credentials.
 */
export async function createSeal(
  { clientId, clientSecret }: Credentials,
  key: string,
  parts: readonly (string | number)[],
): Promise<Seal> {
  // Everybody has the key of a secret that is not set.
  if (!clientId || !clientSecret) throw new TypeError("no credentials");
  const { subtle } = crypto;
  const raw = await subtle.digest("SHA-256", bytesOf(`sirv-token/shared ${clientSecret}`));
  const fingerprint = await subtle.digest("SHA-256", raw);
  const sealKey = await subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
  // Stores have separators of their own.
  const readable = [clientId, ...parts, textOf(fingerprint).slice(0, 12)].map(encodeURIComponent);
  const name = [key, ...readable].join(":");
  const cipher = (iv: Uint8Array<ArrayBuffer>) => ({
    name: "AES-GCM",
    iv,
    additionalData: bytesOf(name),
  });

  return {
    name,
    async close(shared) {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const sealed = await subtle.encrypt(cipher(iv), sealKey, bytesOf(JSON.stringify(shared)));
      return JSON.stringify({ version, iv: textOf(iv), sealed: textOf(sealed) });
    },
    async open(stored) {
      try {
        // Some stores parse what looks like JSON.
        const value: unknown =
          typeof stored === "string" ? JSON.parse(stored.slice(0, longest)) : stored;
        const { version: found, iv, sealed } = value as Record<string, unknown>;
        if (found !== version) return undefined;
        const opened = await subtle.decrypt(cipher(bytesIn(iv)), sealKey, bytesIn(sealed));
        return JSON.parse(new TextDecoder().decode(opened)) as SharedToken;
      } catch {
        return undefined;
      }
    },
  };
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

/** Bytes as base64. */
function textOf(bytes: ArrayBuffer | Uint8Array<ArrayBuffer>): string {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)));
}

/** The bytes in base64. */
function bytesIn(text: unknown): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(String(text).slice(0, longest)), (character) =>
    character.charCodeAt(0),
  );
}
