import type { Credentials } from "../credentials.ts";

/**
 * Whether id and secret look as if they had been swapped: Sirv's ids are some 27 letters and digits, its
 * secrets 88 characters of base64.
 */
export function lookSwapped({ clientId, clientSecret }: Credentials): boolean {
  return (
    /^[\w+/]{60,}=*$/.test(clientId.trim()) && /^[A-Za-z0-9]{10,40}$/.test(clientSecret.trim())
  );
}
