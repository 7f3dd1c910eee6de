import type { Candidate } from "../measure/rounds.ts";
import { message } from "./message.ts";

/** Something that keeps a token, and asks for one when it has none. */
export interface Keeper {
  readonly name: string;
  /** Whether callers who wait at the same time share one request. */
  readonly sharesRequests: boolean;
  /** Makes one without a token, and gives what its callers call. */
  readonly create: () => Candidate;
}

/** Where keepers ask, and how. */
export interface KeepersPlan {
  readonly endpoint: string;
  /** All send with the same, so that nothing but the keeping differs. */
  readonly fetch: typeof globalThis.fetch;
}

/** A token as a keeper's user gets it from the server. */
export interface Reply {
  readonly token: string;
  /** In epoch milliseconds. */
  readonly expiresAt: number;
}

/** Asks for a token, for keepers that leave that to their users. */
export async function askServer({ endpoint, fetch }: KeepersPlan): Promise<Reply> {
  const response = await fetch(endpoint, message);
  const { token, expiresIn } = (await response.json()) as { token: string; expiresIn: number };
  if (!response.ok) throw new Error(`The token server answered ${response.status}.`);
  return { token, expiresAt: Date.now() + expiresIn * 1000 };
}
