import { credentials } from "../measure/credentials.ts";

/** Sirv's token request, for who sends bytes. */
export const message = {
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify(credentials),
} as const;

/** Sends it with a bare fetch, and gives what the reply holds. */
export async function askByFetch(endpoint: string): Promise<unknown> {
  const response = await fetch(endpoint, message);
  return response.json();
}
